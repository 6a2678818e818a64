"""Closing a salon, by its owner or by the platform."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from tenants.domain.exports.making import request_closing_export
from tenants.domain.life_cycle.states import transition_salon
from tenants.enums import TenantStatus
from tenants.models import Tenant


def close_salon(tenant: Tenant, *, reason: str = "") -> Tenant:
    """Close the salon for good: it can come back for GRACE_DAYS, then it is erased.

    In one transaction asks for an archive of everything; what is booked is cancelled and paid
    back in the background (``booking.closing``). Raises InvalidTransition, SalonReadOnly.
    """
    return transition_salon(
        tenant,
        TenantStatus.CLOSED,
        next_move_at=timezone.now() + timedelta(days=settings.GRACE_DAYS),
        reason=reason,
        before_move=request_closing_export,
    )
