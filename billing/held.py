"""What booking asks of billing: how much of a customer's money is held for an appointment."""

from uuid import UUID

from billing.domain.ledger import ledger_of
from booking.domain.paid import Paid, register_ledger


@register_ledger
def held_for(appointment_id: UUID) -> Paid:
    """Return what was paid less what went back, is on its way or is promised. Four statements."""
    ledger = ledger_of(appointment_id)
    return Paid(ledger.held_minor, ledger.source)
