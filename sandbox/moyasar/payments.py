"""Reads payments, and lets late ones expire on the way."""

from __future__ import annotations

from ..core import Sandbox
from .errors import not_found
from .payment import KIND, Payment, from_record
from .settlement import expire_if_late


def get_payment(sandbox: Sandbox, payment_id: str) -> Payment:
    """Return the payment in its current state; raises 404."""
    with sandbox.store.transaction():
        record = sandbox.store.get(KIND, payment_id)
        if record is None:
            raise not_found()
        payment = from_record(record)
        expire_if_late(sandbox, payment)
    return payment


def payment_by_auth(sandbox: Sandbox, auth_id: str) -> Payment:
    """Return the payment behind a 3-D Secure or STC Pay address; raises 404."""
    records = sandbox.store.find(KIND, "plan.auth_id", auth_id)
    if not records:
        raise not_found()
    return get_payment(sandbox, str(records[0]["id"]))


def all_payments(sandbox: Sandbox) -> list[Payment]:
    """Return every payment, newest first, in its current state."""
    expire_late_payments(sandbox)
    return [from_record(record) for record in sandbox.store.newest_first(KIND)]


def expire_late_payments(sandbox: Sandbox) -> None:
    with sandbox.store.transaction():
        for record in sandbox.store.find(KIND, "status", "initiated"):
            expire_if_late(sandbox, from_record(record))
