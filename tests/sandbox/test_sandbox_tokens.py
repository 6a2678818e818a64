"""Saved cards: making, confirming, charging, deleting."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from sandbox import config
from sandbox.callers import MoyasarCaller, WebhookReceiver
from sandbox.store import Json
from sandbox.testing import RunningSandbox

PUBLISHABLE = (config.PUBLISHABLE_KEY, "")
RETURN = "http://noor.localhost:8000/cards/return"


def new_token(moyasar: MoyasarCaller, number: str = "4111111111111111", **changes: Any) -> Json:
    card = {"name": "Sara Ali", "number": number, "month": "09", "year": "2035", "cvc": "123"}
    body = {**card, "callback_url": RETURN, **changes}
    reply = moyasar.post("/tokens", body, auth=PUBLISHABLE)
    assert reply.status_code == 201, reply.text
    created: Json = reply.json()
    return created


def charge(
    moyasar: MoyasarCaller, token: str, auth: Any = None, **source: Any
) -> requests.Response:
    body = {
        "amount": 11500,
        "callback_url": RETURN,
        "source": {"type": "token", "token": token, **source},
    }
    return moyasar.post("/payments", body, auth=auth or (config.SECRET_KEY, ""))


def saved_card(moyasar: MoyasarCaller, number: str = "4111111111111111") -> str:
    """Return the token of a card saved with a payment; it is active when that was paid."""
    token: str = moyasar.paid(number, source={"save_card": True})["source"]["token"]
    return token


def status_of(moyasar: MoyasarCaller, token: str) -> str:
    return str(moyasar.get(f"/tokens/{token}").json()["status"])


def test_token_is_the_documented_object(moyasar: MoyasarCaller) -> None:
    token = new_token(moyasar, save_only="true", metadata={"customer": 7})
    assert token.pop("id").startswith("token_")
    assert token.pop("created_at") == token.pop("updated_at")
    assert token == {
        "status": "initiated",
        "brand": "visa",
        "funding": "credit",
        "country": "SA",
        "month": "09",
        "year": "2035",
        "name": "Sara Ali",
        "last_four": "1111",
        "metadata": {"customer": 7},
        "message": None,
        "verification_url": None,
        "expires_at": "2035-09-01T00:00:00.000Z",
    }


def test_token_without_card_is_refused(moyasar: MoyasarCaller) -> None:
    reply = moyasar.post("/tokens", {}, auth=PUBLISHABLE)
    fields = ["name", "number", "cvc", "month", "callback_url"]
    assert (reply.status_code, list(reply.json()["errors"])) == (400, fields)


def test_verification_activates_the_token(
    moyasar: MoyasarCaller, receiver: WebhookReceiver
) -> None:
    token = new_token(moyasar)
    address = token["verification_url"].replace("prepare", "set_auth_result")
    form = {"auth_result": "AUTHENTICATED"}
    reply = requests.post(address, data=form, allow_redirects=False, timeout=5)
    query = parse_qs(urlsplit(reply.headers["Location"]).query)
    assert (query["id"], query["status"]) == ([token["id"]], ["verified"])
    assert status_of(moyasar, token["id"]) == "active"
    (event,) = receiver.wait(1)
    data = event["data"]
    assert (event["type"], data["status"], data["amount"]) == ("payment_verified", "verified", 100)


def test_failed_verification_leaves_the_token_inactive(moyasar: MoyasarCaller) -> None:
    token = new_token(moyasar)
    address = token["verification_url"].replace("prepare", "set_auth_result")
    requests.post(
        address, data={"auth_result": "UNAUTHENTICATED"}, timeout=5, allow_redirects=False
    )
    assert status_of(moyasar, token["id"]) == "inactive"
    assert charge(moyasar, token["id"]).status_code == 400


def test_save_card_names_the_token_before_it_is_active(moyasar: MoyasarCaller) -> None:
    payment = moyasar.pay(source={"save_card": "true"})
    token = payment["source"]["token"]
    assert (payment["status"], status_of(moyasar, token)) == ("initiated", "initiated")
    assert charge(moyasar, token).status_code == 400
    moyasar.answer(payment)
    assert status_of(moyasar, token) == "active"


@pytest.mark.parametrize("source", [{}, {"3ds": False}, {"3ds": True}])
def test_backend_charge_of_active_token_is_paid_at_once(
    moyasar: MoyasarCaller, source: dict[str, Any]
) -> None:
    token = saved_card(moyasar)
    reply = charge(moyasar, token, **source)
    payment = reply.json()
    assert (reply.status_code, payment["status"], payment["source"]["type"]) == (
        201,
        "paid",
        "creditcard",
    )
    assert payment["source"]["number"] == "4111-11XX-XXXX-1111"


def test_backend_charge_with_manual_is_authorized(moyasar: MoyasarCaller) -> None:
    assert charge(moyasar, saved_card(moyasar), manual=True).json()["status"] == "authorized"


def test_backend_charge_needs_the_challenge_by_mode(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    token = saved_card(moyasar)
    sandbox.set_modes(token_challenge=True)
    payment = charge(moyasar, token).json()
    assert payment["status"] == "initiated"
    moyasar.answer(payment)
    assert moyasar.fetched(payment["id"])["status"] == "paid"


def test_browser_charge_of_active_token_needs_the_challenge(moyasar: MoyasarCaller) -> None:
    payment = charge(moyasar, saved_card(moyasar), auth=PUBLISHABLE, cvc="123").json()
    assert payment["status"] == "initiated"


def test_fresh_save_only_token_is_charged_through_the_challenge(moyasar: MoyasarCaller) -> None:
    token = new_token(moyasar, save_only=True)["id"]
    payment = charge(moyasar, token).json()
    assert payment["status"] == "initiated"
    moyasar.answer(payment)
    assert moyasar.fetched(payment["id"])["status"] == "paid"
    assert status_of(moyasar, token) == "active"


def test_fresh_save_only_token_without_3ds_is_refused(moyasar: MoyasarCaller) -> None:
    token = new_token(moyasar, save_only=True)["id"]
    assert charge(moyasar, token, **{"3ds": "false"}).status_code == 400


def test_declining_card_declines_later_charges(moyasar: MoyasarCaller) -> None:
    token = new_token(moyasar, "4201320000311101", save_only=True)["id"]
    payment = charge(moyasar, token).json()
    moyasar.answer(payment)
    assert moyasar.fetched(payment["id"])["source"]["message"] == "INSUFFICIENT FUNDS"


@pytest.mark.parametrize("status", ["inactive", "expired", "initiated"])
def test_token_that_is_not_active_is_refused(
    moyasar: MoyasarCaller, sandbox: RunningSandbox, status: str
) -> None:
    token = saved_card(moyasar)
    address = f"{sandbox.url}/control/tokens/{token}/status"
    assert requests.post(address, json={"status": status}, timeout=5).json()["status"] == status
    before = len(sandbox.payments())
    reply = charge(moyasar, token)
    assert (reply.status_code, reply.json()["type"]) == (400, "invalid_request_error")
    assert len(sandbox.payments()) == before


def test_deleted_token_is_gone(moyasar: MoyasarCaller) -> None:
    token = saved_card(moyasar)
    reply = moyasar.call("DELETE", f"/tokens/{token}")
    assert (reply.status_code, reply.content) == (204, b"")
    assert moyasar.get(f"/tokens/{token}").status_code == 404
    assert moyasar.call("DELETE", f"/tokens/{token}").status_code == 404
    assert charge(moyasar, token).status_code == 400


def test_text_that_is_no_token_is_refused(moyasar: MoyasarCaller) -> None:
    reply = charge(moyasar, "card_1")
    assert (reply.status_code, list(reply.json()["errors"])) == (400, ["source.token"])
