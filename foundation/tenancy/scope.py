"""The one way to see rows of more than one salon."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

logger = logging.getLogger(__name__)

_active: ContextVar[bool] = ContextVar("platform_scope", default=False)


@contextmanager
def platform_scope(reason: str) -> Iterator[None]:
    """Open a transaction in which row level security lets every salon's rows through.

    ``reason`` is logged. The setting is local to the transaction, so neither an exception nor a
    pooled connection can carry it on. Evaluate querysets inside: a lazy one evaluated later sees
    nothing. Modules that may use it are listed in ``tests/foundation/test_scope.py``.
    """
    logger.debug("platform scope: %s", reason)
    with transaction.atomic():
        _set_scope("platform")
        token = _active.set(True)
        try:
            yield
        finally:
            _active.reset(token)
        # In a nested block the outer transaction goes on: close the scope by hand. After an
        # exception the rollback undoes it; a statement here would hide what went wrong.
        if not connection.needs_rollback and not _active.get():
            _set_scope("")


def in_platform_scope() -> bool:
    """Return whether the current thread is inside :func:`platform_scope`."""
    return _active.get()


def _set_scope(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.scope', %s, true)", [value])
