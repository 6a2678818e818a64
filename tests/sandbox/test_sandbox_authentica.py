"""Authentica: codes, texts, balance."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.callers import AuthenticaCaller
from sandbox.testing import RunningSandbox

PHONE = "+966501234567"
SENT = {"success": True, "data": None, "message": "OTP send successfully"}
VERIFIED = {"status": True, "message": "OTP verified successfully"}
NOT_VERIFIED = {"status": False, "message": "Invalid OTP"}
ROUTES = [
    ("GET", "/balance"),
    ("POST", "/send-otp"),
    ("POST", "/verify-otp"),
    ("POST", "/send-sms"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Authorization": "wrong"}, {"X-Authorization": "Bearer sandbox-authentica-key"}],
)
def test_missing_or_wrong_key_is_401(
    authentica: AuthenticaCaller, method: str, path: str, headers: dict[str, str]
) -> None:
    reply = authentica.call(method, path, {}, headers=headers)
    assert (reply.status_code, reply.json()) == (401, {"errors": [{"message": "Unauthorized"}]})


def test_own_code_goes_into_the_message(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    reply = authentica.send_otp(otp="482913")
    assert (reply.status_code, reply.json()) == (200, SENT)
    (message,) = sandbox.inbox()
    assert (message.phone, message.channel, message.code, message.template_id) == (
        PHONE,
        "sms",
        "482913",
        1,
    )
    assert "482913" in message.text
    assert authentica.verify_otp("482913").json() == VERIFIED


@pytest.mark.parametrize(("template", "word"), [(1, "رمز"), (2, "code"), (9, "رمز"), (10, "code")])
def test_template_decides_the_language(
    authentica: AuthenticaCaller, sandbox: RunningSandbox, template: int, word: str
) -> None:
    authentica.send_otp(template_id=template)
    assert word in sandbox.inbox()[0].text


def test_template_left_out_is_the_first(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    authentica.call("POST", "/send-otp", {"method": "whatsapp", "phone": PHONE})
    (message,) = sandbox.inbox()
    assert (message.template_id, message.channel) == (1, "whatsapp")


def test_vendor_code_is_fixed(authentica: AuthenticaCaller, sandbox: RunningSandbox) -> None:
    authentica.send_otp()
    assert sandbox.latest_code(PHONE) == "1234"
    assert authentica.verify_otp("1234").json() == VERIFIED


def test_email_channel_is_free_and_needs_an_address(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    body = {"method": "email", "email": "sara@noor.example", "otp": "482913"}
    assert authentica.call("POST", "/send-otp", body).status_code == 200
    (message,) = sandbox.inbox("sara@noor.example")
    assert (message.phone, message.email, message.code) == (None, "sara@noor.example", "482913")
    assert sandbox.sandbox.modes.authentica_balance == 100
    check = {"email": "sara@noor.example", "otp": "482913"}
    assert authentica.call("POST", "/verify-otp", check).json() == VERIFIED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"method": "fax"}, "method"),
        ({"method": None}, "method"),
        ({"phone": "0501234567"}, "phone"),
        ({"phone": "966501234567"}, "phone"),
        ({"phone": None}, "phone"),
        ({"method": "email"}, "email"),
        ({"template_id": "1"}, "template_id"),
        ({"template_id": True}, "template_id"),
        ({"otp": 482913}, "otp"),
        ({"otp": "abc"}, "otp"),
        ({"fallback_phone": "05"}, "fallback_phone"),
        ({"fallback_email": "x"}, "fallback_email"),
    ],
)
@pytest.mark.parametrize("status", [422, 400])
def test_wrong_field_is_refused(
    authentica: AuthenticaCaller,
    sandbox: RunningSandbox,
    change: dict[str, Any],
    field: str,
    status: int,
) -> None:
    sandbox.set_modes(authentica_validation_status=str(status))
    reply = authentica.send_otp(**change)
    answer = reply.json()
    assert (reply.status_code, list(answer["errors"])) == (status, [field])
    assert answer["message"] == answer["errors"][field][0]
    assert sandbox.inbox() == []


def test_code_works_once(authentica: AuthenticaCaller) -> None:
    authentica.send_otp(otp="482913")
    replies = [authentica.verify_otp("482913") for _ in range(2)]
    assert [item.json() for item in replies] == [VERIFIED, NOT_VERIFIED]


def test_code_of_another_phone_or_time_is_refused(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    authentica.send_otp(otp="482913")
    assert authentica.verify_otp("482913", "+966509999999").json() == NOT_VERIFIED
    sandbox.advance_clock(300)
    assert authentica.verify_otp("482913").json() == NOT_VERIFIED


def test_newer_code_replaces_the_older(authentica: AuthenticaCaller) -> None:
    authentica.send_otp(otp="482913")
    authentica.send_otp(otp="771200")
    assert authentica.verify_otp("482913").json() == NOT_VERIFIED
    assert authentica.verify_otp("771200").json() == VERIFIED


@pytest.mark.parametrize(
    ("style", "status", "answer"),
    [
        ("false_200", 200, NOT_VERIFIED),
        ("400", 400, {"success": False, "message": "Invalid OTP"}),
        ("422", 422, {"success": False, "message": "Invalid OTP"}),
    ],
)
def test_wrong_code_is_answered_by_mode(
    authentica: AuthenticaCaller,
    sandbox: RunningSandbox,
    style: str,
    status: int,
    answer: dict[str, Any],
) -> None:
    sandbox.set_modes(authentica_verify_failure=style)
    authentica.send_otp(otp="482913")
    reply = authentica.verify_otp("000000")
    assert (reply.status_code, reply.json()) == (status, answer)
    assert authentica.verify_otp("482913").json() == VERIFIED


@pytest.mark.parametrize(
    ("style", "answer"),
    [
        ("status", '{"status": true, "message": "OTP verified successfully"}'),
        ("verified", '{"verified": true, "message": "OTP verified successfully"}'),
        ("success", '{"success": true, "message": "OTP verified successfully"}'),
        ("missing_flag", '{"message": "OTP verified successfully"}'),
        ("empty", ""),
        ("html", "<!DOCTYPE html><html><body>OK</body></html>"),
    ],
)
def test_right_code_is_answered_by_mode(
    authentica: AuthenticaCaller, sandbox: RunningSandbox, style: str, answer: str
) -> None:
    sandbox.set_modes(authentica_verify_success=style)
    authentica.send_otp(otp="482913")
    reply = authentica.verify_otp("482913")
    assert (reply.status_code, reply.text) == (200, answer)


@pytest.mark.parametrize("otp", [None, "", 1234])
def test_verify_without_code_is_refused(authentica: AuthenticaCaller, otp: Any) -> None:
    reply = authentica.verify_otp(otp)
    assert (reply.status_code, list(reply.json()["errors"])) == (422, ["otp"])


def test_ignore_otp_mode_sends_another_code(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(authentica_ignore_otp=True)
    authentica.send_otp(otp="482913")
    code = sandbox.latest_code(PHONE)
    assert (len(code), code == "482913") == (6, False)
    assert authentica.verify_otp("482913").json() == NOT_VERIFIED
    assert authentica.verify_otp(code).json() == VERIFIED


def test_balance_falls_with_each_message(authentica: AuthenticaCaller) -> None:
    authentica.send_otp()
    reply = authentica.call("GET", "/balance")
    assert reply.json() == {
        "success": True,
        "data": {"balance": 99},
        "message": "Balance retrieved successfully",
    }


def test_balance_is_text_by_mode(authentica: AuthenticaCaller, sandbox: RunningSandbox) -> None:
    sandbox.set_modes(authentica_balance=179, authentica_balance_style="string")
    assert authentica.call("GET", "/balance").json()["data"] == {"balance": "179.00"}


@pytest.mark.parametrize("status", [402, 400])
def test_send_without_credit_is_refused(
    authentica: AuthenticaCaller, sandbox: RunningSandbox, status: int
) -> None:
    sandbox.set_modes(authentica_balance=1, authentica_no_credit_status=str(status))
    replies = [authentica.send_otp() for _ in range(2)]
    assert [item.status_code for item in replies] == [200, status]
    assert "balance" in replies[1].json()["message"]
    assert len(sandbox.inbox()) == 1


def test_sends_over_the_limit_are_429(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(authentica_rate_limit=2)
    codes = [authentica.send_otp().status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert len(sandbox.inbox()) == 2
    sandbox.advance_clock(60)
    assert authentica.send_otp().status_code == 200


def test_free_text_is_kept_with_its_sender(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    body = {"phone": PHONE, "message": "تم تأكيد موعدك", "sender_name": "NOOR"}
    reply = authentica.call("POST", "/send-sms", body)
    assert (reply.status_code, reply.json()["success"]) == (200, True)
    (message,) = sandbox.inbox()
    assert (message.text, message.sender_name, message.code) == ("تم تأكيد موعدك", "NOOR", None)


@pytest.mark.parametrize("field", ["phone", "message", "sender_name"])
def test_free_text_with_a_field_left_out_is_refused(
    authentica: AuthenticaCaller, sandbox: RunningSandbox, field: str
) -> None:
    body = {"phone": PHONE, "message": "Hello", "sender_name": "NOOR"}
    del body[field]
    reply = authentica.call("POST", "/send-sms", body)
    assert (reply.status_code, list(reply.json()["errors"])) == (422, [field])
    assert sandbox.inbox() == []
