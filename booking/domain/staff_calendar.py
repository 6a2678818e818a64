"""What is in a calendar of the salon's people: visits part by part, and blocked times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from booking.enums import AppointmentStatus, FeedOf
from booking.models import Appointment, AppointmentItem, StaffFeed, TimeBlock
from salons.queries import staff_ids_of

# What is older stays in the back office; what is further ahead changes before it comes.
KEPT, AHEAD = timedelta(days=14), timedelta(days=180)
MOST = 2000
_S = AppointmentStatus
SHOWN = (_S.PENDING_PAYMENT, _S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED)


@dataclass(frozen=True)
class Work:
    """What one person does in one visit: its items in their order."""

    appointment: Appointment
    staff_id: int
    items: tuple[AppointmentItem, ...]

    @property
    def starts_at(self) -> datetime:
        return min(item.starts_at for item in self.items)

    @property
    def ends_at(self) -> datetime:
        return max(item.ends_at for item in self.items)


@dataclass(frozen=True)
class Calendar:
    """All of it. ``blocks`` come with ``staff`` and ``resource``."""

    work: tuple[Work, ...]
    blocks: tuple[TimeBlock, ...]


def calendar_of(feed: StaffFeed, *, now: datetime | None = None) -> Calendar:
    """Return what a feed shows around now: the whole salon's, or what its person does herself.

    Visits that are only looked over, lost or missed are not in it. At most four statements.
    """
    now = now or timezone.now()
    near = Q(starts_at__lt=now + AHEAD, ends_at__gt=now - KEPT)
    items = AppointmentItem.objects.order_by("position")
    visits = Appointment.objects.filter(near, status__in=SHOWN)
    blocks = TimeBlock.objects.filter(near).select_related("staff", "resource")
    if feed.of == FeedOf.OWN:
        mine = staff_ids_of(feed.user)
        items, blocks = items.filter(staff__in=mine), blocks.filter(staff__in=mine)
        visits = visits.filter(pk__in=items.order_by().values("appointment"))
    found = visits.select_related("customer", "member").prefetch_related(
        Prefetch("items", queryset=items)
    )
    newest = found.order_by("-starts_at", "-pk")[:MOST]
    return Calendar(
        tuple(_work(reversed(newest))), tuple(blocks.order_by("starts_at", "pk")[:MOST])
    )


def _work(visits: Iterable[Any]) -> Iterable[Work]:
    for visit in visits:
        people: dict[int, list[AppointmentItem]] = {}
        for item in visit.items.all():
            people.setdefault(item.staff_id, []).append(item)
        for staff_id, items in people.items():
            yield Work(visit, staff_id, tuple(items))
