"""Refund, capture and void."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ..core import Sandbox, parse_time
from .errors import Problems, invalid, refused
from .events import record_event
from .money import estimated_fee
from .payment import Payment
from .payments import get_payment

REFUND_REFUSED = "Only paid or captured payments can be refunded."


def refund(sandbox: Sandbox, payment_id: str, amount: Any) -> Payment:
    """Give back all that is left, or `amount` of it; `refunded` is the running total.

    Documented: only paid or captured payments, up to what was paid or captured.
    """
    with sandbox.store.transaction():
        payment = get_payment(sandbox, payment_id)
        left = _refundable(sandbox, payment)
        part = _part(amount, left, "refund")
        payment.refunded += part
        payment.refunded_at = sandbox.now_text()
        whole = part == left
        payment.status = "refunded" if whole else sandbox.modes.partial_refund_status
        _finish(sandbox, payment, "payment_refunded", payment.refunded_at)
    return payment


def capture(sandbox: Sandbox, payment_id: str, amount: Any) -> Payment:
    """Take all or part of an authorized payment; the rest is released."""
    with sandbox.store.transaction():
        payment = get_payment(sandbox, payment_id)
        if payment.status != "authorized":
            raise refused("Only authorized payments can be captured.")
        payment.captured = _part(amount, payment.amount, "capture")
        payment.captured_at = sandbox.now_text()
        payment.fee = estimated_fee(payment.captured)
        payment.status = "captured"
        _finish(sandbox, payment, "payment_captured", payment.captured_at)
    return payment


def void(sandbox: Sandbox, payment_id: str) -> Payment:
    """Cancel the whole payment.

    Documented: authorized, or paid and captured before settlement (about two hours);
    never STC Pay.
    """
    with sandbox.store.transaction():
        payment = get_payment(sandbox, payment_id)
        if payment.source["type"] == "stcpay":
            raise refused("STC Pay payments can't be voided.")
        if payment.status not in ("authorized", "paid", "captured"):
            raise refused("Only authorized, paid or captured payments can be voided.")
        if payment.status != "authorized" and _is_settled(sandbox, payment):
            raise refused("The payment is settled and can't be voided.")
        payment.status = "voided"
        payment.voided_at = sandbox.now_text()
        _finish(sandbox, payment, "payment_voided", payment.voided_at)
    return payment


def _refundable(sandbox: Sandbox, payment: Payment) -> int:
    """Return what is left to refund; raises the documented refusal when nothing may be."""
    base = payment.captured or payment.amount
    left = base - payment.refunded
    again = payment.refunded > 0
    if again and sandbox.modes.second_partial_refund == "refuse":
        raise refused(REFUND_REFUSED)
    open_part = payment.status == "refunded" and again and left > 0
    if payment.status not in ("paid", "captured") and not open_part:
        raise refused(REFUND_REFUSED)
    return left


def _part(amount: Any, most: int, verb: str) -> int:
    """Read an optional amount; documented: an amount that is too high is a 400."""
    if amount in (None, ""):
        return most
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise invalid({"amount": ["The value must be an integer."]})
    problems = Problems()
    if amount < 1:
        problems.add("amount", "The value must be greater than or equal to 1.")
    if amount > most:
        problems.add("amount", f"The value to {verb} must be less than or equal to {most}.")
    problems.raise_if_any()
    return amount


def _is_settled(sandbox: Sandbox, payment: Payment) -> bool:
    created = parse_time(payment.created_at)
    window = timedelta(seconds=sandbox.modes.void_window_seconds)
    return created is not None and sandbox.now() >= created + window


def _finish(sandbox: Sandbox, payment: Payment, event: str, at: str) -> None:
    payment.save(sandbox, at)
    record_event(sandbox, event, payment)
