"""What was paid for an appointment: asked of the app that keeps the money, which booking is not.

Billing registers the answer when it is ready; the reads happen in the transaction that has locked
the appointment, so that no payment of it can arrive in between.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Paid:
    """Minor units. ``held_minor``: paid and neither given back nor on its way back."""

    held_minor: int = 0
    # Where the money goes back to, such as "mada •••• 1234"; empty where nothing was paid.
    source: str = ""


Ledger = Callable[[UUID], Paid]

_ledgers: list[Ledger] = []


def register_ledger(ledger: Ledger) -> Ledger:
    """Register who knows; call it when the app is ready."""
    if ledger not in _ledgers:
        _ledgers.append(ledger)
    return ledger


def paid_for(appointment_id: UUID) -> Paid:
    """Return what the salon holds of the customer's money for an appointment."""
    return _ledgers[0](appointment_id) if _ledgers else Paid()
