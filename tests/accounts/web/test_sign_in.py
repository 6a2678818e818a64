"""The pages of signing in."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import OTPChallenge, User
from tests.accounts.callers import NOOR, PHONE, PLATFORM, REEM, wrong

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("host", [NOOR, PLATFORM])
def test_number_then_code_signs_in(visit: Any, host: str, language: str) -> None:
    visitor = visit(host, language)
    asked = visitor.ask_code()
    assert (asked.status_code, asked.url) == (302, f"/{language}/account/code/")
    entered = visitor.enter_code()
    assert (entered.status_code, entered.url) == (302, "/")
    assert visitor.is_signed_in()


def test_sign_in_goes_on_to_next(visit: Any) -> None:
    visitor = visit()
    page = visitor.get("/ar/account/login/", next="/manage/?p=2").content.decode()
    assert '<input type="hidden" name="next" value="/manage/?p=2">' in page
    assert visitor.sign_in(next="/manage/?p=2").url == "/manage/?p=2"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "http://reem.localhost/manage/",
        "http://noor.localhost/manage/",
        "javascript:alert(1)",
        "\t//evil.example",
        "/\t/evil.example",
        "evil",
        "",
    ],
)
def test_sign_in_never_leaves_the_host(visit: Any, target: str) -> None:
    visitor = visit()
    page = visitor.get("/ar/account/login/", next=target)
    assert page.context["next"] == ""
    assert visitor.sign_in(next=target).url == "/"


def test_login_url_leads_to_the_language_with_its_query(visit: Any) -> None:
    response = visit().get("/account/login/", next="/manage/")
    expected = "/ar/account/login/?next=%2Fmanage%2F"
    assert (response.status_code, response.url) == (302, expected)


@pytest.mark.parametrize(
    ("language", "typed", "status", "text"),
    [
        ("en", "123", 400, "Enter a valid mobile number"),
        ("en", "+14155552671", 422, "We do not send codes to such numbers."),
        ("en", "", 400, "This field is required."),
        ("ar", "", 400, "هذا الحقل مطلوب."),
    ],
)
def test_wrong_number_is_explained_at_its_field(
    visit: Any, language: str, typed: str, status: int, text: str
) -> None:
    response = visit(language=language).ask_code(typed)
    html = response.content.decode()
    assert response.status_code == status
    assert '<p class="field__error" id="id_phone_number_error" role="alert">' in html
    assert text in html
    assert 'aria-describedby="id_phone_number_helptext id_phone_number_error"' in html
    assert (OTPChallenge.objects.count(), User.objects.filter(phone_number=PHONE).count()) == (0, 0)


def test_wrong_code_is_explained_and_can_be_mended(visit: Any) -> None:
    visitor = visit(language="en")
    visitor.ask_code()
    guess = wrong(visitor.sandbox.latest_code(PHONE))
    response = visitor.enter_code(guess)
    html = response.content.decode()
    assert response.status_code == 400
    assert ("The code is wrong or has expired." in html, guess in html) == (True, False)
    assert not visitor.is_signed_in()
    assert visitor.enter_code().status_code == 302


def test_code_page_is_made_for_phones(visit: Any) -> None:
    visitor = visit()
    visitor.ask_code()
    html = visitor.get(visitor.path("code/")).content.decode()
    for part in (
        'autocomplete="one-time-code"',
        'inputmode="numeric"',
        'data-resend-after="30"',
        "+966 50 000 0777",
        'dir="rtl"',
    ):
        assert part in html
    assert "<style" not in html
    assert "style=" not in html


def test_code_page_without_a_number_asks_for_one(visit: Any) -> None:
    response = visit().get("/ar/account/code/")
    assert (response.status_code, response.url) == (302, "/ar/account/login/")


def test_code_of_one_salon_does_not_sign_in_at_another(visit: Any) -> None:
    here, there = visit(NOOR), visit(REEM)
    here.ask_code()
    stolen = here.sandbox.latest_code(PHONE)
    there.ask_code("+966500000778")
    assert there.enter_code(stolen).status_code == 400
    assert not there.is_signed_in()


def test_resend_after_the_pause(visit: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        visitor = visit(language="en")
        visitor.ask_code()
        clock.shift(timedelta(seconds=31))
        visitor.post("code/again/", page="code/")
        page = visitor.get(visitor.path("code/")).content.decode()
        assert "A new code is on its way." in page
        assert 'data-resend-after="60"' in page
        assert len(visitor.sandbox.inbox(PHONE)) == 2
        assert visitor.enter_code().status_code == 302


def test_resend_too_early_says_when(visit: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        visitor = visit(language="en")
        visitor.ask_code()
        response = visitor.post("code/again/", page="code/")
        page = visitor.get(response.url).content.decode()
    assert "Try again in 30 seconds." in page
    assert len(visitor.sandbox.inbox(PHONE)) == 1


def test_resend_of_an_expired_code_starts_over(visit: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        visitor = visit()
        visitor.ask_code()
        clock.shift(timedelta(minutes=6))
        visitor.post("code/again/", page="code/")
        assert visitor.enter_code().status_code == 302


def test_resend_without_a_number_asks_for_one(visit: Any) -> None:
    visitor = visit()
    response = visitor.post("code/again/", page="login/")
    assert (response.status_code, response.url) == (302, "/ar/account/login/")


def test_throttled_page_says_when_to_come_back(visit: Any) -> None:
    visitor = visit(language="en")
    for _ in range(3):
        visitor.ask_code()
    response = visitor.ask_code()
    html = response.content.decode()
    assert (response.status_code, "Retry-After" in response.headers) == (429, True)
    assert 'class="alert alert--error" role="alert"' in html
    assert "Try again in" in html


def test_provider_down_is_told(visit: Any) -> None:
    visitor = visit(language="en")
    visitor.sandbox.fail_next("authentica.send_otp", "500")
    response = visitor.ask_code()
    assert response.status_code == 503
    assert "We could not send the code right now." in response.content.decode()


def test_closed_account_is_told_after_the_code(visit: Any, make_person: Any) -> None:
    make_person(PHONE, is_active=False)
    visitor = visit(language="en")
    visitor.ask_code()
    response = visitor.enter_code()
    assert (response.status_code, visitor.is_signed_in()) == (403, False)
    assert "This account is closed." in response.content.decode()


@pytest.mark.parametrize("path", ["login/", "code/", "code/again/", "logout/"])
def test_forms_need_the_csrf_token(visit: Any, path: str) -> None:
    visitor = visit()
    visitor.ask_code()
    assert visitor.client.post(visitor.path(path), {"phone_number": PHONE}).status_code == 403


def test_signed_in_person_is_not_sent_in_circles(visit: Any) -> None:
    """A customer at the door of the administration comes back here again and again otherwise."""
    visitor = visit(PLATFORM, "en")
    visitor.sign_in()
    visitor.client.cookies["django_language"] = "en"
    door = visitor.get("/admin/")
    page = visitor.client.get(door.url, follow=True)
    assert page.status_code == 200
    assert "You are signed in with" in page.content.decode()


@pytest.mark.parametrize("target", ["/ar/", "https://evil.example/"])
def test_logout_ends_the_session(visit: Any, target: str) -> None:
    visitor = visit()
    visitor.sign_in()
    response = visitor.post("logout/", page="", next=target)
    assert (response.url, visitor.is_signed_in()) == ("/ar/" if target == "/ar/" else "/", False)


@pytest.mark.parametrize("path", ["logout/", "code/again/"])
def test_actions_need_post(visit: Any, path: str) -> None:
    visitor = visit()
    visitor.sign_in()
    assert visitor.get(visitor.path(path)).status_code == 405
    assert visitor.is_signed_in()


def test_pages_are_kept_by_no_cache(visit: Any) -> None:
    visitor = visit()
    assert "no-store" in visitor.get(visitor.path("login/")).headers["Cache-Control"]
