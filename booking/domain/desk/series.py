"""Visits that come again: planned as a list, booked all together or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from audit.log import record
from booking.domain.availability import Slot, VisitRequest
from booking.domain.availability.words.reasons import Reason, reasons_for
from booking.domain.desk.details import DeskVisit
from booking.domain.desk.errors import NobodyToTell, SeriesChanged, SeriesEmpty, SeriesTooLong
from booking.domain.desk.free_hand import at_any_minute, read_around, read_days
from booking.domain.desk.once import written_before
from booking.domain.desk.series_words import TOLD
from booking.domain.desk.visits import Found, refusing_what_is_gone, write_down
from booking.domain.engine.wall_clock import opening_instant
from booking.domain.reserving import reserve
from booking.enums import AppointmentStatus
from booking.locks import bounded_transaction
from booking.models import Appointment, AppointmentSeries
from foundation.errors import DomainError
from salons.models import SalonProfile

MOST_VISITS = 26
FARTHEST = timedelta(days=366)
ALTERNATIVES = 4


@dataclass(frozen=True, kw_only=True)
class SeriesRequest:
    """The same wish every few weeks at the same time of the salon's clock.

    ``times`` visits, or those until ``until``, whichever is given.
    """

    visit: VisitRequest
    first: date
    clock: time
    every_weeks: int
    times: int | None = None
    until: date | None = None

    def days(self) -> list[date]:
        """Return the dates. Raises SeriesTooLong, SeriesEmpty."""
        step = timedelta(weeks=self.every_weeks)
        times = self.times
        if times is None:
            times = ((self.until or self.first) - self.first) // step + 1
        if times < 1:
            raise SeriesEmpty(param="until")
        if times > MOST_VISITS or step * (times - 1) > FARTHEST:
            raise SeriesTooLong(limit=MOST_VISITS, param="times")
        return [self.first + n * step for n in range(times)]


@dataclass(frozen=True)
class PlannedDate:
    """One date of a series: the time where it is free, else why not and what is near it."""

    day: date
    start: datetime
    slot: Slot | None
    reasons: Sequence[Reason] = ()
    alternatives: Sequence[Slot] = ()


def plan_series(request: SeriesRequest, *, now: datetime | None = None) -> list[PlannedDate]:
    """Return each date of a series, free or not; nothing is taken by it.

    A time that the clock jumps over is the moment of the jump. Raises SeriesTooLong, SeriesEmpty,
    UnknownService, UnknownStaff, UnknownAddOn, DateOutOfRange.
    """
    now, zone = now or timezone.now(), SalonProfile.load().zone
    return [
        _planned(request, day, opening_instant(day, request.clock, zone), now)
        for day in request.days()
    ]


def book_series(
    details: DeskVisit, starts: Sequence[datetime], *, every_weeks: int
) -> AppointmentSeries:
    """Book every start in one transaction: all of them, or none and SeriesChanged says which.

    The customer gets one message about all. The same sheet once more returns the series that it
    made. Raises NobodyToTell, SeriesEmpty, SeriesTooLong, SeriesChanged, UnknownService,
    UnknownStaff, UnknownAddOn, Busy.
    """
    if details.guest.customer is None:
        raise NobodyToTell(param="phone")
    starts = sorted(set(starts))
    if not starts:
        raise SeriesEmpty
    if len(starts) > MOST_VISITS:
        raise SeriesTooLong(limit=MOST_VISITS)
    with refusing_what_is_gone(), bounded_transaction():
        before = written_before(details)
        if before is not None and before.series is not None:
            return before.series
        reserve(details.visit, starts)
        series: AppointmentSeries = AppointmentSeries.objects.create(
            customer=details.guest.customer, every_weeks=every_weeks, created_by=details.by
        )
        _book_each(replace(details, series=series, pay_within=None), starts)
        record(series, verb="series_booked", changes={"visits": ["0", str(len(starts))]})
    return series


def _book_each(details: DeskVisit, starts: Sequence[datetime]) -> None:
    gone = []
    for number, start in enumerate(starts):
        # The first visit stands for the sheet.
        key = None if number else details.key
        try:
            appointment = _book(replace(details, key=key), start)
        except DomainError as refusal:
            gone.append((start, refusal))
            continue
        told = 0 if number else len(starts)
        appointment.events.update(data={TOLD: told})
    if gone:
        raise SeriesChanged(starts=[start.isoformat() for start, _refusal in gone])


def _book(details: DeskVisit, start: datetime) -> Appointment:
    """Book one visit. Its slot is planned with the visits of the series before it."""
    read = read_around(details.visit, start)
    return write_down(details, Found(read, read.slot_or_refuse(start)))


def _planned(request: SeriesRequest, day: date, start: datetime, now: datetime) -> PlannedDate:
    offered = read_days(request.visit, day, day, now=now)
    read = at_any_minute(offered)
    slot = read.slot_at(start)
    if slot is not None:
        return PlannedDate(day, start, slot)
    near = sorted(offered.slots_on(day), key=lambda each: abs(each.start - start))[:ALTERNATIVES]
    alternatives = sorted(near, key=lambda each: each.start)
    return PlannedDate(day, start, None, reasons_for(read, start), alternatives)


def visits_of(series_id: int) -> list[Appointment]:
    """Return the visits of a series by time, with what they are."""
    found = Appointment.objects.filter(series=series_id).select_related("customer", "series")
    return list(found.prefetch_related("items").order_by("starts_at", "pk"))


def can_still_come(appointment: Appointment, *, now: datetime) -> bool:
    """Return whether a visit of a series is still ahead."""
    ahead = (AppointmentStatus.CONFIRMED, AppointmentStatus.PENDING_PAYMENT)
    return appointment.status in ahead and appointment.starts_at > now
