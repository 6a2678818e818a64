"""News of one's own account by SMS."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.domain.notices import TEXTS, notify_person
from accounts.enums import AuthEventKind
from accounts.models import User
from notifications.domain.direct import send_direct
from notifications.models import DirectMessage
from tests.accounts.callers import PHONE

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("what", TEXTS)
def test_news_is_queued_without_the_number(
    make_person: Callable[..., User], what: AuthEventKind, language: str
) -> None:
    notify_person(make_person(PHONE, language=language), what, name="Google", link="http://x/")
    message = DirectMessage.objects.get()
    assert (message.phone_number, message.language, message.template) == (
        PHONE,
        language,
        f"account.{what}",
    )
    assert PHONE[-4:] not in message.text
    assert "%" not in message.text


def test_news_goes_to_another_number_where_one_is_named(make_person: Any) -> None:
    notify_person(make_person(PHONE), AuthEventKind.PHONE_CHANGED, phone_number="+966500000778")
    assert DirectMessage.objects.get().phone_number == "+966500000778"


def test_news_with_a_key_is_told_once(make_person: Any) -> None:
    user = make_person(PHONE)
    for _again in range(2):
        notify_person(user, AuthEventKind.FACTOR_ADDED, name="x", key="7")
    assert DirectMessage.objects.count() == 1


def test_news_reaches_the_phone(make_person: Any, sandbox: Any) -> None:
    notify_person(make_person(PHONE, language="en"), AuthEventKind.SESSION_ENDED)
    send_direct(DirectMessage.objects.get().pk)
    texts = [message.text for message in sandbox.inbox(PHONE)]
    assert texts == ["Salon: you were signed out on all devices."]
