"""The Authentica endpoints."""

from __future__ import annotations

from werkzeug import Request, Response

from ..bodies import read_body
from ..config import AUTHENTICA_PREFIX
from ..core import Sandbox
from ..messages import keep_message
from ..replies import empty_reply, html_reply, json_reply
from ..routing import Handler, Route
from .codes import choose_code, keep_code, use_code
from .errors import TextError
from .fields import read_send_otp, read_send_sms, read_verify_otp, valid_key
from .limits import take_turn
from .templates import otp_text


def balance(sandbox: Sandbox, _request: Request) -> Response:
    """Documented: data.balance is a number; one client met it as text."""
    value = sandbox.modes.authentica_balance
    as_text = sandbox.modes.authentica_balance_style == "string"
    shown = f"{value:.2f}" if as_text else value
    message = "Balance retrieved successfully"
    return json_reply({"success": True, "data": {"balance": shown}, "message": message})


def send_otp(sandbox: Sandbox, request: Request) -> Response:
    """Keep the code and the message; documented answer: accepted, not delivered."""
    given = read_send_otp(sandbox, read_body(request))
    take_turn(sandbox, given.method)
    code = choose_code(sandbox, given.otp)
    is_email = given.method == "email"
    with sandbox.store.transaction():
        keep_code(sandbox, given.recipient, code)
        keep_message(
            sandbox,
            phone=None if is_email else given.recipient,
            email=given.recipient if is_email else None,
            channel=given.method,
            text=otp_text(given.template_id, code),
            code=code,
            template_id=given.template_id,
        )
    return json_reply({"success": True, "data": None, "message": "OTP send successfully"})


def verify_otp(sandbox: Sandbox, request: Request) -> Response:
    """Documented flag is `status`; modes answer in the other ways that clients have met."""
    recipient, code = read_verify_otp(sandbox, read_body(request))
    if use_code(sandbox, recipient, code):
        return _verified(sandbox.modes.authentica_verify_success)
    style = sandbox.modes.authentica_verify_failure
    if style == "false_200":
        return json_reply({"status": False, "message": "Invalid OTP"})
    raise TextError(int(style), "Invalid OTP")


def send_sms(sandbox: Sandbox, request: Request) -> Response:
    """Free text; documented: phone, message and a registered sender_name."""
    phone, text, sender = read_send_sms(sandbox, read_body(request))
    take_turn(sandbox, "sms")
    keep_message(sandbox, phone=phone, channel="sms", text=text, sender_name=sender)
    return json_reply({"success": True, "data": None, "message": "SMS sent successfully"})


def _verified(style: str) -> Response:
    if style == "empty":
        return empty_reply(200)
    if style == "html":
        return html_reply("<!DOCTYPE html><html><body>OK</body></html>")
    message = "OTP verified successfully"
    flag = {} if style == "missing_flag" else {style: True}
    return json_reply({**flag, "message": message})


def _route(name: str, method: str, path: str, handler: Handler) -> Route:
    return Route(
        kind=f"authentica.{name}",
        method=method,
        path=f"{AUTHENTICA_PREFIX}/{path}",
        handler=handler,
        guard=valid_key,
    )


ROUTES = (
    _route("balance", "GET", "balance", balance),
    _route("send_otp", "POST", "send-otp", send_otp),
    _route("verify_otp", "POST", "verify-otp", verify_otp),
    _route("send_sms", "POST", "send-sms", send_sms),
)
