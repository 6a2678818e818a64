"""A salon's business day: the appointments between its opening and its closing after midnight."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from booking.domain.engine.hours import business_day
from booking.domain.engine.wall_clock import ONE_DAY
from booking.domain.opening import business_window, hours_plan_of_salon
from booking.enums import BLOCKING, HOLDING, AppointmentStatus
from booking.models import Appointment
from booking.queries import appointments_seen_by
from foundation.money import Money
from salons.models import SalonProfile

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
    zone = SalonProfile.load().zone
    calendar_day = now.astimezone(zone).date()
    shown = day or calendar_day
    around = min(shown, calendar_day) - 2 * ONE_DAY, max(shown, calendar_day) + ONE_DAY
    plan = hours_plan_of_salon(*around)
    today = business_day(now, plan, zone)
    begins, ends = business_window(day or today, plan)
    appointments = (
        appointments_seen_by(reader)
        .filter(starts_at__gte=begins, starts_at__lt=ends)
        .exclude(status=_S.EXPIRED)
        .select_related("customer")
        .prefetch_related("items")
        .order_by("starts_at", "pk")
    )
    return DaySheet(day or today, today, tuple(appointments))
