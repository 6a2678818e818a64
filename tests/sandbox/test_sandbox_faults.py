"""Faults and odd answers."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
import requests

from sandbox.callers import AuthenticaCaller, MoyasarCaller, payment_body
from sandbox.modes import ModeError
from sandbox.testing import RunningSandbox

CREATE = "moyasar.payments.create"


@pytest.mark.parametrize(
    ("action", "status", "type_"),
    [
        ("500", 500, "api_error"),
        ("503", 503, "api_connection_error"),
        ("429", 429, "rate_limit_error"),
    ],
)
def test_error_fault_answers_without_doing(
    moyasar: MoyasarCaller, sandbox: RunningSandbox, action: str, status: int, type_: str
) -> None:
    sandbox.fail_next(CREATE, action, count=2)
    replies = [moyasar.post("/payments", payment_body()) for _ in range(3)]
    assert [item.status_code for item in replies] == [status, status, 201]
    assert replies[0].json()["type"] == type_
    assert len(sandbox.payments()) == 1


@pytest.mark.parametrize(("action", "status"), [("html_403", 403), ("html_502", 502)])
def test_html_fault_answers_with_html(
    moyasar: MoyasarCaller, sandbox: RunningSandbox, action: str, status: int
) -> None:
    sandbox.fail_next(CREATE, action)
    reply = moyasar.post("/payments", payment_body())
    assert (reply.status_code, reply.headers["Content-Type"]) == (
        status,
        "text/html; charset=utf-8",
    )
    assert sandbox.payments() == []


@pytest.mark.parametrize(
    ("action", "made"), [("timeout_after_commit", 1), ("timeout_before_commit", 0)]
)
def test_timeout_fault_leaves_the_caller_without_an_answer(
    moyasar: MoyasarCaller, sandbox: RunningSandbox, action: str, made: int
) -> None:
    sandbox.fail_next(CREATE, action)
    key = str(uuid4())
    with pytest.raises(requests.ReadTimeout):
        moyasar.post("/payments", payment_body(given_id=key), timeout=0.6)
    assert [item.id for item in sandbox.payments()] == [key] * made
    assert moyasar.get(f"/payments/{key}").status_code == (200 if made else 404)


def test_timeout_fault_drops_the_connection_in_the_end(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(timeout_seconds=0.1)
    sandbox.fail_next("moyasar.payments.refund", "timeout_after_commit")
    payment = moyasar.paid()
    with pytest.raises(requests.ConnectionError):
        moyasar.post(f"/payments/{payment['id']}/refund", {"amount": 500})
    assert moyasar.fetched(payment["id"])["refunded"] == 500


def test_drop_fault_closes_the_connection_after_the_deed(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    sandbox.fail_next(CREATE, "drop_after_commit")
    with pytest.raises(requests.ConnectionError):
        moyasar.post("/payments", payment_body())
    assert len(sandbox.payments()) == 1


def test_delay_fault_answers_late(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    sandbox.set_modes(delay_seconds=0.2)
    sandbox.fail_next(CREATE, "delay")
    started = time.monotonic()
    assert moyasar.post("/payments", payment_body()).status_code == 201
    assert time.monotonic() - started >= 0.2


def test_fault_with_wildcard_lasts_until_reset(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    sandbox.fail_next("moyasar.*", "503", count=None)
    codes = [moyasar.get(path).status_code for path in ("/payments", "/invoices", "/webhooks")]
    assert codes == [503, 503, 503]
    sandbox.reset()
    assert moyasar.get("/payments").status_code == 200


def test_fault_of_another_kind_is_left_alone(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    sandbox.fail_next("moyasar.payments.refund", "500")
    payment = moyasar.paid()
    assert moyasar.post(f"/payments/{payment['id']}/refund").status_code == 500
    assert moyasar.fetched(payment["id"])["refunded"] == 0


@pytest.mark.parametrize(
    ("kind", "action", "count"),
    [("moyasar.pay", "500", 1), (CREATE, "explode", 1), (CREATE, "500", 0), (CREATE, "500", True)],
)
def test_wrong_fault_is_refused(
    sandbox: RunningSandbox, kind: str, action: str, count: int
) -> None:
    with pytest.raises(ModeError):
        sandbox.fail_next(kind, action, count)


@pytest.mark.parametrize("agent", ["Python-urllib/3.11", ""])
def test_stock_agent_is_blocked_with_html(moyasar: MoyasarCaller, agent: str) -> None:
    reply = moyasar.get("/payments", headers={"User-Agent": agent})
    assert (reply.status_code, "1010" in reply.text) == (403, True)
    assert reply.headers["Content-Type"].startswith("text/html")


def test_stock_agent_passes_when_switched_off(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(html_403_stock_agents=False)
    headers = {"User-Agent": "Python-urllib/3.11"}
    assert moyasar.get("/payments", headers=headers).status_code == 200


def test_errors_become_text_by_mode(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    sandbox.set_modes(errors_as_string=True)
    reply = moyasar.post("/payments", payment_body(amount=99))
    text = "amount: The value must be greater than or equal to 100."
    assert (reply.status_code, reply.json()["errors"]) == (400, text)


def test_error_types_follow_the_docs_by_mode(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(error_types="docs")
    replies = (moyasar.post("/payments", payment_body(amount=99)), moyasar.get("/payments/x"))
    assert [(item.status_code, item.json()["type"]) for item in replies] == [
        (400, "invalid_request_error"),
        (404, "api_error"),
    ]


def test_optional_keys_are_left_out_by_mode(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(missing_optional_keys=True)
    payment = moyasar.paid()
    assert " ".join(sorted(payment)) == (
        "amount callback_url created_at currency description id metadata refunded source status "
        "updated_at"
    )
    assert " ".join(sorted(payment["source"])) == (
        "company message name number token transaction_url type"
    )


def test_unknown_status_is_shown_by_reads_only(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    payment = moyasar.paid()
    sandbox.set_modes(unknown_status="expired")
    assert moyasar.fetched(payment["id"])["status"] == "expired"
    assert moyasar.get("/payments").json()["payments"][0]["status"] == "expired"
    sandbox.set_modes(unknown_status="")
    assert moyasar.fetched(payment["id"])["status"] == "paid"


@pytest.mark.parametrize(
    ("action", "status"), [("500", 500), ("503", 503), ("429", 429), ("html_502", 502)]
)
def test_authentica_fault_sends_no_message(
    authentica: AuthenticaCaller, sandbox: RunningSandbox, action: str, status: int
) -> None:
    sandbox.fail_next("authentica.send_otp", action)
    assert authentica.send_otp().status_code == status
    assert sandbox.inbox() == []


def test_authentica_timeout_after_accept_sends_the_message(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(timeout_seconds=0.05)
    sandbox.fail_next("authentica.send_otp", "timeout_after_commit")
    with pytest.raises(requests.ConnectionError):
        authentica.send_otp(otp="482913")
    assert sandbox.latest_code("+966501234567") == "482913"
