"""Moving a visit and changing its services: the old time goes only when the new one is taken.

One transaction: everybody and everything that the visit has and could have is locked, the engine
is asked as if the visit were not there, its rows are written anew. A refusal changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from booking.domain.availability import VisitRequest
from booking.domain.changing.limits import require_own
from booking.domain.changing.planning import Change, as_seen, plan_change
from booking.domain.changing.seen import NOTHING_SEEN, Seen, require_as_seen
from booking.domain.changing.wishes import booked_items, visit_of
from booking.domain.policy.accepting import agree_to_more
from booking.domain.reserving import candidate_ids
from booking.domain.taking import give_back, take
from booking.domain.transitions import write_event
from booking.enums import EventKind
from booking.locks import (
    bounded_transaction,
    lock_appointment,
    lock_classes_of_change,
    lock_day_cap,
    lock_resources,
    lock_staff,
    share_services,
)
from booking.models import LONGEST, Appointment, AppointmentItem, Occupancy
from booking.queries import appointment_row
from foundation.errors import Busy
from foundation.money import vat_included

# Each round lost means that somebody else changed the visit between our look and our lock.
ROUNDS = 4


class _Overtaken(Exception):
    """The visit was changed by somebody else meanwhile."""


@dataclass(frozen=True, kw_only=True)
class _Wish:
    start: datetime
    visit: VisitRequest | None
    actor: Any
    by_salon: bool
    reason: str
    seen: Seen


def preview_reschedule(
    appointment: Appointment,
    start: datetime,
    visit: VisitRequest | None = None,
    *,
    by_salon: bool = False,
) -> Change:
    """Return what moving the visit would come to; nothing is locked or written.

    ``visit``: other services or people; without one the same by the same people. Raises what
    :func:`reschedule` raises.
    """
    items = booked_items(appointment.pk)
    return plan_change(appointment, items, start=start, visit=visit, by_salon=by_salon)


def reschedule(
    appointment_id: UUID | str,
    *,
    start: datetime,
    visit: VisitRequest | None = None,
    actor: Any,
    by_salon: bool,
    reason: str = "",
    seen: Seen = NOTHING_SEEN,
) -> Change:
    """Move the visit, give it other people or services; all of it or nothing.

    Payments stay; what was paid beyond the new price goes back after commit, what is missing is due
    at the salon. The event is EDITED where the services differ, else RESCHEDULED. ``seen``: what
    the preview said it would come to.

    Raises AppointmentNotFound (also for other people's), NotChangeable, TooLateToMove, NoMovesLeft,
    CustomerBlocked, BookingBlocked, NothingChanges, PriceChanges, TermsChanged, SlotTaken,
    NotBookable, DateOutOfRange, UnknownService, UnknownStaff, UnknownAddOn, Busy.
    """
    wish = _Wish(start=start, visit=visit, actor=actor, by_salon=by_salon, reason=reason, seen=seen)
    for _round in range(ROUNDS):
        try:
            with bounded_transaction():
                return _attempt(appointment_id, wish)
        except _Overtaken:
            continue
    raise Busy(retry_after=1)


def edit_services(
    appointment_id: UUID | str,
    *,
    visit: VisitRequest,
    start: datetime | None = None,
    actor: Any,
    by_salon: bool,
    reason: str = "",
) -> Change:
    """Add, take away or replace services, add-ons and people; at the same start or another.

    Raises what :func:`reschedule` raises.
    """
    start = start or appointment_row(appointment_id).starts_at
    return reschedule(
        appointment_id, start=start, visit=visit, actor=actor, by_salon=by_salon, reason=reason
    )


def _attempt(appointment_id: UUID | str, wish: _Wish) -> Change:
    items = booked_items(appointment_id)
    appointment = _lock(appointment_id, items, wish)
    if [item.pk for item in booked_items(appointment_id)] != [item.pk for item in items]:
        raise _Overtaken
    if not wish.by_salon:
        require_own(appointment, wish.actor)
    change = plan_change(
        appointment, items, start=wish.start, visit=wish.visit, by_salon=wish.by_salon
    )
    require_as_seen(wish.seen, refund=change.refund, fee=change.fee, due=change.due_at_salon)
    _write(change, wish)
    return change


def _lock(appointment_id: UUID | str, items: list[AppointmentItem], wish: _Wish) -> Appointment:
    """Lock what the visit has and what it could get, in the order of ``docs/locking.md``."""
    visit = wish.visit or visit_of(items)
    lock_staff(candidate_ids(visit) | {item.staff_id for item in items})
    services = share_services(visit.service_ids)
    units = {item.resource_id for item in items if item.resource_id}
    lock_resources(services.resource_type_ids, and_units=units)
    lock_day_cap()
    appointment = lock_appointment(appointment_id)
    longest = LONGEST * len(visit.parts)
    lock_classes_of_change(appointment.pk, services.class_ids, wish.start, wish.start + longest)
    return appointment


def _write(change: Change, wish: _Wish) -> None:
    appointment, slot = change.appointment, change.slot
    before = as_seen(appointment, change.items)
    give_back(appointment)
    Occupancy.objects.filter(appointment=appointment).delete()
    AppointmentItem.objects.filter(appointment=appointment).delete()
    take(appointment, slot)
    rate = settings.VAT_RATE_PERCENT if change.is_vat_registered else 0
    appointment.starts_at, appointment.ends_at = slot.start, slot.end
    appointment.total_minor = slot.total_minor
    appointment.vat_minor = vat_included(slot.total_minor, rate_percent=rate)
    appointment.due_now_minor = min(appointment.due_now_minor, slot.total_minor)
    appointment.save(update_fields=CHANGED)
    if change.kind is EventKind.EDITED:
        agree_to_more(appointment, change.settled.terms)
    write_event(
        appointment,
        change.kind,
        from_status=appointment.status,
        actor=wish.actor,
        reason=wish.reason,
        policy=change.settled.policy,
        data={
            "is_move": change.is_move,
            "before": before,
            "after": as_seen(appointment, booked_items(appointment.pk)),
        },
    )


CHANGED = ["starts_at", "ends_at", "total_minor", "vat_minor", "due_now_minor"]
