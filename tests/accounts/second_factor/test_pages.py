"""The pages of one's second factors, on the platform's host."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.allauth_bridge.mfa import Authenticator
from accounts.domain.second_factor.requirements import REQUIREMENTS
from accounts.enums import Proof
from accounts.models import AuthEvent, User
from notifications.models import DirectMessage
from tests.accounts.callers import NOOR, PLATFORM, wrong
from tests.second_factors import app_code, give_app, give_codes

pytestmark = pytest.mark.integration

PAGE = "/en/account/security/"


def begin(browser: Client) -> str:
    """Open the page of the app; return the key that it shows."""
    html = browser.get(f"{PAGE}app/").content.decode()
    shown = re.search(r'<code class="secret" dir="ltr">([A-Z2-7 ]+)</code>', html)
    assert shown is not None
    return shown[1].replace(" ", "")


def kinds() -> list[str]:
    return sorted(Authenticator.objects.values_list("type", flat=True))


@pytest.fixture
def browser(person: User, browse: Any) -> Client:
    """The person's browser, after a code alone."""
    return browse(person)


@pytest.fixture
def proved(person: User, secret: str, browse: Any) -> Client:
    """Her browser with a fresh second factor; she has an app."""
    return browse(person, PLATFORM, Proof.CODE, Proof.TOTP)


def test_app_is_set_up_by_its_first_code(browser: Client, person: User) -> None:
    key = begin(browser)
    answer = browser.post(f"{PAGE}app/", {"code": app_code(key)})
    assert (answer.status_code, answer.url) == (302, f"{PAGE}recovery/")
    assert kinds() == ["recovery_codes", "totp"]
    events = list(AuthEvent.objects.values_list("kind", "user_id").order_by("pk"))
    assert events == [("reauthenticated", person.pk), ("factor_added", person.pk)]
    assert "Authenticator app was added" in DirectMessage.objects.get().text


def test_app_page_shows_a_picture_and_the_same_key_again(browser: Client) -> None:
    assert begin(browser) == begin(browser)
    assert "data:image/svg+xml;base64," in browser.get(f"{PAGE}app/").content.decode()


def test_wrong_first_code_says_so_and_keeps_the_key(browser: Client) -> None:
    key = begin(browser)
    answer = browser.post(f"{PAGE}app/", {"code": wrong(app_code(key))})
    assert (answer.status_code, "The code is wrong" in answer.content.decode()) == (400, True)
    assert (kinds(), begin(browser)) == ([], key)


def test_first_code_is_used_up(browser: Client, person: User) -> None:
    key = begin(browser)
    browser.post(f"{PAGE}app/", {"code": app_code(key)})
    answer = browser.post("/en/account/confirm/", {"code": app_code(key)})
    assert answer.status_code == 400


def test_key_waits_in_the_session_encrypted(browser: Client) -> None:
    key = begin(browser)
    assert key not in str(dict(browser.session))


def test_new_app_takes_the_place_of_the_old_one(proved: Client, secret: str) -> None:
    proved.post(f"{PAGE}app/", {"code": app_code(begin(proved))})
    assert kinds() == ["recovery_codes", "totp"]
    assert proved.post("/en/account/confirm/", {"code": app_code(secret)}).status_code == 400


def test_recovery_codes_are_shown_once(browser: Client) -> None:
    browser.post(f"{PAGE}app/", {"code": app_code(begin(browser))})
    page = browser.get(f"{PAGE}recovery/").content.decode()
    assert len(re.findall(r"<code>\d{4} \d{4} \d{4}</code>", page)) == 10
    again = browser.get(f"{PAGE}recovery/").content.decode()
    assert (re.findall(r"<code>", again), "10 codes are left." in again) == ([], True)


def test_new_recovery_codes_void_the_old_ones(proved: Client, person: User) -> None:
    old = give_codes(person)[0]
    answer = proved.post(f"{PAGE}recovery/")
    assert (answer.status_code, answer.url) == (302, f"{PAGE}recovery/")
    assert len(re.findall(r"<code>", proved.get(f"{PAGE}recovery/").content.decode())) == 10
    assert proved.post("/en/account/confirm/", {"code": old}).status_code == 400


def test_overview_lists_what_there_is(proved: Client, person: User) -> None:
    give_codes(person)
    page = proved.get(PAGE).content.decode()
    assert ("Authenticator app" in page, "10 left" in page) == (True, True)


@pytest.mark.parametrize("path", ["app/", "recovery/", "passkeys/new/"])
def test_pages_ask_for_the_strongest_proof(
    person: User, browse: Any, secret: str, path: str
) -> None:
    answer = browse(person).get(PAGE + path)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/en/account/confirm/")


@pytest.mark.parametrize("path", ["app/", "recovery/", "passkeys/new/"])
def test_pages_ask_who_has_nothing_for_a_code(person: User, browse: Any, path: str) -> None:
    answer = browse(person, PLATFORM, Proof.TICKET).get(PAGE + path)
    assert answer.url.partition("?")[0] == "/en/account/reauthenticate/"


@pytest.mark.parametrize("path", ["", "app/", "recovery/", "passkeys/new/", "1/name/", "1/remove/"])
def test_pages_are_of_signed_in_people_on_the_platform(browse: Any, db: Any, path: str) -> None:
    answer = browse(None).get(PAGE + path)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/account/login/")
    assert browse(None, NOOR).get(PAGE + path).status_code == 404


def test_removing_the_last_takes_the_codes_along(proved: Client, person: User) -> None:
    give_codes(person)
    factor = Authenticator.objects.get(type="totp")
    assert proved.get(f"{PAGE}{factor.pk}/remove/").status_code == 200
    assert proved.post(f"{PAGE}{factor.pk}/remove/").url == PAGE
    assert kinds() == []
    assert "was removed" in DirectMessage.objects.get().text


def test_people_who_must_have_one_keep_the_last(proved: Client, person: User) -> None:
    REQUIREMENTS.append(lambda user: user.pk == person.pk)
    factor = Authenticator.objects.get(type="totp")
    try:
        answer = proved.post(f"{PAGE}{factor.pk}/remove/")
    finally:
        REQUIREMENTS.pop()
    assert (answer.status_code, "Add another one" in answer.content.decode()) == (409, True)
    assert kinds() == ["totp"]


def test_owner_of_a_salon_keeps_the_last(noor: Any, browse: Any) -> None:
    owner = User.objects.get(phone_number="+966500000001")
    give_app(owner)
    factor = Authenticator.objects.get(type="totp")
    browser = browse(owner, PLATFORM, Proof.CODE, Proof.TOTP)
    assert browser.post(f"{PAGE}{factor.pk}/remove/").status_code == 409
    assert kinds() == ["totp"]


def test_factor_of_somebody_else_is_not_there(proved: Client, make_person: Any) -> None:
    give_app(other := make_person("+966500000778"))
    factor = Authenticator.objects.get(user=other)
    for verb in ("name", "remove"):
        assert proved.post(f"{PAGE}{factor.pk}/{verb}/", {"name": "Mine"}).status_code == 404
    assert kinds() == ["totp", "totp"]


def test_passkey_is_renamed(proved: Client, person: User, make_passkey: Any) -> None:
    make_passkey(person)
    passkey = Authenticator.objects.get(type="webauthn")
    assert proved.post(f"{PAGE}{passkey.pk}/name/", {"name": ""}).status_code == 400
    assert proved.post(f"{PAGE}{passkey.pk}/name/", {"name": " مفتاح <b>"}).url == PAGE
    assert "مفتاح &lt;b&gt;" in proved.get(PAGE).content.decode()


def test_app_has_no_name_to_change(proved: Client) -> None:
    factor = Authenticator.objects.get(type="totp")
    assert proved.get(f"{PAGE}{factor.pk}/name/").status_code == 404


def test_database_refuses_a_factor_of_an_unproved_number(db: Any) -> None:
    shell = User.objects.create_user("+966500000779")
    with pytest.raises(IntegrityError, match="proved her number"), transaction.atomic():
        Authenticator.objects.create(user=shell, type="totp", data={})
    assert kinds() == []


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", ["", "app/", "recovery/", "passkeys/new/"])
def test_pages_answer_in_both_languages(proved: Client, language: str, path: str) -> None:
    assert proved.get(f"/{language}/account/security/{path}").status_code == 200


def test_overview_asks_the_same_for_one_and_three(
    proved: Client, person: User, make_passkey: Any, django_assert_num_queries: Any
) -> None:
    give_codes(person)
    with django_assert_num_queries(8):
        proved.get(PAGE)
    make_passkey(person)
    make_passkey(person)
    with django_assert_num_queries(8):
        proved.get(PAGE)
