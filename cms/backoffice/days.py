"""A salon's business day: the appointments between its opening and its closing after midnight."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from booking.domain.engine.hours import HoursPlan, business_day
from booking.domain.engine.wall_clock import ONE_DAY, opening_instant
from booking.domain.opening import Stretch, hours_plan_of_salon, open_stretches
from booking.enums import BLOCKING, HOLDING, AppointmentStatus
from booking.models import Appointment
from booking.queries import appointments_seen_by
from foundation.money import Money
from salons.models import SalonProfile

_S = AppointmentStatus
COMING = frozenset({_S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS})
HERE = frozenset({_S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED})
# Somebody looks it over and may let it go: shown, because the time is taken, and not counted.
BOOKED = BLOCKING - {_S.HELD}


@dataclass(frozen=True)
class DaySheet:
    """The appointments of one business day, by time, with what they add up to."""

    day: date
    today: date
    appointments: tuple[Appointment, ...]
    plan: HoursPlan
    zone: ZoneInfo
    window: Stretch

    @property
    def booked(self) -> int:
        return self._count(BOOKED)

    @property
    def here(self) -> int:
        return self._count(HERE)

    @property
    def unpaid(self) -> int:
        return self._count(HOLDING & BOOKED)

    @property
    def total(self) -> Money:
        """What the day's visits cost, without cancelled and missed ones."""
        kept = (each for each in self.appointments if each.status in BOOKED)
        return Money(sum(each.total_minor for each in kept))

    @property
    def at_salon(self) -> Money:
        """What the visits that are still open leave to be paid on the day."""
        coming = (each for each in self.appointments if each.status in COMING)
        return Money(sum(each.due_at_salon.amount for each in coming))

    def _count(self, statuses: frozenset[AppointmentStatus]) -> int:
        return sum(each.status in statuses for each in self.appointments)


def day_sheet(day: date | None = None, *, reader: Any, now: datetime | None = None) -> DaySheet:
    """Return the sheet of a day, or of the running business day, as far as the reader sees it.

    Times that were kept and never paid for are left out: the search finds them.
    """
    now = now or timezone.now()
    zone = SalonProfile.load().zone
    date_now = now.astimezone(zone).date()
    shown = (date_now, day or date_now)
    plan = hours_plan_of_salon(min(shown) - ONE_DAY, max(shown) + ONE_DAY)
    today = business_day(now, plan, zone)
    window = business_window(day or today, plan, zone)
    appointments = (
        appointments_seen_by(reader)
        .filter(starts_at__gte=window.starts, starts_at__lt=window.ends)
        .exclude(status=_S.EXPIRED)
        .select_related("customer", "member")
        .prefetch_related("items", "agreed_policies")
        .order_by("starts_at", "pk")
    )
    return DaySheet(day or today, today, tuple(appointments), plan, zone, window)


def business_window(day: date, plan: HoursPlan, zone: ZoneInfo) -> Stretch:
    """Return a day from the end of the night before to the end of its own night."""
    return Stretch(_begins(day, plan, zone), _begins(day + ONE_DAY, plan, zone))


def _begins(day: date, plan: HoursPlan, zone: ZoneInfo) -> datetime:
    """Return midnight, or the closing of the day before where that is later."""
    eve = open_stretches(plan, day - ONE_DAY, day - ONE_DAY, zone)
    return max([opening_instant(day, time(0), zone), *(each.ends for each in eve)])
