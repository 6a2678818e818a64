"""Background work in the right salon."""

import logging
from typing import Any

from celery import current_app
from celery.exceptions import Reject
from django.db import connection, transaction
from tenant_schemas_celery.task import TenantTask

from foundation.tenancy.models import current_schema_name

logger = logging.getLogger(__name__)

SCHEMA_HEADER = "_schema_name"


class SalonTask(TenantTask):
    """A task that refuses to run anywhere but in the salon it was sent for.

    tenant-schemas-celery runs a task whose salon has vanished in the public schema: its switch
    happens in a signal, whose errors Celery only logs.
    """

    abstract = True
    acks_late = True
    ignore_result = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        headers = self.request.headers or {}
        wanted = headers.get(SCHEMA_HEADER) or self.request.get(SCHEMA_HEADER)
        if wanted and wanted != current_schema_name():
            raise Reject(f"the salon {wanted!r} is not here", requeue=False)
        if getattr(getattr(connection, "tenant", None), "moved_at", None) is not None:
            raise Reject(f"the salon {wanted!r} has moved away", requeue=False)
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
