"""Who may call what."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest

from sandbox import config
from sandbox.callers import MoyasarCaller, payment_body
from sandbox.testing import RunningSandbox

UNAUTHORIZED = {
    "type": "authentication_error",
    "message": "Invalid authorization credentials",
    "errors": None,
}
NOT_PERMITTED = {"type": "api_error", "message": "User not authorized", "errors": None}
SECRET_ROUTES = [
    ("GET", "/payments"),
    ("GET", "/payments/x"),
    ("PUT", "/payments/x"),
    ("POST", "/payments/x/refund"),
    ("POST", "/payments/x/capture"),
    ("POST", "/payments/x/void"),
    ("GET", "/tokens/x"),
    ("DELETE", "/tokens/x"),
    ("POST", "/invoices"),
    ("GET", "/invoices"),
    ("GET", "/invoices/x"),
    ("PUT", "/invoices/x"),
    ("PUT", "/invoices/x/cancel"),
    ("POST", "/webhooks"),
    ("GET", "/webhooks"),
    ("GET", "/webhooks/x"),
    ("PUT", "/webhooks/x"),
    ("DELETE", "/webhooks/x"),
    ("GET", "/webhooks/available_events"),
    ("GET", "/webhooks/attempts"),
    ("GET", "/webhooks/attempts/x"),
]


def basic(text: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(text.encode()).decode()}


def test_default_keys_have_the_documented_shape() -> None:
    assert re.fullmatch(r"pk_test_.{40}", config.PUBLISHABLE_KEY)
    assert re.fullmatch(r"sk_test_.{40}", config.SECRET_KEY)


@pytest.mark.parametrize("ending", [":", "", ":ignored"])
def test_basic_auth_with_and_without_colon(moyasar: MoyasarCaller, ending: str) -> None:
    headers = basic(config.SECRET_KEY + ending)
    assert moyasar.get("/payments", auth=None, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, basic("sk_test_wrong:"), {"Authorization": "Basic ***"}, {"Authorization": "Bearer x"}],
)
def test_missing_or_unknown_key_is_401(moyasar: MoyasarCaller, headers: dict[str, str]) -> None:
    reply = moyasar.get("/payments", auth=None, headers=headers)
    assert (reply.status_code, reply.json()) == (401, UNAUTHORIZED)


@pytest.mark.parametrize(("method", "path"), SECRET_ROUTES)
def test_publishable_key_on_secret_route_is_403(
    moyasar: MoyasarCaller, method: str, path: str
) -> None:
    reply = moyasar.call(method, path, auth=(config.PUBLISHABLE_KEY, ""))
    assert (reply.status_code, reply.json()) == (403, NOT_PERMITTED)


def test_publishable_key_in_body_creates_a_payment(moyasar: MoyasarCaller) -> None:
    body = payment_body(publishable_api_key=config.PUBLISHABLE_KEY)
    assert moyasar.post("/payments", body, auth=None).status_code == 201


@pytest.mark.parametrize("key", ["pk_test_wrong", config.SECRET_KEY, None, 5])
def test_other_key_in_body_is_401(
    moyasar: MoyasarCaller, sandbox: RunningSandbox, key: Any
) -> None:
    reply = moyasar.post("/payments", payment_body(publishable_api_key=key), auth=None)
    assert (reply.status_code, reply.json()) == (401, UNAUTHORIZED)
    assert sandbox.payments() == []


def test_key_is_checked_before_the_fields(moyasar: MoyasarCaller) -> None:
    assert moyasar.post("/payments", {}, auth=None).status_code == 401
