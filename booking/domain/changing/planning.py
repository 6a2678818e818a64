"""What a change comes to before it happens: the engine asked as if the visit were not there.

The preview and the write itself ask the same; only the write holds locks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from booking.domain.availability import Slot, VisitRequest, load_around
from booking.domain.changing.errors import NothingChanges, PriceChanges
from booking.domain.changing.limits import moves_left, require_changeable, require_moves_left
from booking.domain.changing.prices import ended_by_change, with_agreed_prices
from booking.domain.changing.wishes import Difference, difference, visit_of
from booking.domain.paid import Paid
from booking.domain.policy.agreed import terms_agreed
from booking.domain.policy.amounts import By, Priced, is_late
from booking.domain.policy.resolving import terms_of
from booking.domain.policy.terms import Terms
from booking.domain.settling import Settled, settle_priced
from booking.enums import HOLDING, EventKind
from booking.models import Appointment, AppointmentItem
from foundation.money import Money


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is booked, what it would be, and what that costs.

    ``moves_left``: how often the customer may move it after this; None for the salon.
    """

    appointment: Appointment
    items: tuple[AppointmentItem, ...]
    slot: Slot
    found: Difference
    settled: Settled
    moves_left: int | None
    is_vat_registered: bool
    # As it was: the appointment itself is changed by the write.
    before: Money
    # Whether it counts against the moves that were agreed.
    is_move: bool
    # Cancelling has its fee already, and another time does not take that away.
    stays_late: bool = False

    @property
    def kind(self) -> EventKind:
        return EventKind.EDITED if self.found.changes_services else EventKind.RESCHEDULED

    @property
    def after(self) -> Money:
        return Money(self.slot.total_minor, self.appointment.currency)

    @property
    def dearer(self) -> Money:
        return self._money(max(self.after.amount - self.before.amount, 0))

    @property
    def cheaper(self) -> Money:
        return self._money(max(self.before.amount - self.after.amount, 0))

    @property
    def refund(self) -> Money:
        return self._money(self.settled.settlement.refund_minor)

    @property
    def fee(self) -> Money:
        return self._money(self.settled.settlement.fee_minor)

    @property
    def paid(self) -> Paid:
        return self.settled.paid

    @cached_property
    def due_at_salon(self) -> Money:
        """Return what is left to pay once the change is done."""
        settlement = self.settled.settlement
        held = self.settled.available_minor - settlement.fee_minor - settlement.refund_minor
        return self._money(max(self.after.amount - held, 0))

    def _money(self, amount: int) -> Money:
        return Money(amount, self.appointment.currency)


def plan_change(
    appointment: Appointment,
    items: Sequence[AppointmentItem],
    *,
    start: datetime,
    visit: VisitRequest | None,
    by_salon: bool,
) -> Change:
    """Return what moving the visit to ``start``, with other services or people, comes to.

    Raises NotChangeable, TooLateToMove, NoMovesLeft, CustomerBlocked, BookingBlocked,
    NothingChanges, PriceChanges, SlotTaken, NotBookable, DateOutOfRange, UnknownService,
    UnknownStaff, UnknownAddOn.
    """
    require_changeable(appointment, by_salon=by_salon)
    wish = replace(visit or visit_of(items), instead_of=appointment.pk)
    availability = load_around(wish, start, online=not by_salon)
    slot = availability.slot_or_refuse(start)
    found = difference(slot.parts, items)
    if not found.changes_plan:
        raise NothingChanges
    slot = with_agreed_prices(slot, found)
    terms = terms_agreed(appointment)
    change = Change(
        appointment=appointment,
        items=tuple(items),
        slot=slot,
        found=found,
        settled=_settled(
            appointment,
            slot,
            found,
            terms,
            by_salon=by_salon,
            day=availability.business_day(slot.start),
        ),
        moves_left=None,
        is_vat_registered=availability.facts.place.is_vat_registered,
        before=appointment.total,
        is_move=slot.start != appointment.starts_at or not found.changes_services,
    )
    _require_price_of_unpaid(change)
    return change if by_salon else _counted(change, terms)


def _counted(change: Change, terms: dict[int, Terms]) -> Change:
    left = moves_left(change.appointment, terms)
    if change.is_move:
        require_moves_left(left)
        left -= 1
    return replace(change, moves_left=left, stays_late=_stays_late(change, terms))


def _stays_late(change: Change, terms: dict[int, Terms]) -> bool:
    """Return whether she moves a visit that she has paid for too late to be free of its fee."""
    appointment, settled = change.appointment, change.settled
    if change.slot.start == appointment.starts_at or not settled.available_minor:
        return False
    charged = [terms[item.service_id] for item in change.items]
    start, now = appointment.starts_at, timezone.now()
    return any(
        each.cancellation_fee_percent
        and is_late(each, starts_at=start, at=now, given_up=settled.given_up)
        for each in charged
    )


def _settled(
    appointment: Appointment,
    slot: Slot,
    found: Difference,
    terms: dict[int, Terms],
    *,
    by_salon: bool,
    day: date,
) -> Settled:
    new = {part.service.id for part, item in found.kept if item is None} - set(terms)
    if new:
        terms = {**terms_of(new, customer=appointment.customer, on=day), **terms}
    ended = ended_by_change(found, terms, before=appointment.total_minor, after=slot.total_minor)
    return settle_priced(
        appointment,
        ended,
        kept=[Priced(part.price_minor, terms[part.service.id]) for part in slot.parts],
        by=By.SALON if by_salon else By.CUSTOMER,
        terms=terms,
    )


def _require_price_of_unpaid(change: Change) -> None:
    if change.appointment.status in HOLDING and change.after != change.before:
        raise PriceChanges


def as_seen(appointment: Appointment, items: Sequence[Any]) -> dict[str, Any]:
    """Return the visit as an event keeps it: when, what, by whom, for how much."""
    return {
        "start": appointment.starts_at.isoformat(),
        "end": appointment.ends_at.isoformat(),
        "total_minor": appointment.total_minor,
        "items": [
            {
                "guest": item.guest,
                "service": item.service_id,
                "service_name_ar": item.service_name_ar,
                "service_name_en": item.service_name_en,
                "staff": item.staff_id,
                "start": item.starts_at.isoformat(),
                "price_minor": item.price_minor,
            }
            for item in items
        ],
    }
