"""The page that asks whose account it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from tests.accounts.callers import PHONE, PLATFORM

pytestmark = pytest.mark.integration

PAGE = "number/"


@pytest.fixture
def asked(visit: Any, make_person: Callable[..., User]) -> Any:
    """Somebody who has proved a number whose account slept, on her way to a page."""
    make_person(PHONE, first_name="Noura", last_login=timezone.now() - timedelta(days=200))
    visitor = visit(PLATFORM, "en")
    assert visitor.sign_in(next="/en/account/phone/").url == f"/en/account/{PAGE}"
    return visitor


def test_page_tells_the_month(asked: Any) -> None:
    month = f"{timezone.localtime() - timedelta(days=200):%B %Y}"
    html = asked.get(asked.path(PAGE)).content.decode()
    assert f"was last used in {month}." in html
    assert "Noura" not in html


def test_name_leads_on(asked: Any) -> None:
    assert asked.post(PAGE, first_name=" noura").url == "/en/account/phone/"
    assert asked.is_signed_in()


@pytest.mark.parametrize("typed", ["", "Huda", "x" * 151])
def test_wrong_name_is_explained_at_its_field(asked: Any, typed: str) -> None:
    response = asked.post(PAGE, first_name=typed)
    assert response.status_code == 400
    assert 'id="id_first_name_error"' in response.content.decode()
    assert not asked.is_signed_in()


def test_starting_anew_is_asked_twice(asked: Any) -> None:
    before = User.objects.get(phone_number=PHONE)
    page = asked.get(asked.path("number/new/"))
    assert page.status_code == 200
    assert User.objects.get(phone_number=PHONE) == before
    assert asked.post("number/new/").url == "/en/account/phone/"
    assert asked.is_signed_in()
    assert User.objects.get(phone_number=PHONE) != before


@pytest.mark.parametrize("page", [PAGE, "number/new/"])
def test_page_without_a_code_leads_to_the_sign_in(visit: Any, page: str) -> None:
    assert visit(PLATFORM, "en").get(f"/en/account/{page}").url == "/en/account/login/"
