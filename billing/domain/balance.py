"""What a visit costs, what was paid for it, what went back and what is left to pay."""

from dataclasses import dataclass

from billing.domain.ledger import ledger_of
from booking.domain.history import history_of
from booking.enums import HOLDING, AppointmentStatus
from booking.models import Appointment
from foundation.money import Money

_S = AppointmentStatus
# Visits that are to be paid, or were.
OWING = HOLDING | {_S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED}


@dataclass(frozen=True, kw_only=True)
class Balance:
    """``total``: what stays booked; ``fees``: kept for what was cancelled of it.

    ``due_at_salon``: what the customer still pays there; of an unpaid visit, beyond what is due
    when booking. Nothing for a visit that does not take place.
    """

    total: Money
    fees: Money
    paid: Money
    returned: Money
    returning: Money
    due_at_salon: Money


def balance_of(appointment: Appointment) -> Balance:
    """Return the balance of an appointment: at most four statements."""
    ledger = ledger_of(appointment.pk)
    fees = history_of(appointment).fees_minor

    def money(amount: int) -> Money:
        return Money(amount, appointment.currency)

    covered = max(ledger.held_minor - fees, 0)
    if appointment.status in HOLDING:
        covered = appointment.due_now_minor
    is_owing = appointment.status in OWING
    return Balance(
        total=appointment.total,
        fees=money(fees),
        paid=money(ledger.paid_minor),
        returned=money(ledger.returned_minor),
        returning=money(ledger.returning_minor),
        due_at_salon=money(max(appointment.total_minor - covered, 0) if is_owing else 0),
    )
