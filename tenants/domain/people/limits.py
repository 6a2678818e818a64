"""How many invitations leave: each is an SMS to somebody who has not asked for it."""

from datetime import datetime

from accounts.domain.limits.windows import Counter, take_places
from accounts.errors import Throttled
from tenants.errors import TooManyInvitations
from tenants.models import Tenant
from tenants.thresholds import invitation_thresholds


def count_message(tenant: Tenant, phone_number: str, *, now: datetime) -> None:
    """Count one message of the salon to the number, or raise TooManyInvitations.

    Inside the transaction that sends it: a refusal counts nothing.
    """
    limits = invitation_thresholds()
    counters = [
        Counter("salon", tenant.schema_name, "invitation", limits.salon_sends),
        Counter("phone", phone_number, "invitation", limits.phone_sends),
    ]
    try:
        take_places(counters, now=now)
    except Throttled as refusal:
        raise TooManyInvitations(retry_after=refusal.retry_after) from refusal
