"""The one place where an initiated payment gets its outcome."""

from __future__ import annotations

from datetime import timedelta

from ..core import Sandbox, parse_time
from .events import record_event
from .invoice_outcome import note_payment
from .money import estimated_fee
from .payment import Payment, random_digits
from .tokens import KIND as TOKEN_KIND
from .tokens import get_token

AUTHENTICATED = "AUTHENTICATED"
# Documented results of the test page, with the one that passes first.
AUTH_RESULTS = (
    AUTHENTICATED,
    "UNAUTHENTICATED",
    "CANCELLED_AUTHENTICATION",
    "AUTHENTICATION_NOT_AVAILABLE",
    "AUTHENTICATION_REJECTED",
    "AUTHENTICATION_SERVER_ERROR",
)
EXPIRED = "Allowed time frame for transaction has been expired."


def settle(sandbox: Sandbox, payment: Payment, auth_result: str = AUTHENTICATED) -> None:
    """Give an initiated payment its outcome, store it and queue the webhook.

    Runs inside the caller's transaction. A second call changes nothing.
    """
    if payment.status != "initiated":
        return
    if payment.plan.flow == "challenge" and auth_result != AUTHENTICATED:
        text = auth_result.replace("_", " ").lower()
        _fail(sandbox, payment, code=None, message=f"3-D Secure transaction failed: {text}")
    elif payment.plan.flow == "fails_in_challenge" or payment.plan.code != "00":
        _fail(sandbox, payment, code=payment.plan.code, message=payment.plan.message)
    else:
        _approve(sandbox, payment)


def expire_if_late(sandbox: Sandbox, payment: Payment) -> None:
    """Documented: a payment still initiated after 15 minutes fails."""
    if payment.status != "initiated":
        return
    created = parse_time(payment.created_at)
    lifetime = timedelta(seconds=sandbox.modes.payment_lifetime_seconds)
    if created is not None and sandbox.now() >= created + lifetime:
        _fail(sandbox, payment, code=None, message=EXPIRED)


def _approve(sandbox: Sandbox, payment: Payment) -> None:
    plan = payment.plan
    status = "authorized" if plan.manual else "verified" if plan.verification else "paid"
    payment.status = status
    payment.fee = estimated_fee(payment.amount) if status == "paid" else 0
    payment.source["message"] = plan.message
    payment.source["reference_number"] = random_digits(12)
    if payment.source["type"] == "creditcard":
        payment.source["response_code"] = plan.code
        payment.source["authorization_code"] = random_digits(6)
    _finish(sandbox, payment, f"payment_{status}")
    if plan.token_id:
        _set_token(sandbox, plan.token_id, "active", None)


def _fail(sandbox: Sandbox, payment: Payment, *, code: str | None, message: str) -> None:
    payment.status = "failed"
    payment.source["message"] = message
    if payment.source["type"] == "creditcard":
        payment.source["response_code"] = code
    _finish(sandbox, payment, "payment_failed")
    if payment.plan.token_id:
        _set_token(sandbox, payment.plan.token_id, "inactive", message)


def _finish(sandbox: Sandbox, payment: Payment, event: str) -> None:
    payment.save(sandbox)
    record_event(sandbox, event, payment)
    note_payment(sandbox, payment)


def _set_token(sandbox: Sandbox, token_id: str, status: str, message: str | None) -> None:
    """Move a token on from `initiated`; one that was active stays so, whatever a charge did."""
    if sandbox.store.get(TOKEN_KIND, token_id) is None:
        return
    token = get_token(sandbox, token_id)
    if token.status == "initiated":
        token.status = status
        token.message = message
        token.save(sandbox)
