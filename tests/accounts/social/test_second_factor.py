"""Whoever has a second factor shows it before an identity is linked: none before, one after."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from accounts.domain.sign_in import stages
from accounts.domain.sign_in.stages import Stage
from accounts.models import User
from tests.accounts.callers import PHONE
from tests.second_factors import app_code, give_app

pytestmark = pytest.mark.integration
OTHER = "+966500000778"


@pytest.fixture
def secret(make_person: Any) -> str:
    """The secret of the authenticator app of the person of the number."""
    return give_app(make_person(PHONE, language="en"))


def linked() -> list[str]:
    return list(SocialAccount.objects.values_list("user__phone_number", flat=True))


def show(visitor: Any, secret: str, **options: int) -> Any:
    return visitor.post("second-factor/", code=app_code(secret, **options))


def test_identity_is_linked_after_the_second_factor(travel: Any, secret: str) -> None:
    visitor = travel()
    visitor.arrive(next="/en/account/")
    assert visitor.prove_phone().url == "/en/account/second-factor/"
    assert (linked(), visitor.me()) == ([], None)
    assert show(visitor, secret).url == "/en/account/"
    assert (linked(), visitor.me()) == ([PHONE], PHONE)
    assert visitor.told() == "Mock is linked now."


def test_known_identity_owes_the_second_factor(travel: Any, secret: str) -> None:
    visitor = travel()
    visitor.arrive()
    visitor.prove_phone()
    show(visitor, secret)
    again = travel()
    assert again.arrive().url == "/en/account/second-factor/"
    assert again.me() is None
    assert show(again, secret, steps=1).status_code == 302
    assert again.me() == PHONE


def test_wrong_second_factor_links_nothing(travel: Any, secret: str) -> None:
    visitor = travel()
    visitor.arrive()
    visitor.prove_phone()
    assert visitor.post("second-factor/", code="000000").status_code == 400
    assert (linked(), visitor.me()) == ([], None)


def test_identity_waits_through_every_stage(travel: Any, secret: str, monkeypatch: Any) -> None:
    """A later stage holds the person back once more; what waits for her stays."""
    passed: list[str] = []
    later = Stage("later", "account_profile", lambda *_: not passed)
    monkeypatch.setattr(stages, "STAGES", [*stages.STAGES, later])
    visitor = travel()
    visitor.arrive()
    visitor.prove_phone()
    assert show(visitor, secret).url == "/en/account/"
    assert (linked(), visitor.me()) == ([], None)
    passed.append("later")
    visitor.sign_in()
    show(visitor, secret, steps=1)
    assert (linked(), visitor.me()) == ([PHONE], PHONE)


def test_identity_is_not_linked_with_somebody_else(travel: Any, secret: str) -> None:
    visitor = travel()
    visitor.arrive()
    visitor.prove_phone()
    visitor.sign_in(OTHER)
    assert (linked(), visitor.me()) == ([], OTHER)
    visitor.post("logout/", page="")
    visitor.sign_in(PHONE)
    show(visitor, secret)
    assert (linked(), visitor.me()) == ([], PHONE)


def test_identity_does_not_wait_longer_than_the_sign_in(travel: Any, secret: str) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        visitor = travel()
        visitor.arrive("demo")
        visitor.prove_phone()
        clock.shift(timedelta(minutes=10, seconds=1))
        visitor.sign_in()
        show(visitor, secret)
        assert (linked(), visitor.me()) == ([], PHONE)


def test_refusal_after_the_second_factor_is_told(travel: Any, secret: str) -> None:
    visitor = travel()
    visitor.arrive()
    visitor.prove_phone()
    person = User.objects.get(phone_number=PHONE)
    SocialAccount.objects.create(user=person, provider="mock", uid="huda")
    show(visitor, secret)
    assert visitor.me() == PHONE
    assert visitor.told().startswith("Your account is linked with another account")
    assert list(SocialAccount.objects.values_list("uid", flat=True)) == ["huda"]
