"""The page behind the link in the message to an old number."""

import re
from typing import Any

import pytest

from accounts.models import User
from notifications.models import DirectMessage
from tests.accounts.callers import PHONE, PLATFORM
from tests.accounts.phone_people import NEW, change, signed_in_caller

pytestmark = pytest.mark.integration


@pytest.fixture
def link(db: Any, sandbox: Any) -> str:
    """The path that the old number was sent."""
    change(signed_in_caller("app", sandbox))
    text = DirectMessage.objects.get().text
    return re.search(r"localhost(?::\d+)?(/\S+)", text).group(1)  # type: ignore[union-attr]


def press(visitor: Any, link: str) -> Any:
    page = visitor.get(link).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return visitor.client.post(link, {"csrfmiddlewaretoken": token.group(1) if token else ""})


def number() -> str:
    return User.objects.filter(phone_number__in=[PHONE, NEW]).get().phone_number


def test_link_only_asks(visit: Any, link: str) -> None:
    response = visit(PLATFORM).get(link)
    html = response.content.decode()
    assert response.status_code == 200
    assert "+966••••••777" in html
    assert NEW[-6:] not in html
    assert response["Referrer-Policy"] == "same-origin"
    assert number() == NEW


def test_button_takes_the_number_back(visit: Any, link: str) -> None:
    visitor = visit(PLATFORM)
    response = press(visitor, link)
    assert (response.status_code, response.url) == (302, "/ar/account/login/")
    assert number() == PHONE


def test_button_without_a_token_does_nothing(visit: Any, link: str) -> None:
    assert visit(PLATFORM).client.post(link).status_code == 403
    assert number() == NEW


def test_used_link_says_so(visit: Any, link: str) -> None:
    visitor = visit(PLATFORM)
    press(visitor, link)
    response = visitor.get(link.replace("/ar/", "/en/"))
    assert response.status_code == 410
    assert "This link is no longer valid." in response.content.decode()


def test_link_is_of_the_platforms_host_alone(visit: Any, link: str) -> None:
    assert visit().get(link).status_code == 404
