"""STC Pay: the mobile decides whether a code is asked for, the code decides the rest."""

from __future__ import annotations

import secrets

from ..config import MOYASAR_PREFIX
from ..core import Sandbox
from ..store import Json
from .errors import refused
from .payment import Payment, Plan
from .settlement import settle
from .sources import SourceInput

# Documented test mobiles that never get as far as the code.
BLOCKED_MOBILES = {
    "0515555555": "Mobile number is not registered",
    "0515555556": "Customer must update account details",
    "0515555557": "Invalid account",
    "0515555558": "OTP tries used up, try again in 15 minutes",
    "0515555559": "Wait 60 seconds before asking again",
}
# Documented test codes; any other is an invalid OTP.
CODES = {
    "123456": ("00", "Paid"),
    "000000": ("00", "Paid"),
    "111111": ("51", "Insufficient balance"),
    "222222": ("61", "Daily limit exceeded"),
    "333333": ("61", "Maximum amount exceeded"),
    "444444": ("96", "Transaction timed out"),
}


def planned(sandbox: Sandbox, source: SourceInput) -> tuple[Json, Plan]:
    """Documented: an accepted mobile gives `initiated` and a transaction_url for the code."""
    blocked = BLOCKED_MOBILES.get(source.mobile)
    plan = Plan(code="99", message=blocked or "Initiated", flow="none" if blocked else "otp")
    plan.auth_id = secrets.token_hex(16)
    address = f"{sandbox.settings.base_url}{MOYASAR_PREFIX}/stc_pays/{plan.auth_id}/proceed"
    shown: Json = {
        "type": "stcpay",
        "mobile": source.mobile,
        "reference_number": None,
        "branch": source.branch,
        "cashier": source.cashier,
        "transaction_url": None if blocked else f"{address}?otp_token={secrets.token_hex(12)}",
        "message": plan.message,
    }
    return shown, plan


def proceed(sandbox: Sandbox, payment: Payment, *, token: str, code: str) -> None:
    """Settle the payment by its code; an unknown code is refused and may be tried again."""
    address = str(payment.source["transaction_url"])
    if not token or not address.endswith(f"otp_token={token}"):
        raise refused("Invalid OTP token")
    if payment.status != "initiated":
        raise refused("The payment is not waiting for a code.")
    if code not in CODES:
        raise refused("Invalid OTP")
    payment.plan.code, payment.plan.message = CODES[code]
    settle(sandbox, payment)
