"""What the payer meets after creation: the 3-D Secure page and the STC Pay code."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from werkzeug import Request, Response

from ..bodies import read_body
from ..config import MOYASAR_PREFIX
from ..core import Sandbox
from ..replies import html_reply, json_reply, redirect_reply
from ..routing import Route
from . import stcpay
from .challenge_page import challenge_page, finished_page
from .errors import invalid
from .payment import Payment, payment_object
from .payments import get_payment, payment_by_auth
from .settlement import AUTH_RESULTS, settle


def show_challenge(sandbox: Sandbox, _request: Request, auth_id: str) -> Response:
    """Show the test page; a payment that has ended sends the payer straight back."""
    payment = payment_by_auth(sandbox, auth_id)
    if payment.status != "initiated":
        return _back(payment)
    return html_reply(challenge_page(payment))


def set_auth_result(sandbox: Sandbox, request: Request, auth_id: str) -> Response:
    """Settle by the chosen result and go back; a second submit only goes back."""
    result = request.form.get("auth_result", "")
    if result not in AUTH_RESULTS:
        raise invalid({"auth_result": [f"The value is one of: {', '.join(AUTH_RESULTS)}."]})
    with sandbox.store.transaction():
        payment = get_payment(sandbox, payment_by_auth(sandbox, auth_id).id)
        settle(sandbox, payment, result)
    return _back(payment)


def proceed_stc_pay(sandbox: Sandbox, request: Request, auth_id: str) -> Response:
    """Documented: JSON {"otp_value"} by POST, or otp_value in the query of a GET."""
    code = str(read_body(request).get("otp_value") or request.args.get("otp_value", ""))
    with sandbox.store.transaction():
        payment = payment_by_auth(sandbox, auth_id)
        stcpay.proceed(sandbox, payment, token=request.args.get("otp_token", ""), code=code)
    return json_reply(payment_object(payment, sandbox.modes))


def return_address(payment: Payment) -> str:
    """Documented: callback_url keeps its query; id, status and message are appended."""
    parts = urlsplit(payment.callback_url or "")
    added = {
        "id": payment.plan.token_id if payment.plan.verification else payment.id,
        "status": payment.status,
        "message": payment.source["message"] or "",
    }
    query = [*parse_qsl(parts.query, keep_blank_values=True), *added.items()]
    return urlunsplit(parts._replace(query=urlencode(query)))


def _back(payment: Payment) -> Response:
    if not payment.callback_url:
        return html_reply(finished_page(payment))
    return redirect_reply(return_address(payment))


AUTH = f"{MOYASAR_PREFIX}/card_auth/<auth_id>"
PROCEED = f"{MOYASAR_PREFIX}/stc_pays/<auth_id>/proceed"

ROUTES = (
    Route(
        kind="moyasar.card_auth.page",
        method="GET",
        path=f"{AUTH}/prepare",
        handler=show_challenge,
    ),
    Route(
        kind="moyasar.card_auth.result",
        method="POST",
        path=f"{AUTH}/set_auth_result",
        handler=set_auth_result,
    ),
    Route(
        kind="moyasar.stc_pays.proceed",
        method="POST",
        path=PROCEED,
        handler=proceed_stc_pay,
        cross_origin=True,
    ),
    Route(
        kind="moyasar.stc_pays.proceed_by_get",
        method="GET",
        path=PROCEED,
        handler=proceed_stc_pay,
        cross_origin=True,
    ),
)
