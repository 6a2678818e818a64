"""Cancelling a visit, or a part of it: what it costs before, and doing it.

Of a part that goes the people, the room and the places are free at once. What stays keeps its times
and its people, so a wait in between may grow; a visit whose first service goes begins later.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from booking.domain.changing.errors import NotChangeable, UnknownItem
from booking.domain.changing.limits import require_cancellable, require_own
from booking.domain.changing.planning import as_seen
from booking.domain.changing.seen import NOTHING_SEEN, Seen, require_as_seen
from booking.domain.changing.stretches import stretches_of
from booking.domain.changing.wishes import booked_items
from booking.domain.policy.amounts import By, last_free_moment
from booking.domain.settling import Settled, settle_items
from booking.domain.taking import give_back_places
from booking.domain.transitions import transition_appointment, write_event
from booking.enums import HOLDING, AppointmentStatus, EventKind
from booking.locks import bounded_transaction, lock_appointment
from booking.models import Appointment, AppointmentItem, Occupancy
from foundation.money import Money

_S = AppointmentStatus
# Parts go only of what is settled: an unpaid visit waits for one amount.
PARTS_OF = frozenset({_S.CONFIRMED, _S.ARRIVED})


@dataclass(frozen=True, kw_only=True)
class CancellationPreview:
    """What goes and stays, and what comes back of what was paid."""

    appointment: Appointment
    ended: tuple[AppointmentItem, ...]
    kept: tuple[AppointmentItem, ...]
    settled: Settled

    @property
    def is_whole(self) -> bool:
        return not self.kept

    @property
    def is_free(self) -> bool:
        return self.settled.settlement.is_free or self.appointment.status in HOLDING

    @property
    def paid(self) -> Money:
        """Return what is held for the visit, less fees for what was cancelled before."""
        return self._money(self.settled.available_minor)

    @property
    def refund(self) -> Money:
        return self._money(self.settled.settlement.refund_minor)

    @property
    def fee(self) -> Money:
        return self._money(self.settled.settlement.fee_minor)

    @property
    def left(self) -> Money:
        """Return the price of what stays."""
        return self._money(sum(item.price_minor for item in self.kept))

    @property
    def source(self) -> str:
        """Return where the money goes back to."""
        return self.settled.paid.source

    @property
    def free_until(self) -> datetime:
        """Return the last moment at which cancelling these was free."""
        start, given_up = self.appointment.starts_at, self.settled.given_up
        terms = (self.settled.terms[item.service_id] for item in self.ended)
        return min(last_free_moment(each, starts_at=start, given_up=given_up) for each in terms)

    def _money(self, amount: int) -> Money:
        return Money(amount, self.appointment.currency)


def preview_cancellation(
    appointment: Appointment, items: Collection[int] = (), *, by_salon: bool = False
) -> CancellationPreview:
    """Return what cancelling comes to: of the whole visit, or of some of its services (ids).

    Nothing is locked or written. Raises InvalidTransition, TooLateToCancel, NotChangeable where
    only the whole can go, UnknownItem.
    """
    require_cancellable(appointment, by_salon=by_salon)
    booked = booked_items(appointment.pk)
    ended = _chosen(booked, items)
    kept = [item for item in booked if item not in ended]
    if kept and appointment.status not in PARTS_OF:
        raise NotChangeable
    by = By.SALON if by_salon else By.CUSTOMER
    return CancellationPreview(
        appointment=appointment,
        ended=tuple(ended),
        kept=tuple(kept),
        settled=settle_items(appointment, ended, kept=kept, by=by),
    )


def cancel(
    appointment_id: UUID | str,
    *,
    items: Collection[int] = (),
    actor: Any,
    by_salon: bool,
    reason: str = "",
    seen: Seen = NOTHING_SEEN,
) -> CancellationPreview:
    """Cancel the visit, or only the services ``items`` of it, and free their time.

    What goes back is settled here and written into the event; billing sends it after commit.
    ``seen``: what the preview said it would come to. Raises AppointmentNotFound (also for other
    people's), TermsChanged where it comes to something else by now, and what the preview raises.
    """
    with bounded_transaction():
        appointment = lock_appointment(appointment_id)
        if not by_salon:
            require_own(appointment, actor)
        found = preview_cancellation(appointment, items, by_salon=by_salon)
        require_as_seen(seen, refund=found.refund, fee=found.fee)
        if found.is_whole:
            to = _S.CANCELLED_BY_SALON if by_salon else _S.CANCELLED_BY_CUSTOMER
            policy = found.settled.policy
            transition_appointment(appointment, to, actor=actor, reason=reason, policy=policy)
        else:
            _take_out(found, actor=actor, reason=reason)
    return found


def _chosen(booked: Sequence[AppointmentItem], wanted: Collection[int]) -> list[AppointmentItem]:
    if not wanted:
        return list(booked)
    chosen = [item for item in booked if item.pk in wanted]
    if len(chosen) < len(set(wanted)):
        raise UnknownItem(param="items")
    return chosen


def _take_out(found: CancellationPreview, *, actor: Any, reason: str) -> None:
    appointment, booked = found.appointment, [*found.ended, *found.kept]
    before = as_seen(appointment, sorted(booked, key=lambda item: item.position))
    rows = list(Occupancy.objects.filter(appointment=appointment))
    gone = stretches_of(found.ended, booked, rows)
    Occupancy.objects.filter(pk__in=[row.pk for row in gone]).delete()
    give_back_places(found.ended)
    AppointmentItem.objects.filter(pk__in=[item.pk for item in found.ended]).delete()
    _shorten(appointment, found)
    write_event(
        appointment,
        EventKind.EDITED,
        from_status=appointment.status,
        actor=actor,
        reason=reason,
        policy=found.settled.policy,
        data={"is_move": False, "before": before, "after": as_seen(appointment, found.kept)},
    )


def _shorten(appointment: Appointment, found: CancellationPreview) -> None:
    total = found.left.amount
    # The same share of VAT as before: the rate is the one at which it was booked.
    if appointment.total_minor:
        appointment.vat_minor = (
            appointment.vat_minor * total + appointment.total_minor // 2
        ) // appointment.total_minor
    appointment.total_minor = total
    appointment.due_now_minor = min(appointment.due_now_minor, total)
    appointment.starts_at = min(item.starts_at for item in found.kept)
    appointment.ends_at = max(item.ends_at for item in found.kept)
    appointment.save(
        update_fields=["starts_at", "ends_at", "total_minor", "vat_minor", "due_now_minor"]
    )
