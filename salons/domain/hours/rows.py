"""Brings stored intervals to what is wanted, row by row: the audit log follows each."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import time
from typing import Any


def replace_rows(
    rows: Iterable[Any],
    wanted: Mapping[Any, time],
    *,
    key: Callable[[Any], Hashable],
    make: Callable[[Any, time], Any],
) -> None:
    """Delete what is not wanted, change ends, make what is missing; rows that stay stay.

    ``wanted``: end by key, which holds everything else of a row. The caller holds the lock.
    """
    missing = dict(wanted)
    for row in rows:
        ends = missing.pop(key(row), None)
        if ends is None:
            row.delete()
        elif ends != row.ends:
            row.ends = ends
            row.save(update_fields=["ends"])
    for each, ends in missing.items():
        make(each, ends).save()
