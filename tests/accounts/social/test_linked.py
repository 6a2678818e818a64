"""The page of linked accounts: link and unlink."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import AuthEventKind as Kind
from accounts.models import AuthEvent, Session, User
from notifications.models import DirectMessage
from tests.accounts.callers import PHONE

pytestmark = pytest.mark.integration
OTHER = "+966500000778"
PAGE = "/en/account/social/"


@pytest.fixture
def visitor(travel: Any) -> Any:
    """Somebody who has just signed in by a code."""
    visitor = travel()
    visitor.sign_in()
    return visitor


def links() -> list[tuple[str, str]]:
    return list(SocialAccount.objects.order_by("pk").values_list("user__phone_number", "uid"))


def unlink(visitor: Any, account_id: int) -> Any:
    return visitor.post(f"social/{account_id}/unlink/", page="social/")


def test_page_needs_a_person(travel: Any) -> None:
    response = travel().client.get(PAGE)
    assert (response.status_code, response.url) == (302, f"/account/login/?next={PAGE}")


def test_page_says_when_there_is_nothing_to_link(visitor: Any, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {}
    html = visitor.get(PAGE).content.decode()
    assert "There is nothing to link yet." in html
    assert "/link/" not in html


def test_signed_in_person_links_and_unlinks(visitor: Any) -> None:
    answer = visitor.arrive("demo", link=True)
    assert (answer.url, links()) == (PAGE, [(PHONE, "demo-noura")])
    html = visitor.get(PAGE).content.decode()
    assert ("Noura Al-Otaibi" in html, "Demo ID is linked now." in html) == (True, True)
    assert ("/to/mock/link/" in html, "/to/demo/link/" in html) == (True, False)
    assert unlink(visitor, SocialAccount.objects.get().pk).url == PAGE
    assert links() == []
    assert "Demo ID is no longer linked." in visitor.get(PAGE).content.decode()
    sent = DirectMessage.objects.order_by("pk").values_list("template", flat=True)
    assert list(sent) == ["account.identity_linked", "account.identity_unlinked"]
    kinds = AuthEvent.objects.filter(kind__startswith="identity").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        Kind.IDENTITY_LINKED,
        Kind.IDENTITY_UNLINKED,
    ]


def test_person_who_unlinked_still_signs_in_by_her_number(visitor: Any, travel: Any) -> None:
    visitor.arrive(link=True)
    unlink(visitor, SocialAccount.objects.get().pk)
    again = travel()
    assert again.arrive().url == "/en/account/social/phone/"
    again.sign_in()
    assert again.me() == PHONE


def test_unlinking_ends_the_other_sessions(visitor: Any, travel: Any) -> None:
    visitor.arrive(link=True)
    other = travel()
    other.arrive()
    assert other.me() == PHONE
    unlink(visitor, SocialAccount.objects.get().pk)
    assert (visitor.me(), other.me()) == (PHONE, None)
    assert Session.objects.filter(user__phone_number=PHONE).count() == 1


def test_linking_needs_a_fresh_proof(visitor: Any) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1)):
        answer = visitor.press("mock", link=True)
    assert answer.url == "/en/account/reauthenticate/?next=%2Fen%2Faccount%2Fsocial%2F"
    assert links() == []


def test_unlinking_needs_a_fresh_proof(visitor: Any) -> None:
    visitor.arrive(link=True)
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1)):
        answer = unlink(visitor, SocialAccount.objects.get().pk)
    assert answer.url == "/en/account/reauthenticate/?next=%2Fen%2Faccount%2Fsocial%2F"
    assert links() == [(PHONE, "noura")]


def test_linking_a_second_time_changes_nothing(visitor: Any) -> None:
    visitor.arrive(link=True)
    # From another window, where the button was still there.
    visitor.come_back(visitor.agree(_leave_to_link(visitor)))
    assert (links(), DirectMessage.objects.count()) == ([(PHONE, "noura")], 1)


def test_identity_of_somebody_else_moves_nowhere(visitor: Any, travel: Any) -> None:
    owner = travel()
    owner.arrive()
    owner.prove_phone(OTHER)
    assert visitor.arrive(link=True).url == PAGE
    assert links() == [(OTHER, "noura")]
    assert "This is linked with another account here already." in visitor.get(PAGE).content.decode()
    assert visitor.me() == PHONE
    refused = AuthEvent.objects.filter(kind=Kind.IDENTITY_LINKED).last()
    assert (refused.result, refused.rule) == ("refused", "identity_taken")


def test_second_identity_of_one_provider_is_refused(visitor: Any) -> None:
    visitor.arrive(link=True)
    visitor.come_back(visitor.agree(_leave_to_link(visitor), "huda"))
    assert links() == [(PHONE, "noura")]
    assert "another account of this provider" in visitor.get(PAGE).content.decode()


def test_return_to_another_persons_session_links_nothing(visitor: Any) -> None:
    address = visitor.agree(visitor.leave(link=True))
    visitor.sign_in(OTHER)
    visitor.come_back(address)
    assert (links(), visitor.me()) == ([], OTHER)


def test_identity_of_another_person_is_not_there(visitor: Any, travel: Any) -> None:
    owner = travel()
    owner.arrive()
    owner.prove_phone(OTHER)
    assert unlink(visitor, SocialAccount.objects.get().pk).status_code == 404
    assert links() == [(OTHER, "noura")]


def test_sign_in_page_shows_the_configured_providers(travel: Any, settings: Any) -> None:
    html = travel().client.get("/en/account/login/?next=/ar/").content.decode()
    assert ("Continue with Mock" in html, "Continue with Demo ID" in html) == (True, True)
    assert html.count('name="next" value="/ar/"') == 3
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Continue with" not in travel().client.get("/en/account/login/").content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_have_no_inline_style_or_script(travel: Any, language: str) -> None:
    visitor = travel(language)
    visitor.arrive()
    pages = ["login/", "social/phone/"]
    html = [visitor.get(visitor.path(page)).content.decode() for page in pages]
    html.append(visitor.press("demo").content.decode())
    assert not any("style=" in text or "<script>" in text or "onclick" in text for text in html)


def test_page_reads_identities_once(visitor: Any) -> None:
    for provider in ("mock", "demo"):
        visitor.arrive(provider, link=True)
        visitor.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            visitor.get(PAGE)
        tables = [query["sql"] for query in asked if "socialaccount" in query["sql"]]
        assert (len(tables), len(asked)) == (1, 6)


def test_notice_goes_to_the_person_in_her_language(visitor: Any) -> None:
    User.objects.filter(phone_number=PHONE).update(language="en")
    visitor.arrive("demo", link=True)
    message = DirectMessage.objects.get()
    assert (message.phone_number, message.language) == (PHONE, "en")
    assert "can be opened with Demo ID" in message.text


def _leave_to_link(visitor: Any) -> str:
    """Press the button on a page that was open before the identity was linked."""
    from tests.accounts.social.traveller import address_on

    token = visitor.client.cookies["csrftoken"].value
    path = visitor.path("social/to/mock/link/")
    return address_on(visitor.client.post(path, {"csrfmiddlewaretoken": token}))
