"""What ending a booked visit, or a part of it, comes to: rows around the pure ``settle``.

Called under the appointment's lock, so that no payment arrives in between; the previews call it
without one and promise nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from booking.domain.history import history_of
from booking.domain.paid import Paid, paid_for
from booking.domain.policy.agreed import terms_agreed
from booking.domain.policy.amounts import By, GivenUp, Priced, Settlement, is_late, settle
from booking.domain.policy.terms import Terms
from booking.enums import HOLDING
from booking.models import Appointment, AppointmentItem

Agreed = Mapping[int, Terms]


@dataclass(frozen=True)
class Settled:
    """A settlement with what it was computed from."""

    settlement: Settlement
    by: By
    terms: Agreed
    paid: Paid
    # What of the money held is not spent on fees for parts cancelled before.
    available_minor: int
    # Starts from which the customer moved it away.
    given_up: tuple[GivenUp, ...] = ()
    # The customer ends something when the time in which that is free has passed.
    is_late: bool = False

    @property
    def policy(self) -> dict[str, Any]:
        """Return what the event keeps; billing gives back exactly its ``refund_minor``."""
        return {
            "by": self.by.value,
            "fee_minor": self.settlement.fee_minor,
            "refund_minor": self.settlement.refund_minor,
            "is_late": self.is_late,
            "terms": {str(pk): terms.as_json() for pk, terms in self.terms.items()},
        }


def settle_items(
    appointment: Appointment,
    ended: Iterable[AppointmentItem],
    *,
    kept: Iterable[AppointmentItem] = (),
    by: By,
) -> Settled:
    """Return what ending these services now comes to, by the terms that were agreed."""
    terms = terms_agreed(appointment)
    return settle_priced(
        appointment,
        [Priced(item.price_minor, terms[item.service_id]) for item in ended],
        kept=[Priced(item.price_minor, terms[item.service_id]) for item in kept],
        by=by,
        terms=terms,
    )


def settle_priced(
    appointment: Appointment,
    ended: list[Priced],
    *,
    kept: list[Priced],
    by: By,
    terms: Agreed,
) -> Settled:
    """Return what it comes to; ``terms`` are those to be kept with the event."""
    paid, history, now = paid_for(appointment.pk), history_of(appointment), timezone.now()
    available = max(paid.held_minor - history.fees_minor, 0)
    start, given_up = appointment.starts_at, history.given_up
    settlement = settle(
        ended,
        kept=kept,
        paid_minor=available,
        by=by,
        starts_at=start,
        at=now,
        given_up=given_up,
    )
    # What nobody has paid for is given back, not cancelled.
    can_be_late = by is By.CUSTOMER and appointment.status not in HOLDING
    late = can_be_late and any(
        is_late(each.terms, starts_at=start, at=now, given_up=given_up) for each in ended
    )
    return Settled(settlement, by, terms, paid, available, given_up, late)
