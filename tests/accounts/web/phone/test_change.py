"""The pages on which a person takes another number."""

from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.models import OTPChallenge, User
from tests.accounts.callers import PHONE, wrong
from tests.accounts.phone_people import NEW

pytestmark = pytest.mark.integration

PAGE = "phone/change/"
CODE = "phone/change/code/"


def ask(visitor: Any, phone_number: str = NEW) -> Any:
    return visitor.post(PAGE, phone_number=phone_number)


def enter(visitor: Any, code: str = "") -> Any:
    return visitor.post(CODE, code=code or visitor.sandbox.latest_code(NEW))


def has_number(phone_number: str) -> bool:
    return User.objects.filter(phone_number=phone_number, is_active=True).exists()


@pytest.mark.parametrize("page", ["phone/", PAGE, CODE, "phone/change/again/"])
def test_pages_need_a_person(visit: Any, page: str) -> None:
    response = visit().client.get(f"/ar/account/{page}")
    assert response.url == f"/account/login/?next=/ar/account/{page}"


def test_number_is_shown_with_its_state(signed_in: Any) -> None:
    html = signed_in.get("/en/account/phone/").content.decode()
    assert "+966 50 000 0777" in html
    assert "Verified" in html
    assert 'aria-current="page"' in html


def test_new_number_then_its_code(signed_in: Any) -> None:
    asked = ask(signed_in)
    assert (asked.status_code, asked.url) == (302, f"/en/account/{CODE}")
    entered = enter(signed_in)
    assert (entered.status_code, entered.url) == (302, "/en/account/phone/")
    html = signed_in.get("/en/account/phone/").content.decode()
    assert "Your mobile number was changed." in html
    assert "+966 50 000 0888" in html


def test_wrong_code_is_explained_and_changes_nothing(signed_in: Any) -> None:
    ask(signed_in)
    response = enter(signed_in, wrong(signed_in.sandbox.latest_code(NEW)))
    assert response.status_code == 400
    assert "The code is wrong or has expired." in response.content.decode()
    assert has_number(PHONE)


def test_taken_number_is_told_after_the_code(signed_in: Any, make_person: Any) -> None:
    make_person(NEW)
    assert ask(signed_in).status_code == 302
    response = enter(signed_in)
    assert response.status_code == 409
    assert "Another account has this number." in response.content.decode()
    assert has_number(PHONE)


@pytest.mark.parametrize(
    ("typed", "status"), [("", 400), ("12", 400), ("+14155552671", 422), (PHONE, 409)]
)
def test_number_that_cannot_be_is_explained_at_its_field(
    signed_in: Any, typed: str, status: int
) -> None:
    sent = OTPChallenge.objects.count()
    response = ask(signed_in, typed)
    assert response.status_code == status
    assert 'id="id_phone_number_error"' in response.content.decode()
    assert OTPChallenge.objects.count() == sent


def test_old_proof_leads_to_the_confirmation_and_back(signed_in: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        clock.shift(301)
        response = signed_in.get(signed_in.path(PAGE))
    assert response.url == "/en/account/reauthenticate/?next=%2Fen%2Faccount%2Fphone%2Fchange%2F"


def test_proof_that_grew_old_leads_back_to_the_living_code(signed_in: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        clock.shift(200)
        ask(signed_in)
        clock.shift(101)
        response = enter(signed_in)
        assert response.url.endswith("?next=%2Fen%2Faccount%2Fphone%2Fchange%2Fcode%2F")
        signed_in.post("reauthenticate/", next=signed_in.path(CODE))
        code = signed_in.sandbox.latest_code(PHONE)
        assert signed_in.post("reauthenticate/code/", code=code).url == signed_in.path(CODE)
        assert enter(signed_in).url == "/en/account/phone/"


def test_second_factor_is_asked_for_where_there_is_one(signed_in: Any) -> None:
    user = User.objects.get(phone_number=PHONE)
    Authenticator.objects.create(user=user, type="totp", data={})
    response = signed_in.get(signed_in.path(PAGE))
    assert response.url.endswith("&factor=1")
    page = signed_in.get(response.url).content.decode()
    assert "Your account has a second proof." in page
    assert "Send me a code" not in page


def test_code_is_sent_to_the_new_number_again(signed_in: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(signed_in)
        clock.shift(31)
        assert signed_in.post("phone/change/again/", page=CODE).url == f"/en/account/{CODE}"
        assert enter(signed_in).status_code == 302
