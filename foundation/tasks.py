"""Background work in the right salon."""

import logging
from typing import Any

from celery import current_app
from celery.exceptions import Ignore, Reject
from django.db import connection, transaction
from tenant_schemas_celery.task import TenantTask

from foundation.tenancy.models import current_schema_name

logger = logging.getLogger(__name__)

SCHEMA_HEADER = "_schema_name"
# Moving a salon takes about a minute.
READ_ONLY_WAIT = 60


class SalonTask(TenantTask):
    """A task that refuses to run anywhere but in the salon it was sent for.

    tenant-schemas-celery runs a task whose salon has vanished in the public schema: its switch
    happens in a signal, whose errors Celery only logs. Nothing is left to do for a salon that was
    erased; one that is being moved waits.
    """

    abstract = True
    acks_late = True
    ignore_result = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        headers = self.request.headers or {}
        wanted = headers.get(SCHEMA_HEADER) or self.request.get(SCHEMA_HEADER)
        if wanted and wanted != current_schema_name():
            raise Reject(f"the salon {wanted!r} is not here", requeue=False)
        tenant: Any = getattr(connection, "tenant", None)
        if getattr(tenant, "moved_at", None) is not None:
            raise Reject(f"the salon {wanted!r} has moved away", requeue=False)
        if getattr(tenant, "is_gone", False):
            raise Ignore
        if getattr(tenant, "is_read_only", False):
            raise self.retry(countdown=READ_ONLY_WAIT, max_retries=None)
        return super().__call__(*args, **kwargs)


def enqueue(task: Any, *args: Any, schema_name: str | None = None) -> None:
    """Send a task (or its name) after the commit of the current transaction.

    The salon is the connection's at the time of this call: by the time of the commit it may be
    another. A queue that cannot be reached costs a log line: what must happen is also in a table
    that a sweep reads.
    """
    name = task if isinstance(task, str) else task.name
    schema = schema_name or current_schema_name()

    def send() -> None:
        try:
            current_app.send_task(name, args=args, headers={SCHEMA_HEADER: schema})
        except Exception:
            logger.exception("could not queue %s", name)

    transaction.on_commit(send)
