"""A number whose account slept for half a year: GET and POST /api/auth/recycled/."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from accounts.domain.numbers import recycling
from accounts.domain.numbers.recycling import _fold, owes_answer
from accounts.enums import Proof
from accounts.models import AuthEvent, Device, DeviceUser, User
from tests.accounts.callers import PHONE, PLATFORM, Caller, app_caller, browser_caller
from tests.accounts.phone_people import keep_token, refused
from tests.second_factors import app_code, give_app

pytestmark = pytest.mark.integration

MakePerson = Callable[..., User]
LONG_AGO = timedelta(days=181)


@pytest.fixture
def sleeper(make_person: MakePerson) -> User:
    """A customer who has not come for half a year."""
    return make_person(PHONE, first_name="نورة", last_login=timezone.now() - LONG_AGO)


@pytest.fixture(params=["app", "browser"])
def caller(request: Any, db: Any, sandbox: Any) -> Caller:
    make = app_caller if request.param == "app" else browser_caller
    return make(PLATFORM, sandbox)


def sign_in(caller: Caller) -> Any:
    return keep_token(caller, caller.sign_in())


def answer(caller: Caller, **body: str) -> Any:
    return keep_token(caller, caller.call("POST", "recycled/", body))


def test_code_alone_does_not_open_the_account(caller: Caller, sleeper: User) -> None:
    response = sign_in(caller)
    assert (response.status_code, response.json()["pending"]) == (401, "recycled_number")
    assert caller.call("GET", "me/").status_code == 401


def test_question_tells_the_month_and_no_more(caller: Caller, sleeper: User) -> None:
    sign_in(caller)
    assert caller.call("GET", "recycled/").json() == {
        "last_used": f"{timezone.localtime(sleeper.last_login):%Y-%m}",
        "has_factor": False,
        "has_name": True,
        "providers": [],
    }


@pytest.mark.parametrize("typed", ["نورة", " نُورَه ", "نــورة"])
def test_name_opens_the_account(caller: Caller, sleeper: User, typed: str) -> None:
    sign_in(caller)
    response = answer(caller, answer="mine", first_name=typed)
    assert (response.status_code, response.json()["user"]["id"]) == (200, sleeper.pk)
    assert caller.call("GET", "me/").status_code == 200


def test_wrong_names_are_counted_for_all_sessions_together(
    caller: Caller, sleeper: User, sandbox: Any
) -> None:
    for _guess in range(3):
        other = app_caller(PLATFORM, sandbox)
        sign_in(other)
        response = answer(other, answer="mine", first_name="Huda")
        assert refused(response) == (400, "wrong_name")
    sign_in(caller)
    assert refused(answer(caller, answer="mine", first_name="نورة")) == (429, "throttled")
    assert caller.call("GET", "me/").status_code == 401
    results = AuthEvent.objects.filter(kind="phone_released").values_list("result", "rule")
    assert sorted(results) == [("failed", "wrong_name")] * 3 + [("refused", "throttled")]


@pytest.mark.parametrize("typed", ["", "   ", "ً"])
def test_empty_name_opens_nothing(caller: Caller, sleeper: User, typed: str) -> None:
    sign_in(caller)
    assert refused(answer(caller, answer="mine", first_name=typed))[0] == 400
    assert caller.call("GET", "me/").status_code == 401


def test_account_without_a_name_can_only_be_left(caller: Caller, sleeper: User) -> None:
    User.objects.update(first_name="")
    sign_in(caller)
    response = answer(caller, answer="mine", first_name="")
    assert refused(response) == (409, "no_second_proof")


def test_new_holder_gets_an_account_of_her_own(caller: Caller, sleeper: User) -> None:
    sign_in(caller)
    response = answer(caller, answer="new")
    fresh = User.objects.get(phone_number=PHONE)
    assert (response.status_code, response.json()["user"]["id"]) == (200, fresh.pk)
    assert (fresh.is_phone_verified, fresh.first_name, fresh.pk != sleeper.pk) == (True, "", True)
    assert caller.call("GET", "me/").json()["id"] == fresh.pk
    sleeper.refresh_from_db()
    assert (sleeper.phone_number[:4], sleeper.is_active, sleeper.first_name) == ("+999", False, "")
    event = AuthEvent.objects.get(kind="phone_released")
    assert (event.result, event.user_id) == ("ok", sleeper.pk)


def test_new_holder_is_not_asked_again(caller: Caller, sleeper: User, sandbox: Any) -> None:
    sign_in(caller)
    answer(caller, answer="new")
    assert app_caller(PLATFORM, sandbox).sign_in().status_code == 200


@pytest.mark.parametrize("right", ["is_staff", "is_superuser"])
def test_people_of_the_platform_are_released_by_nobody(
    caller: Caller, sleeper: User, right: str
) -> None:
    User.objects.filter(pk=sleeper.pk).update(**{right: True})
    sign_in(caller)
    assert refused(answer(caller, answer="new")) == (403, "account_protected")
    assert User.objects.get(pk=sleeper.pk).phone_number == PHONE


def test_claim_alone_opens_nothing_where_a_second_factor_is_enrolled(
    caller: Caller, sleeper: User
) -> None:
    secret = give_app(sleeper)
    assert sign_in(caller).json()["pending"] == "recycled_number"
    assert answer(caller, answer="mine").json()["pending"] == "second_factor"
    assert caller.call("GET", "me/").status_code == 401
    response = caller.call("POST", "second-factor/", {"code": app_code(secret)})
    assert (response.status_code, response.json()["user"]["id"]) == (200, sleeper.pk)


def test_recovery_codes_alone_are_no_second_factor(caller: Caller, sleeper: User) -> None:
    Authenticator.objects.create(user=sleeper, type="recovery_codes", data={})
    sign_in(caller)
    assert refused(answer(caller, answer="mine")) == (400, "wrong_name")


def test_linked_provider_is_offered(caller: Caller, sleeper: User) -> None:
    SocialAccount.objects.create(user=sleeper, provider="google", uid="1")
    sign_in(caller)
    assert caller.call("GET", "recycled/").json()["providers"] == ["google"]


@pytest.mark.parametrize("body", [{}, {"answer": "perhaps"}, {"answer": "mine", "first_name": 1e9}])
def test_odd_answers_are_refused(caller: Caller, sleeper: User, body: Any) -> None:
    sign_in(caller)
    assert answer(caller, **body).status_code == 400
    assert User.objects.get(phone_number=PHONE) == sleeper


def test_nobody_answers_without_a_code(caller: Caller, sleeper: User) -> None:
    for response in (caller.call("GET", "recycled/"), answer(caller, answer="new")):
        assert refused(response) == (409, "nothing_pending")
    assert User.objects.get(phone_number=PHONE) == sleeper


def test_answer_that_comes_too_late_is_refused(caller: Caller, sleeper: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(caller)
        clock.shift(601)
        assert refused(answer(caller, answer="new")) == (409, "nothing_pending")


def test_second_of_two_new_holders_is_refused(sleeper: User, sandbox: Any) -> None:
    callers = [app_caller(PLATFORM, sandbox) for _ in range(2)]
    for each in callers:
        sign_in(each)
    first, second = (answer(each, answer="new") for each in callers)
    assert first.status_code == 200
    assert refused(second) == (409, "nothing_pending")


@pytest.mark.parametrize(
    ("idle_days", "proofs", "expected"),
    [
        (179, [Proof.CODE], False),
        (181, [Proof.CODE], True),
        (181, [Proof.CODE, Proof.TOTP], False),
        (181, [Proof.PASSKEY], False),
        (181, [Proof.SOCIAL], False),
        (181, [Proof.CODE, Proof.FACT], False),
        (181, [Proof.CODE, Proof.CLAIMED], True),
        (None, [Proof.CODE], False),
    ],
)
def test_question_is_owed_by_idle_accounts_without_a_better_proof(
    make_person: MakePerson, idle_days: Any, proofs: list[Proof], expected: bool
) -> None:
    last = None if idle_days is None else timezone.now() - timedelta(days=idle_days)
    user = make_person(PHONE, last_login=last)
    assert owes_answer(SimpleNamespace(), user, proofs) is expected  # type: ignore[arg-type]


def test_known_device_is_not_asked(sleeper: User) -> None:
    device = Device.objects.create(secret_hash="x")
    request: Any = SimpleNamespace(device=SimpleNamespace(id=device.pk))
    assert owes_answer(request, sleeper, [Proof.CODE])
    DeviceUser.objects.create(device=device, user=sleeper)
    assert not owes_answer(request, sleeper, [Proof.CODE])


def test_name_does_not_open_an_account_of_the_platform(caller: Caller, sleeper: User) -> None:
    User.objects.filter(pk=sleeper.pk).update(is_superuser=True)
    sign_in(caller)
    assert caller.call("GET", "recycled/").json()["has_name"] is False
    response = answer(caller, answer="mine", first_name=sleeper.first_name)
    assert refused(response) == (409, "no_second_proof")
    assert caller.call("GET", "me/").status_code == 401


def test_owner_is_not_asked_in_her_own_browser(sandbox: Any, make_person: MakePerson) -> None:
    make_person(PHONE)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        caller = browser_caller(PLATFORM, sandbox)
        assert caller.sign_in().status_code == 200
        caller.call("POST", "logout/", {})
        clock.shift(LONG_AGO)
        assert caller.sign_in().status_code == 200


def test_proving_the_number_twice_makes_no_device_known(sandbox: Any, sleeper: User) -> None:
    caller = browser_caller(PLATFORM, sandbox)
    for _time in range(2):
        assert caller.sign_in().json()["pending"] == "recycled_number"


def test_threshold_is_a_setting(sleeper: User, settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"recycled_after_days": 365}
    assert not recycling.is_asleep(sleeper, now=timezone.now())


@pytest.mark.unit
@pytest.mark.parametrize(
    ("typed", "stored"),
    [("  Noura ", "noura"), ("أحمد", "احمد"), ("مُنى", "مني"), ("ÉLODIE", "Elodie")],
)
def test_names_are_compared_as_people_write_them(typed: str, stored: str) -> None:
    assert _fold(typed) == _fold(stored)
