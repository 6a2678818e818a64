"""The migrations of ``salons`` and one more that adds a column."""

import salons.migrations

__path__ = [*__path__, *salons.migrations.__path__]
