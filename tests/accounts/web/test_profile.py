"""The page of one's own data."""

from typing import Any

import pytest

from accounts.models import User
from tests.accounts.callers import PHONE

pytestmark = pytest.mark.integration


def stored() -> tuple[str, str, str]:
    user = User.objects.get(phone_number=PHONE)
    return user.first_name, user.last_name, user.language


def test_profile_needs_a_person(visit: Any) -> None:
    response = visit().get("/ar/account/")
    assert (response.status_code, response.url) == (302, "/account/login/?next=/ar/account/")


def test_profile_shows_who_is_signed_in(visit: Any) -> None:
    visitor = visit(language="en")
    visitor.sign_in()
    assert "+966 50 000 0777" in visitor.get("/en/account/").content.decode()


def test_profile_saves_name_and_language(visit: Any) -> None:
    visitor = visit(language="en")
    visitor.sign_in()
    response = visitor.post("", first_name="نورة", last_name="العتيبي", language="ar")
    assert (response.status_code, response.url) == (302, "/ar/account/")
    assert response.cookies["django_language"].value == "ar"
    assert stored() == ("نورة", "العتيبي", "ar")


def test_profile_refuses_an_unknown_language(visit: Any) -> None:
    visitor = visit(language="en")
    visitor.sign_in()
    response = visitor.post("", first_name="X", last_name="", language="fr")
    assert response.status_code == 400
    assert 'id="id_language_error"' in response.content.decode()
    assert stored() == ("", "", "en")
