"""The pages on which a person proves the number that she has."""

from typing import Any

import pytest

from accounts.models import OTPChallenge, User
from tests.accounts.callers import PHONE, wrong

pytestmark = pytest.mark.integration

PAGE = "phone/verify/"


def enter(visitor: Any, code: str = "") -> Any:
    return visitor.post(f"{PAGE}code/", code=code or visitor.sandbox.latest_code(PHONE))


def is_verified() -> bool:
    return User.objects.get(phone_number=PHONE).is_phone_verified


def test_opening_the_page_sends_nothing(unverified: Any) -> None:
    page = unverified.get(unverified.path(PAGE)).content.decode()
    assert "+966 50 000 0777" in page
    assert not OTPChallenge.objects.exists()


def test_code_proves_the_number_and_goes_on(unverified: Any) -> None:
    assert unverified.post(PAGE, next="/en/my/").url == f"/en/account/{PAGE}code/"
    assert enter(unverified).url == "/en/my/"
    assert is_verified()


def test_without_next_it_ends_at_the_number(unverified: Any) -> None:
    unverified.post(PAGE)
    assert enter(unverified).url == "/en/account/phone/"


def test_next_never_leaves_the_host(unverified: Any) -> None:
    unverified.post(PAGE, next="//evil.example/")
    assert enter(unverified).url == "/en/account/phone/"


def test_wrong_code_proves_nothing(unverified: Any) -> None:
    unverified.post(PAGE)
    assert enter(unverified, wrong(unverified.sandbox.latest_code(PHONE))).status_code == 400
    assert not is_verified()


def test_whoever_is_verified_is_sent_on(signed_in: Any) -> None:
    sent = OTPChallenge.objects.count()
    response = signed_in.client.get(signed_in.path(PAGE), {"next": "/en/my/"})
    assert (response.status_code, response.url) == (302, "/en/my/")
    assert OTPChallenge.objects.count() == sent
