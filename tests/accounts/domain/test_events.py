"""What the log of the doors keeps, and what it does not."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from accounts.domain.events import phone_hash
from accounts.models import AuthEvent, User
from tests.accounts.callers import PHONE, Caller, wrong

pytestmark = pytest.mark.integration


def events() -> list[tuple[str, str, str]]:
    return list(AuthEvent.objects.order_by("pk").values_list("kind", "result", "rule"))


def test_sign_in_and_out_are_written_down(browser: Caller) -> None:
    browser.sign_in()
    browser.call("POST", "logout/")
    assert events() == [
        ("code_requested", "ok", ""),
        ("code_verified", "ok", ""),
        ("signed_in", "ok", ""),
        ("signed_out", "ok", ""),
    ]
    assert set(AuthEvent.objects.values_list("user_id", "phone_hash", "host", "salon")) == {
        (User.objects.get(phone_number=PHONE).pk, phone_hash(PHONE), "noor.localhost", "noor")
    }


def test_refusals_are_written_down_with_their_rule(app: Caller) -> None:
    challenge_id = app.request().json()["challenge_id"]
    app.verify(challenge_id=challenge_id, code=wrong(app.code()))
    app.call("POST", "phone/resend/", {"challenge_id": challenge_id})
    for _ in range(3):
        app.request()
    app.request("+14155552671")
    assert events()[1:3] == [
        ("code_verified", "refused", "invalid_code"),
        ("code_requested", "refused", "throttled:pause"),
    ]
    assert events()[-2:] == [
        ("code_requested", "refused", "throttled:phone:600"),
        ("code_requested", "refused", "country_not_allowed"),
    ]
    refused = AuthEvent.objects.filter(rule="throttled:phone:600").get()
    assert (refused.phone_hash, refused.country, refused.purpose, refused.channel) == (
        phone_hash(PHONE),
        "SA",
        "auth",
        "sms",
    )


def test_code_that_the_provider_did_not_take_has_failed(app: Caller) -> None:
    app.sandbox.fail_next("authentica.send_otp", "500")
    app.request()
    assert events() == [("code_requested", "failed", "sms_unavailable")]


def test_closed_account_is_written_down(app: Caller, make_person: Any) -> None:
    make_person(PHONE, is_active=False)
    app.sign_in()
    assert events()[1:] == [("code_verified", "refused", "account_inactive")]


def test_events_hold_no_number_and_no_code(app: Caller) -> None:
    app.sign_in()
    text = str(list(AuthEvent.objects.values()))
    assert [secret for secret in (PHONE, PHONE[1:], app.code()) if secret in text] == []


@pytest.mark.parametrize("change", ["update", "delete"])
def test_events_are_written_once(app: Caller, change: str) -> None:
    app.request()
    rows = AuthEvent.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(rule="x") if change == "update" else rows.delete()
    assert events() == [("code_requested", "ok", "")]
