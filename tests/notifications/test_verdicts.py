"""The provider's word on a code that it made itself: only a clear yes is a yes."""

import json
from decimal import Decimal
from typing import Any

import pytest

from notifications.authentica.client import AuthenticaClient
from notifications.authentica.errors import (
    AuthenticaError,
    KeyRefused,
    NoCredit,
    OutcomeUnknown,
    TooManyRequests,
    Unreachable,
)
from notifications.gateways import balance, send_code, verify_code
from sandbox.authentica.codes import VENDOR_CODE
from tests.notifications.test_authentica import PHONE, free_port, pointed_at

pytestmark = pytest.mark.integration


@pytest.fixture
def client(sandbox: Any) -> AuthenticaClient:
    return AuthenticaClient.from_settings()


def send_vendors_code() -> None:
    send_code(phone_number=PHONE, code=None, language="ar")


@pytest.mark.parametrize("flag", ["status", "success", "verified"])
def test_right_code_is_right_once(sandbox: Any, flag: str) -> None:
    sandbox.set_modes(authentica_verify_success=flag)
    send_vendors_code()
    answers = [verify_code(phone_number=PHONE, code=VENDOR_CODE) for _time in range(2)]
    assert answers == [True, False]


@pytest.mark.parametrize("style", ["false_200", "400", "422"])
def test_wrong_code_is_wrong_in_every_wording(sandbox: Any, style: str) -> None:
    sandbox.set_modes(authentica_verify_failure=style)
    send_vendors_code()
    assert verify_code(phone_number=PHONE, code="9999") is False


def test_code_of_yesterday_is_wrong(sandbox: Any) -> None:
    sandbox.set_modes(authentica_code_seconds=0)
    send_vendors_code()
    assert verify_code(phone_number=PHONE, code=VENDOR_CODE) is False


@pytest.mark.parametrize("style", ["empty", "html", "missing_flag"])
def test_yes_without_a_flag_is_no_answer(sandbox: Any, style: str) -> None:
    sandbox.set_modes(authentica_verify_success=style)
    send_vendors_code()
    with pytest.raises(OutcomeUnknown):
        verify_code(phone_number=PHONE, code=VENDOR_CODE)


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ({"status": True, "success": False}, False),
        ({"status": False}, False),
        ({"verified": True, "status": True}, True),
        ({"status": "true"}, None),
        ({"status": 1}, None),
        ({"status": None}, None),
        ({"data": {"status": True}}, None),
        ([{"status": True}], None),
    ],
)
def test_flag_must_be_exactly_true(
    client: AuthenticaClient, answering: Any, body: Any, verdict: bool | None
) -> None:
    asked = pointed_at(client, base_url=answering(200, json.dumps(body).encode()).url)
    if verdict is None:
        with pytest.raises(OutcomeUnknown):
            asked.verify_code(phone_number=PHONE, code="1234")
    else:
        assert asked.verify_code(phone_number=PHONE, code="1234") is verdict


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (302, OutcomeUnknown),
        (401, KeyRefused),
        (403, KeyRefused),
        (402, NoCredit),
        (429, TooManyRequests),
        (500, OutcomeUnknown),
    ],
)
def test_trouble_is_neither_right_nor_wrong(
    client: AuthenticaClient, answering: Any, status: int, error: type[AuthenticaError]
) -> None:
    asked = pointed_at(client, base_url=answering(status, b'{"message": "x"}').url)
    with pytest.raises(error):
        asked.verify_code(phone_number=PHONE, code="1234")


def test_silence_is_asked_about_once_more(client: AuthenticaClient, sandbox: Any) -> None:
    sandbox.set_modes(timeout_seconds=1.0)
    send_vendors_code()
    sandbox.fail_next("authentica.verify_otp", "timeout_before_commit")
    asked = pointed_at(client, timeout=(1, 0.3))
    assert asked.verify_code(phone_number=PHONE, code=VENDOR_CODE) is True


def test_no_provider_is_no_answer(client: AuthenticaClient) -> None:
    with pytest.raises(Unreachable):
        pointed_at(client, base_url=f"http://127.0.0.1:{free_port()}").verify_code(
            phone_number=PHONE, code="1234"
        )


def test_log_of_a_verdict_names_neither_code_nor_number(sandbox: Any, caplog: Any) -> None:
    caplog.set_level("INFO", "notifications")
    send_vendors_code()
    verify_code(phone_number=PHONE, code=VENDOR_CODE)
    assert "verify-otp to +966••••••777: right" in caplog.text
    assert (VENDOR_CODE in caplog.text, PHONE in caplog.text) == (False, False)


@pytest.mark.parametrize("style", ["number", "string"])
def test_balance_is_read_in_both_forms(sandbox: Any, style: str) -> None:
    sandbox.set_modes(authentica_balance=842.5, authentica_balance_style=style)
    assert balance() == Decimal("842.5")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b'{"success": true}',
        b'{"success": true, "data": null}',
        b'{"success": true, "data": {"balance": null}}',
        b'{"success": true, "data": {"balance": true}}',
        b'{"success": true, "data": {"balance": "lots"}}',
        b'{"success": true, "data": {"balance": "Infinity"}}',
        b'{"success": false, "data": {"balance": 5}}',
    ],
)
def test_unclear_balance_is_no_balance(
    client: AuthenticaClient, answering: Any, body: bytes
) -> None:
    with pytest.raises(OutcomeUnknown):
        pointed_at(client, base_url=answering(200, body).url).balance()
