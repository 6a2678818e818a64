"""Checks the key and the fields of calls."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from typing import Any

from werkzeug import Request

from ..core import Sandbox
from ..store import Json
from .errors import InvalidFieldsError, UnauthorizedError

# Documented: E.164 only; a local 05… is not accepted.
PHONE = re.compile(r"^\+[1-9]\d{1,14}$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
CHANNELS = ("sms", "whatsapp", "email")


def valid_key(sandbox: Sandbox, request: Request) -> None:
    """Documented: the key stands in X-Authorization, without "Bearer"."""
    given = request.headers.get("X-Authorization", "")
    if not hmac.compare_digest(given.encode(), sandbox.settings.authentica_key.encode()):
        raise UnauthorizedError


@dataclass(frozen=True, kw_only=True)
class OtpRequest:
    """A checked send-otp call; recipient is a phone or an address by channel."""

    method: str
    recipient: str
    template_id: int
    otp: str | None


def read_send_otp(sandbox: Sandbox, body: Json) -> OtpRequest:
    method = body.get("method")
    errors: dict[str, str] = {}
    if method not in CHANNELS:
        errors["method"] = "The selected method is invalid."
    field = "email" if method == "email" else "phone"
    recipient = _recipient(field, body.get(field), errors)
    template_id = _template(body.get("template_id", 1), errors)
    otp = body.get("otp")
    if otp is not None and not (isinstance(otp, str) and re.fullmatch(r"\d{4,10}", otp)):
        errors["otp"] = "The otp must be digits."
    for name in ("fallback_phone", "fallback_email"):
        if body.get(name) is not None:
            _recipient(name, body[name], errors)
    refuse_if_any(sandbox, errors)
    return OtpRequest(method=str(method), recipient=recipient, template_id=template_id, otp=otp)


def read_verify_otp(sandbox: Sandbox, body: Json) -> tuple[str, str]:
    """Return recipient and code; documented: the same phone or email as at sending."""
    errors: dict[str, str] = {}
    field = "email" if body.get("email") and not body.get("phone") else "phone"
    recipient = _recipient(field, body.get(field), errors)
    if not isinstance(body.get("otp"), str) or not body["otp"]:
        errors["otp"] = "The otp field is required."
    refuse_if_any(sandbox, errors)
    return recipient, str(body["otp"])


def read_send_sms(sandbox: Sandbox, body: Json) -> tuple[str, str, str]:
    """Return phone, message and sender name; all are required."""
    errors: dict[str, str] = {}
    phone = _recipient("phone", body.get("phone"), errors)
    for name in ("message", "sender_name"):
        if not isinstance(body.get(name), str) or not body[name].strip():
            errors[name] = f"The {name} field is required."
    refuse_if_any(sandbox, errors)
    return phone, str(body["message"]), str(body["sender_name"])


def refuse_if_any(sandbox: Sandbox, errors: dict[str, str]) -> None:
    if errors:
        raise InvalidFieldsError(int(sandbox.modes.authentica_validation_status), errors)


def _recipient(field: str, value: Any, errors: dict[str, str]) -> str:
    pattern = EMAIL if field.endswith("email") else PHONE
    if not isinstance(value, str) or not pattern.match(value):
        errors[field] = f"The {field} field is invalid."
    return str(value)


def _template(value: Any, errors: dict[str, str]) -> int:
    """Documented: an integer, 1 by default."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        errors["template_id"] = "The template_id must be an integer."
        return 1
    return value
