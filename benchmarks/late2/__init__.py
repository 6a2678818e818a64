"""The migrations of ``benchmarks.late1`` and one more that adds a column."""

from benchmarks import late1

__path__ = [*__path__, *late1.__path__]
