"""What ending a booked visit, or a part of it, comes to: rows around the pure ``settle``.

Called under the appointment's lock, so that no payment arrives in between; the previews call it
without one and promise nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from booking.domain.paid import Paid, paid_for
from booking.domain.policy.agreed import terms_agreed
from booking.domain.policy.amounts import By, Priced, Settlement, settle
from booking.domain.policy.terms import Terms
from booking.enums import EventKind
from booking.models import Appointment, AppointmentEvent, AppointmentItem

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

    @property
    def policy(self) -> dict[str, Any]:
        """Return what the event keeps; billing gives back exactly its ``refund_minor``."""
        return {
            "by": self.by.value,
            "fee_minor": self.settlement.fee_minor,
            "refund_minor": self.settlement.refund_minor,
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
    paid = paid_for(appointment.pk)
    available = max(paid.held_minor - fees_kept(appointment), 0)
    settlement = settle(
        ended,
        kept=kept,
        paid_minor=available,
        by=by,
        starts_at=appointment.starts_at,
        at=timezone.now(),
    )
    return Settled(settlement, by, terms, paid, available)


def fees_kept(appointment: Appointment) -> int:
    """Return the fees for parts that were cancelled before: of the money held, they are spent."""
    edited = AppointmentEvent.objects.filter(appointment=appointment, kind=EventKind.EDITED)
    fee = Cast(KT("policy__fee_minor"), BigIntegerField())
    found: int = edited.aggregate(sum=Coalesce(Sum(fee), 0))["sum"]
    return found
