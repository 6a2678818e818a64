"""Waiting until no message of the salon is on its way out.

Everything else that leaves is told apart by the provider (payments by their id, refunds by the
running total) and may be taken up again in the target. A message is not: the copy would be sent a
second time if its sending ended here after the snapshot.
"""

import time
from datetime import timedelta

from django_tenants.utils import tenant_context

from notifications.domain.messages import messages_being_sent
from tenants.models import Tenant
from tenants.moving.errors import StillSending

WAIT = timedelta(seconds=35)
POLL_SECONDS = 0.1


def wait_until_quiet(tenant: Tenant) -> None:
    """Return once no message is being sent; raise StillSending after WAIT."""
    deadline = time.monotonic() + WAIT.total_seconds()
    while _being_sent(tenant):
        if time.monotonic() > deadline:
            raise StillSending(retry_after=60)
        time.sleep(POLL_SECONDS)


def _being_sent(tenant: Tenant) -> int:
    with tenant_context(tenant):
        return messages_being_sent()
