"""Many at once, on real connections: counted exactly, each code used once."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.allauth_bridge.mfa import Authenticator, RecoveryCodes
from accounts.domain.second_factor.proving import prove_factor_code
from accounts.domain.second_factor.removal import remove_factor
from accounts.models import AuthEvent, RateWindow, User
from accounts.visitors import Visitor
from tests.accounts.callers import NOOR, PHONE, wrong
from tests.accounts.domain.codes.test_races import all_at_once
from tests.second_factors import app_code, give_app, give_codes

pytestmark = pytest.mark.integration

VISITOR = Visitor(host=NOOR, address="192.0.2.1", language="ar")


@pytest.fixture
def someone(fresh_database: str) -> User:
    return User.objects.create_user(PHONE, is_phone_verified=True, phone_verified_at=timezone.now())


def prove(user: User, typed: str) -> Any:
    return prove_factor_code(user, typed=typed, visitor=VISITOR)


def test_forty_wrong_guesses_evaluate_five(someone: User) -> None:
    guess = wrong(app_code(give_app(someone)))
    assert all_at_once(40, lambda _: prove(someone, guess)) == {"invalid_code": 5, "locked": 35}
    assert Authenticator.objects.get().data["failures"] == 5
    assert AuthEvent.objects.filter(result="failed").count() == 5


def test_one_code_at_once_is_good_once(someone: User) -> None:
    code = app_code(give_app(someone))
    tally = all_at_once(20, lambda _: prove(someone, code))
    assert (tally["ok"], tally["ok"] + tally["invalid_code"] + tally["locked"]) == (1, 20)


def test_one_recovery_code_at_once_is_good_once(someone: User) -> None:
    code = give_codes(someone)[0]
    assert all_at_once(20, lambda _: prove(someone, code))["ok"] == 1
    assert len(RecoveryCodes(Authenticator.objects.get()).get_unused_codes()) == 9


def test_different_recovery_codes_at_once_are_all_used(someone: User) -> None:
    codes = give_codes(someone)
    assert all_at_once(4, lambda number: prove(someone, codes[number])) == {"ok": 4}
    assert len(RecoveryCodes(Authenticator.objects.get()).get_unused_codes()) == 6
    assert set(RateWindow.objects.values_list("count", flat=True)) == {0}


def test_last_two_factors_cannot_both_go(someone: User) -> None:
    User.objects.filter(pk=someone.pk).update(is_superuser=True)
    someone.refresh_from_db()
    give_app(someone)
    Authenticator.objects.create(user=someone, type="webauthn", data={"name": "Phone"})
    ids = list(Authenticator.objects.values_list("pk", flat=True))
    tally = all_at_once(2, lambda number: remove_factor(someone, ids[number], visitor=VISITOR))
    assert tally == {"ok": 1, "last_factor_needed": 1}
    assert Authenticator.objects.count() == 1
