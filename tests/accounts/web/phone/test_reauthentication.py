"""The page "Confirm it's you" and its guard."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from accounts.domain.sign_in.assurance import REAUTHENTICATION, note_proof
from accounts.enums import Proof
from accounts.models import AuthEvent, OTPChallenge
from accounts.sessions import SessionStore
from accounts.web.phone.reauthentication import needs_reauthentication, reauthentication_required
from tests.accounts.callers import PHONE, wrong

pytestmark = pytest.mark.integration

PAGE = "reauthenticate/"


@pytest.fixture
def signed_in(visit: Any) -> Any:
    visitor = visit(language="en")
    visitor.sign_in()
    return visitor


def ask(visitor: Any, **fields: str) -> Any:
    return visitor.post(PAGE, **fields)


def enter(visitor: Any, code: str = "") -> Any:
    return visitor.post(f"{PAGE}code/", code=code or visitor.sandbox.latest_code(PHONE))


@pytest.fixture
def request_of() -> Any:
    def make(proof_age: timedelta | None, method: str = "get", path: str = "/x/?y=1") -> Any:
        request = getattr(RequestFactory(), method)(path)
        request.session = SessionStore()
        if proof_age is not None:
            note_proof(request.session, Proof.CODE, at=timezone.now() - proof_age)
        return request

    return make


@pytest.mark.parametrize("page", ["", "code/", "again/"])
def test_reauthentication_needs_a_person(visit: Any, page: str) -> None:
    response = visit().client.get(f"/ar/account/{PAGE}{page}")
    assert (response.status_code, response.url.split("?")[0]) == (302, "/account/login/")


def test_opening_the_page_sends_nothing(signed_in: Any) -> None:
    before = OTPChallenge.objects.count()
    assert signed_in.get(signed_in.path(PAGE)).status_code == 200
    assert OTPChallenge.objects.count() == before


def test_code_confirms_the_person_under_a_new_secret(signed_in: Any) -> None:
    secret = signed_in.client.cookies["sessionid"].value
    asked = ask(signed_in, next="/en/account/")
    assert (asked.status_code, asked.url) == (302, f"/en/account/{PAGE}code/")
    entered = enter(signed_in)
    assert (entered.status_code, entered.url) == (302, "/en/account/")
    assert signed_in.client.cookies["sessionid"].value != secret
    assert signed_in.is_signed_in()
    assert AuthEvent.objects.filter(kind="reauthenticated", result="ok").count() == 1


def test_wrong_code_confirms_nothing(signed_in: Any) -> None:
    ask(signed_in)
    response = enter(signed_in, wrong(signed_in.sandbox.latest_code(PHONE)))
    assert response.status_code == 400
    assert "The code is wrong or has expired." in response.content.decode()
    assert not AuthEvent.objects.filter(kind="reauthenticated").exists()


def test_code_of_signing_in_confirms_nothing(signed_in: Any, visit: Any) -> None:
    ask(signed_in)
    visit().ask_code()
    assert enter(signed_in).status_code == 400


def test_confirmation_never_leaves_the_host(signed_in: Any) -> None:
    ask(signed_in, next="//evil.example/")
    assert enter(signed_in).url == "/"


def test_code_is_sent_again_after_the_pause(signed_in: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(signed_in)
        first = signed_in.sandbox.latest_code(PHONE)
        clock.shift(31)
        signed_in.post(f"{PAGE}again/", page=f"{PAGE}code/")
        assert enter(signed_in, first).status_code == 400
        assert enter(signed_in).status_code == 302


def test_code_page_without_a_code_asks_for_one(signed_in: Any) -> None:
    response = signed_in.get(signed_in.path(f"{PAGE}code/"))
    assert (response.status_code, response.url) == (302, f"/en/account/{PAGE}")


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (None, True),
        (timedelta(0), False),
        (REAUTHENTICATION - timedelta(seconds=5), False),
        (REAUTHENTICATION, True),
    ],
)
def test_only_a_fresh_proof_is_enough(request_of: Any, age: Any, expected: bool) -> None:
    assert needs_reauthentication(request_of(age)) is expected


@pytest.mark.parametrize(
    ("method", "back", "target"),
    [
        ("get", "", "%2Fx%2F%3Fy%3D1"),
        ("post", "", "%2Fx%2F%3Fy%3D1"),
        ("post", "account_profile", "%2Far%2Faccount%2F"),
    ],
)
def test_guard_sends_to_the_page_and_back(
    request_of: Any, method: str, back: str, target: str
) -> None:
    guarded = reauthentication_required(back=back)(lambda request: HttpResponse("in"))
    with translation.override("ar"):
        response = guarded(request_of(REAUTHENTICATION, method))
    assert response.url == f"/ar/account/{PAGE}?next={target}"


def test_guard_lets_in_after_a_proof(request_of: Any) -> None:
    guarded = reauthentication_required(within=timedelta(hours=1))(lambda _: HttpResponse("in"))
    assert guarded(request_of(timedelta(minutes=59))).content == b"in"
