"""Somebody stands in the salon: taken by the first who is free."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from booking.domain.availability import Slot, VisitRequest
from booking.domain.desk.details import DeskVisit
from booking.domain.desk.errors import NobodyFree, NotYet
from booking.domain.desk.free_hand import at_any_minute, read_days
from booking.domain.desk.once import written_before
from booking.domain.desk.visits import Found, refusing_what_is_gone, write_down
from booking.domain.engine.timeline import MINUTE
from booking.domain.engine.wall_clock import ONE_DAY
from booking.domain.reserving import reserve
from booking.domain.spoken_times import clock_time
from booking.enums import AppointmentStatus, Source
from booking.locks import bounded_transaction
from booking.models import Appointment

_S = AppointmentStatus
LOOKED_AHEAD = 14 * ONE_DAY


def take_walk_in(
    details: DeskVisit, *, begins_now: bool, now: datetime | None = None
) -> Appointment:
    """Take somebody who is here, at the next whole minute at which somebody is free for her.

    She has arrived, or is being served already where ``begins_now``. Beside nobody: who is to be
    squeezed in is booked for a certain time with a reason. Raises NobodyFree where it would be
    another business day, NotYet where the work cannot begin now (it says when it can),
    UnknownService, UnknownStaff, Busy. The same sheet once more returns what it made.
    """
    now = now or timezone.now()
    with refusing_what_is_gone(), bounded_transaction():
        before = written_before(details)
        if before is not None:
            return before
        reserve(details.visit, [now])
        found = _first_free(details.visit, now)
        if begins_now and found.slot.start > now + MINUTE:
            raise _not_yet(found)
        status = _S.IN_PROGRESS if begins_now else _S.ARRIVED
        as_walk_in = replace(details, source=Source.WALK_IN, status=status, pay_within=None)
        return write_down(as_walk_in, found)


def first_free(request: VisitRequest, *, now: datetime | None = None) -> Slot:
    """Return when somebody who is here could be taken. Raises NobodyFree."""
    return _first_free(request, now or timezone.now()).slot


def next_free(request: VisitRequest, *, now: datetime | None = None) -> Slot | None:
    """Return the soonest time of the days to come, for whom nobody has time today any more."""
    now = now or timezone.now()
    read = read_days(request, now.date(), now.date() + LOOKED_AHEAD, now=now)
    return read.next_slot(after=now)


def _not_yet(found: Found) -> NotYet:
    first = found.slot.parts[0]
    return NotYet(
        person=str(first.staff.name),
        time=clock_time(first.start, found.read.facts.place.zone),
        starts_at=first.start.isoformat(),
    )


def _first_free(request: VisitRequest, now: datetime) -> Found:
    """Return the soonest time of the running business day at any minute."""
    day = now.date()
    read = at_any_minute(read_days(request, day - ONE_DAY, day + ONE_DAY, now=now))
    slot = read.next_slot(after=now)
    if slot is None or read.business_day(slot.start) != read.today:
        raise NobodyFree
    return Found(read, slot)
