"""POST /api/auth/phone/change/request|verify/."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.models import AuthEvent, OTPChallenge, PhoneHistory, Session, User
from notifications.models import DirectMessage
from tests.accounts.callers import PHONE, PLATFORM, Caller, app_caller, wrong
from tests.accounts.phone_people import (
    NEW,
    ask_change,
    change,
    keep_token,
    refused,
    secret_of,
    signed_in_caller,
)
from tests.clients import client_of

pytestmark = pytest.mark.integration

MakePerson = Callable[..., User]


def numbers() -> list[str]:
    """Return the numbers of people who may sign in."""
    people = User.objects.filter(is_active=True, phone_number__startswith="+9665000008")
    return sorted(people.values_list("phone_number", flat=True))


def test_number_is_changed_and_the_session_goes_on(caller: Caller) -> None:
    before = secret_of(caller)
    answer = change(caller)
    assert (answer.status_code, answer.json()["user"]["phone_number"]) == (200, NEW)
    assert secret_of(caller) != before
    assert caller.call("GET", "me/").json()["phone_number"] == NEW
    person = User.objects.get(phone_number=NEW)
    assert (person.is_phone_verified, person.auth_epoch) == (True, 1)
    event = AuthEvent.objects.get(kind="phone_changed")
    assert (event.result, event.user_id) == ("ok", person.pk)


def test_every_other_session_ends(caller: Caller, sandbox: Any) -> None:
    other = signed_in_caller("app", sandbox, host=PLATFORM)
    change(caller)
    assert other.call("GET", "me/").status_code == 401
    assert Session.objects.filter(user__phone_number=NEW).count() == 1


def test_old_number_is_told_with_a_link_and_kept(caller: Caller) -> None:
    change(caller)
    history, message = PhoneHistory.objects.get(), DirectMessage.objects.get()
    assert (history.phone_number, history.reason) == (PHONE, "changed")
    assert (message.phone_number, message.template) == (PHONE, "account.phone_changed")
    assert "http://localhost" in message.text
    assert "/ar/account/phone/undo/" in message.text
    assert history.undo_hash not in message.text
    assert NEW[-6:] not in message.text


def test_old_number_opens_another_account_from_now_on(caller: Caller, sandbox: Any) -> None:
    change(caller)
    stranger = app_caller(PLATFORM, sandbox)
    assert stranger.sign_in(PHONE).json()["user"]["id"] != User.objects.get(phone_number=NEW).pk


def test_code_that_was_on_its_way_to_the_old_number_is_void(caller: Caller, sandbox: Any) -> None:
    thief = app_caller(PLATFORM, sandbox)
    challenge_id = thief.request(PHONE).json()["challenge_id"]
    code = thief.code(PHONE)
    change(caller)
    assert refused(thief.verify(challenge_id=challenge_id, code=code)) == (400, "invalid_code")


def test_proof_that_is_too_old_is_refused(caller: Caller) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        clock.shift(301)
        sent = OTPChallenge.objects.count()
        assert refused(ask_change(caller)) == (401, "reauth_required")
        assert OTPChallenge.objects.count() == sent


def test_proof_that_grew_old_meanwhile_is_refused_and_the_code_lives(caller: Caller) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        clock.shift(200)
        ask_change(caller)
        clock.shift(101)
        body = {"phone_number": NEW, "code": caller.code(NEW)}
        assert refused(caller.call("POST", "phone/change/verify/", body)) == (
            401,
            "reauth_required",
        )
    assert OTPChallenge.objects.get(purpose="phone_change").attempts == 0


@pytest.mark.parametrize(("proofs", "status"), [(("code",), 401), (("code", "totp"), 202)])
def test_enrolled_second_factor_is_wanted(
    make_person: MakePerson, sandbox: Any, proofs: Any, status: int
) -> None:
    user = make_person(PHONE)
    Authenticator.objects.create(user=user, type="totp", data={})
    assert (
        ask_change(Caller(client_of(user, PLATFORM, proofs=proofs), sandbox)).status_code == status
    )


def test_own_number_is_no_new_one(caller: Caller) -> None:
    assert refused(ask_change(caller, "0500000777")) == (409, "same_number")


@pytest.mark.parametrize("typed", ["+14155552671", "12"])
def test_number_that_gets_no_codes_is_refused(caller: Caller, typed: str) -> None:
    assert ask_change(caller, typed).status_code in (400, 422)
    assert numbers() == []


@pytest.mark.parametrize(
    "holder",
    [
        None,
        {"is_phone_verified": False, "phone_verified_at": None},
        {},
        {"is_active": False},
    ],
    ids=["nobody", "unproved", "proved", "closed"],
)
def test_asking_answers_alike_whoever_has_the_number(
    caller: Caller, make_person: MakePerson, holder: Any
) -> None:
    if holder is not None:
        make_person(NEW, **holder)
    answer = ask_change(caller)
    assert (answer.status_code, sorted(answer.json())) == (
        202,
        ["challenge_id", "channel", "expires_in", "resend_after"],
    )
    assert {key: answer.json()[key] for key in ("channel", "expires_in", "resend_after")} == {
        "channel": "sms",
        "expires_in": 300,
        "resend_after": 30,
    }


@pytest.mark.parametrize(
    "holder",
    [
        {},
        {"is_active": False, "is_phone_verified": False, "phone_verified_at": None},
        {"is_staff": True, "is_phone_verified": False, "phone_verified_at": None},
    ],
    ids=["proved", "closed", "trusted"],
)
def test_number_of_somebody_else_is_refused_to_its_holder_only(
    caller: Caller, make_person: MakePerson, holder: Any
) -> None:
    other = make_person(NEW, **holder)
    before = User.objects.values().get(pk=other.pk)
    assert refused(change(caller)) == (409, "phone_taken")
    assert User.objects.values().get(pk=other.pk) == before
    assert User.objects.filter(phone_number=PHONE).exists()
    assert (PhoneHistory.objects.count(), DirectMessage.objects.count()) == (0, 0)
    assert AuthEvent.objects.filter(kind="phone_changed", rule="phone_taken").count() == 1


def test_shell_of_the_new_number_makes_room(caller: Caller, make_person: MakePerson) -> None:
    shell = make_person(NEW, is_phone_verified=False, phone_verified_at=None, first_name="?")
    assert change(caller).status_code == 200
    shell.refresh_from_db()
    assert shell.phone_number.startswith("+999")
    assert (shell.is_active, shell.first_name) == (False, "")
    assert numbers() == [NEW]


def test_wrong_code_changes_nothing(caller: Caller) -> None:
    ask_change(caller)
    body = {"phone_number": NEW, "code": wrong(caller.code(NEW))}
    assert refused(caller.call("POST", "phone/change/verify/", body)) == (400, "invalid_code")
    assert (numbers(), PhoneHistory.objects.count()) == ([], 0)


def test_two_people_who_ask_for_one_number_keep_their_codes(caller: Caller, sandbox: Any) -> None:
    challenge_id = ask_change(caller).json()["challenge_id"]
    code = caller.code(NEW)
    other = signed_in_caller("app", sandbox, host=PLATFORM, phone="+966500000779")
    ask_change(other)
    body = {"challenge_id": challenge_id, "code": code}
    answer = keep_token(caller, caller.call("POST", "phone/change/verify/", body))
    assert answer.status_code == 200
