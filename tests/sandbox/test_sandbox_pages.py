"""The pages for people, and calls from other origins."""

from __future__ import annotations

import pytest
import requests

from sandbox import config
from sandbox.callers import MoyasarCaller, payment_body
from sandbox.testing import RunningSandbox

ORIGIN = {"Origin": "http://noor.localhost:8000"}


def test_start_page_links_the_others(sandbox: RunningSandbox) -> None:
    text = requests.get(sandbox.url + "/", timeout=5).text
    for link in ("/inbox", "/payments", "/cards", "/control/modes"):
        assert f'<a href="{link}">' in text
    assert "html_403_stock_agents" in text


def test_payments_page_shows_masked_cards(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    assert "No payments yet." in requests.get(sandbox.url + "/payments", timeout=5).text
    payment = moyasar.paid(description="<i>")
    text = requests.get(sandbox.url + "/payments", timeout=5).text
    for shown in (payment["id"], "paid", "115.00 SAR", "4111-11XX-XXXX-1111", "&lt;i&gt;"):
        assert shown in text
    assert "4111111111111111" not in text


def test_cards_page_lists_every_test_card(sandbox: RunningSandbox) -> None:
    text = requests.get(sandbox.url + "/cards", timeout=5).text
    assert text.count("<code>") == 47
    assert "4201320111111010" in text
    assert "0515555555" in text


def test_healthz_answers(sandbox: RunningSandbox) -> None:
    reply = requests.get(sandbox.url + "/healthz", timeout=5)
    assert (reply.status_code, reply.text) == (200, "ok\n")


@pytest.mark.parametrize("path", ["/payments", "/tokens"])
def test_preflight_of_browser_routes_is_answered(moyasar: MoyasarCaller, path: str) -> None:
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    reply = moyasar.call("OPTIONS", path, auth=None, headers={**ORIGIN, **asked})
    assert (reply.status_code, reply.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "POST" in reply.headers["Access-Control-Allow-Methods"]
    allowed = reply.headers["Access-Control-Allow-Headers"].lower()
    assert "authorization" in allowed
    assert "content-type" in allowed


@pytest.mark.parametrize("amount", [11500, 99])
def test_answer_to_another_origin_is_readable(moyasar: MoyasarCaller, amount: int) -> None:
    auth = (config.PUBLISHABLE_KEY, "")
    body = payment_body(amount=amount)
    reply = moyasar.post("/payments", body, auth=auth, headers=ORIGIN)
    assert reply.headers["Access-Control-Allow-Origin"] == "*"


def test_secret_routes_are_not_readable_from_other_origins(moyasar: MoyasarCaller) -> None:
    reply = moyasar.get("/payments", headers=ORIGIN)
    assert "Access-Control-Allow-Origin" not in reply.headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("PATCH", "/payments", 405), ("POST", "/payments/x", 405)],
)
def test_unknown_moyasar_route_is_answered_as_json(
    moyasar: MoyasarCaller, method: str, path: str, status: int
) -> None:
    reply = moyasar.call(method, path)
    assert (reply.status_code, reply.json()["type"]) == (status, "api_error")


def test_unknown_page_is_404(sandbox: RunningSandbox) -> None:
    assert requests.get(sandbox.url + "/nothing", timeout=5).status_code == 404


def test_oversized_body_is_refused(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    reply = moyasar.post("/payments", payment_body(description="x" * 1_100_000))
    assert reply.status_code == 413
    assert sandbox.payments() == []
