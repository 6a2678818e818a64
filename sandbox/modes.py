"""The switchboard: how the sandbox behaves right now, beyond the happy path."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

# Values a text mode may take; a mode that is missing here takes any text.
CHOICES: dict[str, tuple[str, ...]] = {
    "error_types": ("live", "docs"),
    "partial_refund_status": ("refunded", "paid"),
    "second_partial_refund": ("allow", "refuse"),
    "webhooks": ("on", "off", "hold"),
    "authentica_verify_success": (
        "status",
        "verified",
        "success",
        "missing_flag",
        "empty",
        "html",
    ),
    "authentica_verify_failure": ("false_200", "400", "422"),
    "authentica_validation_status": ("422", "400"),
    "authentica_balance_style": ("number", "string"),
    "authentica_no_credit_status": ("402", "400"),
    "oidc_id_token": (
        "good",
        "wrong_signature",
        "unsigned",
        "wrong_nonce",
        "wrong_audience",
        "wrong_issuer",
        "expired",
        "missing",
    ),
}


class ModeError(Exception):
    """A change names no mode, or gives a value the mode can't take."""


@dataclass(frozen=True, kw_only=True)
class Modes:
    """Each field is one switch; the defaults are the documented behaviour."""

    # Shared
    clock_offset_seconds: float = 0
    timeout_seconds: float = 30
    delay_seconds: float = 2

    # Transport and shape of Moyasar's answers
    html_403_stock_agents: bool = True
    error_types: str = "live"
    errors_as_string: bool = False
    missing_optional_keys: bool = False
    empty_put_body: bool = False
    unknown_status: str = ""

    # The rules of Moyasar's payments
    given_id_replay: bool = False
    payment_lifetime_seconds: float = 900
    void_window_seconds: float = 7200
    partial_refund_status: str = "refunded"
    second_partial_refund: str = "allow"
    token_challenge: bool = False

    # Moyasar's webhooks
    webhooks: str = "on"
    webhook_duplicate: bool = False
    webhook_out_of_order: bool = False
    webhook_gather_seconds: float = 0.5
    webhook_wrong_secret: bool = False
    webhook_faild_spelling: bool = False
    webhook_delay_seconds: float = 0
    webhook_retry_scale: float = 1 / 60

    # Authentica
    authentica_ignore_otp: bool = False
    authentica_balance: float = 100
    authentica_balance_style: str = "number"
    authentica_no_credit_status: str = "402"
    authentica_validation_status: str = "422"
    authentica_verify_success: str = "status"
    authentica_verify_failure: str = "false_200"
    authentica_rate_limit: int = 0
    authentica_code_seconds: float = 300

    # Demo ID
    oidc_id_token: str = "good"  # noqa: S105 - what is wrong with it


@dataclass(kw_only=True)
class Fault:
    """An action for the next `left` calls of the kinds matched by `kind` (None: until reset)."""

    kind: str
    action: str
    left: int | None = field(default=1)


_TYPES: dict[str, str] = {item.name: str(item.type) for item in fields(Modes)}


def checked_value(name: str, value: Any) -> Any:
    """Return the value as the mode's type; raises ModeError when it does not fit."""
    if name not in _TYPES:
        raise ModeError(f"There is no mode {name!r}.")
    kind = _TYPES[name]
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "float" and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if kind == "str":
        return _checked_text(name, str(value))
    raise ModeError(f"{name} takes a value of type {kind}.")


def _checked_text(name: str, value: str) -> str:
    choices = CHOICES.get(name)
    if choices and value not in choices:
        raise ModeError(f"{name} is one of: {', '.join(choices)}.")
    return value
