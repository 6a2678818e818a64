"""The migrations of ``salons`` with one more after the newest: a release of tomorrow."""

import salons.migrations

__path__ = [*__path__, *salons.migrations.__path__]
