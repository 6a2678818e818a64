"""What a customer's visits of the last 12 months say of her."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from booking.enums import AppointmentStatus
from booking.models import Appointment
from salons.models import ClientGroup

# How far back a salon remembers.
MEMORY = timedelta(days=365)


@dataclass(frozen=True)
class ClientStanding:
    """How often she came, and how often she was waited for in vain; in the last 12 months."""

    visits: int = 0
    no_shows: int = 0

    def groups(self, *, new_client_visits: int) -> frozenset[ClientGroup]:
        """Return the groups that she belongs to; who has missed a visit is in two."""
        is_new = self.visits < new_client_visits
        known = {ClientGroup.NEW if is_new else ClientGroup.REGULAR}
        return frozenset(known | ({ClientGroup.MISSED} if self.no_shows else set()))


def standing_of(customer: Any, *, now: datetime | None = None) -> ClientStanding:
    """Return the customer's standing in the current salon: one statement, by its index."""
    recent = Appointment.objects.filter(customer=customer, starts_at__gte=memory_starts(now))
    found = recent.aggregate(
        visits=Count("pk", filter=Q(status=AppointmentStatus.COMPLETED)),
        no_shows=Count("pk", filter=Q(status=AppointmentStatus.NO_SHOW)),
    )
    return ClientStanding(**found)


def memory_starts(now: datetime | None = None) -> datetime:
    """Return since when visits count."""
    return (now or timezone.now()) - MEMORY
