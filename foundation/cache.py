"""The cache in our own database."""

from collections.abc import Sequence

from django.core.cache.backends.db import DatabaseCache
from django.db import connection


class SalonDatabaseCache(DatabaseCache):
    """Django's, usable while a salon only reads.

    A read deletes what it finds outdated, which a read-only transaction refuses; a write that is
    refused counts as one that did not happen, as Django has it.
    """

    def _base_delete_many(self, keys: Sequence[str]) -> bool:
        if getattr(getattr(connection, "tenant", None), "is_read_only", False):
            return False
        return bool(super()._base_delete_many(keys))  # type: ignore[misc]
