"""A salon's business day: the appointments between its opening and its closing after midnight."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from booking.domain.calendar import ONE_DAY, business_day, local, on_day
from booking.domain.intervals import Interval
from booking.enums import BLOCKING, HOLDING, AppointmentStatus
from booking.models import Appointment
from booking.queries import appointments_seen_by
from foundation.money import Money
from salons.models import OpeningHours, SalonProfile

_S = AppointmentStatus
HERE = frozenset({_S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED})


@dataclass(frozen=True)
class DaySheet:
    """The appointments of one business day, by time, with what they add up to."""

    day: date
    today: date
    appointments: tuple[Appointment, ...]

    @property
    def booked(self) -> int:
        return self._count(BLOCKING)

    @property
    def here(self) -> int:
        return self._count(HERE)

    @property
    def unpaid(self) -> int:
        return self._count(HOLDING)

    @property
    def total(self) -> Money:
        """What the day's visits cost, without cancelled and missed ones."""
        kept = (each for each in self.appointments if each.status in BLOCKING)
        return Money(sum(each.total_minor for each in kept))

    def _count(self, statuses: frozenset[AppointmentStatus]) -> int:
        return sum(each.status in statuses for each in self.appointments)


def day_sheet(day: date | None = None, *, reader: Any, now: datetime | None = None) -> DaySheet:
    """Return the sheet of a day, or of the running business day, as far as the reader sees it.

    Times that were kept and never paid for are left out: the search finds them.
    """
    now = now or timezone.now()
    hours = tuple(OpeningHours.objects.all())
    zone = SalonProfile.load().zone
    today = business_day(now, hours, zone)
    window = business_window(day or today, hours, zone)
    appointments = (
        appointments_seen_by(reader)
        .filter(starts_at__gte=window.start, starts_at__lt=window.end)
        .exclude(status=_S.EXPIRED)
        .select_related("customer")
        .prefetch_related("items")
        .order_by("starts_at", "pk")
    )
    return DaySheet(day or today, today, tuple(appointments))


def business_window(day: date, hours: tuple[OpeningHours, ...], zone: ZoneInfo) -> Interval:
    """Return a day from the end of the night before to the end of its own night."""
    return Interval(_begins(day, hours, zone), _begins(day + ONE_DAY, hours, zone))


def _begins(day: date, hours: tuple[OpeningHours, ...], zone: ZoneInfo) -> datetime:
    """Return midnight, or the closing of the day before where that is later."""
    midnight = local(day, time(0), zone)
    return max([midnight, *(each.end for each in on_day(hours, day - ONE_DAY, zone))])
