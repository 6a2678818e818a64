"""STC Pay: mobile, code, outcome."""

from __future__ import annotations

import pytest
import requests

from sandbox.callers import MoyasarCaller
from sandbox.moyasar.stcpay import BLOCKED_MOBILES
from sandbox.store import Json


def pay(moyasar: MoyasarCaller, mobile: str = "0512345678") -> Json:
    source = {"type": "stcpay", "mobile": mobile, "branch": "Riyadh", "cashier": "1"}
    reply = moyasar.post("/payments", {"amount": 11500, "source": source})
    assert reply.status_code == 201, reply.text
    created: Json = reply.json()
    return created


def proceed(payment: Json, code: str) -> requests.Response:
    address = payment["source"]["transaction_url"]
    return requests.post(address, json={"otp_value": code}, timeout=5)


@pytest.mark.parametrize("mobile", ["0512345678", "+966512345678", "00966512345678"])
def test_payment_waits_for_the_code(moyasar: MoyasarCaller, mobile: str) -> None:
    payment = pay(moyasar, mobile)
    source = payment["source"]
    assert "/stc_pays/" in source.pop("transaction_url")
    assert payment["status"] == "initiated"
    assert source == {
        "type": "stcpay",
        "mobile": "0512345678",
        "reference_number": None,
        "branch": "Riyadh",
        "cashier": "1",
        "message": "Initiated",
    }


@pytest.mark.parametrize(
    ("code", "status", "message"),
    [
        ("123456", "paid", "Paid"),
        ("000000", "paid", "Paid"),
        ("111111", "failed", "Insufficient balance"),
        ("222222", "failed", "Daily limit exceeded"),
        ("333333", "failed", "Maximum amount exceeded"),
        ("444444", "failed", "Transaction timed out"),
    ],
)
def test_code_decides(moyasar: MoyasarCaller, code: str, status: str, message: str) -> None:
    payment = pay(moyasar)
    reply = proceed(payment, code)
    after = reply.json()
    assert (reply.status_code, after["status"], after["source"]["message"]) == (
        200,
        status,
        message,
    )
    assert moyasar.fetched(payment["id"]) == after


def test_code_in_the_query_of_a_get_works(moyasar: MoyasarCaller) -> None:
    payment = pay(moyasar)
    address = payment["source"]["transaction_url"] + "&otp_value=123456"
    assert requests.get(address, timeout=5).json()["status"] == "paid"


def test_wrong_code_may_be_tried_again(moyasar: MoyasarCaller) -> None:
    payment = pay(moyasar)
    reply = proceed(payment, "999999")
    assert (reply.status_code, reply.json()["message"]) == (400, "Invalid OTP")
    assert moyasar.fetched(payment["id"])["status"] == "initiated"
    assert proceed(payment, "123456").json()["status"] == "paid"
    assert proceed(payment, "123456").status_code == 400


def test_wrong_otp_token_is_refused(moyasar: MoyasarCaller) -> None:
    payment = pay(moyasar)
    address = payment["source"]["transaction_url"].split("?")[0]
    for query in ("", "?otp_token=", "?otp_token=0"):
        reply = requests.post(address + query, json={"otp_value": "123456"}, timeout=5)
        assert (reply.status_code, reply.json()["message"]) == (400, "Invalid OTP token")
    assert moyasar.fetched(payment["id"])["status"] == "initiated"


@pytest.mark.parametrize("mobile", BLOCKED_MOBILES)
def test_blocked_mobile_fails_at_once(moyasar: MoyasarCaller, mobile: str) -> None:
    payment = pay(moyasar, mobile)
    assert (payment["status"], payment["source"]["message"]) == (
        "failed",
        BLOCKED_MOBILES[mobile],
    )


@pytest.mark.parametrize("mobile", ["512345678", "+14155550100", "05123", ""])
def test_wrong_mobile_is_refused(moyasar: MoyasarCaller, mobile: str) -> None:
    body = {"amount": 11500, "source": {"type": "stcpay", "mobile": mobile}}
    reply = moyasar.post("/payments", body)
    assert (reply.status_code, list(reply.json()["errors"])) == (400, ["source.mobile"])


def test_stc_payment_is_refunded_but_never_voided(moyasar: MoyasarCaller) -> None:
    payment = pay(moyasar)
    proceed(payment, "123456")
    assert moyasar.post(f"/payments/{payment['id']}/void").status_code == 400
    assert moyasar.post(f"/payments/{payment['id']}/refund").json()["status"] == "refunded"
