"""Doors that ask for a fresh second factor."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from accounts.domain.sign_in.assurance import has_second_factor
from accounts.enums import Proof
from accounts.models import User
from tests.accounts.callers import NOOR, PLATFORM, app_caller, wrong
from tests.accounts.second_factor.test_pages import begin
from tests.accounts.web.visitor import Visit
from tests.second_factors import app_code, give_app

pytestmark = pytest.mark.integration

ADMIN = "/admin/"


@pytest.fixture
def boss(db: Any) -> User:
    return User.objects.create_superuser("+966500000019", language="en")


@pytest.fixture
def app_of_boss(boss: User) -> str:
    return give_app(boss)


def way(answer: Any) -> tuple[int, str, str]:
    """Return status, page and the page to come back to."""
    parts = urlsplit(answer.url)
    return answer.status_code, parts.path, parse_qs(parts.query)["next"][0]


def test_admin_with_a_second_factor_enters(boss: User, browse: Any) -> None:
    assert browse(boss, PLATFORM, Proof.CODE, Proof.TOTP).get(ADMIN).status_code == 200
    assert browse(boss, PLATFORM, Proof.PASSKEY).get(ADMIN).status_code == 200


def test_admin_without_one_is_led_to_add_one(boss: User, browse: Any) -> None:
    answer = browse(boss).get(f"{ADMIN}accounts/user/?q=1")
    assert way(answer) == (302, "/en/account/security/", f"{ADMIN}accounts/user/?q=1")


def test_admin_who_has_one_is_led_to_show_it(boss: User, browse: Any, app_of_boss: str) -> None:
    assert way(browse(boss).get(ADMIN)) == (302, "/en/account/confirm/", ADMIN)


def test_second_factor_of_an_admin_is_good_for_twelve_hours(
    boss: User, browse: Any, app_of_boss: str, time_machine: Any, settings: Any
) -> None:
    day = timedelta(days=1)
    settings.SESSION_LIFETIMES = {"admin_idle": day, "admin_absolute": day}
    browser, start = browse(boss, PLATFORM, Proof.CODE, Proof.TOTP), timezone.now()
    time_machine.move_to(start + timedelta(hours=11, minutes=59))
    assert browser.get(ADMIN).status_code == 200
    time_machine.move_to(start + timedelta(hours=12))
    assert way(browser.get(ADMIN)) == (302, "/en/account/confirm/", ADMIN)


def test_whole_way_of_a_new_admin(boss: User, sandbox: Any) -> None:
    """createsuperuser, a code, forced to set up an app, then in; and later by the app."""
    visitor = Visit(PLATFORM, "en", sandbox)
    visitor.client.cookies["django_language"] = "en"
    assert visitor.sign_in(boss.phone_number, next=ADMIN).url == ADMIN
    needed = visitor.client.get(ADMIN, follow=True)
    assert needed.redirect_chain[-1][0] == "/en/account/security/?next=%2Fadmin%2F"
    key = begin(visitor.client)
    visitor.post("security/app/", code=app_code(key))
    assert 'href="/admin/"' in visitor.get("/en/account/security/").content.decode()
    assert visitor.client.get(ADMIN).status_code == 200
    later = Visit(PLATFORM, "en", sandbox)
    later.sign_in(boss.phone_number, next=ADMIN)
    assert later.client.get(ADMIN).url.startswith("/account/login/")
    assert later.post("second-factor/", code=app_code(key, steps=1)).url == ADMIN
    assert later.client.get(ADMIN).status_code == 200


def test_confirming_opens_the_door_and_leads_back(
    boss: User, browse: Any, app_of_boss: str
) -> None:
    browser = browse(boss)
    before = browser.cookies["sessionid"].value
    answer = browser.post("/en/account/confirm/", {"code": app_code(app_of_boss), "next": ADMIN})
    assert (answer.status_code, answer.url) == (302, ADMIN)
    assert browser.cookies["sessionid"].value != before
    assert browser.get(ADMIN).status_code == 200


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil", ""])
def test_confirming_stays_here(boss: User, browse: Any, app_of_boss: str, target: str) -> None:
    answer = browse(boss).post(
        "/en/account/confirm/", {"code": app_code(app_of_boss), "next": target}
    )
    assert answer.url == "/"


def test_wrong_code_keeps_the_door_shut(boss: User, browse: Any, app_of_boss: str) -> None:
    browser = browse(boss)
    answer = browser.post("/en/account/confirm/", {"code": wrong(app_code(app_of_boss))})
    assert answer.status_code == 400
    assert browser.get(ADMIN).status_code == 302


def test_form_sent_in_vain_comes_back_to_its_page(
    boss: User, browse: Any, app_of_boss: str
) -> None:
    form = f"{ADMIN}accounts/user/add/"
    people = User.objects.count()
    answer = browse(boss).post(
        form, {"phone_number": "0500000333"}, HTTP_REFERER=f"http://{PLATFORM}{form}"
    )
    assert (way(answer), User.objects.count()) == ((302, "/en/account/confirm/", form), people)


def test_foreign_referrer_is_no_way_back(boss: User, browse: Any, app_of_boss: str) -> None:
    answer = browse(boss).post(ADMIN, HTTP_REFERER="https://evil.example/admin/")
    assert way(answer) == (302, "/en/account/confirm/", "/")


def test_salon_leads_to_the_platform_and_names_itself(person: User, browse: Any) -> None:
    answer = browse(person, NOOR).get("/en/account/confirm/", {"next": "/manage/"})
    query = parse_qs(urlsplit(answer.url).query)
    assert answer.url.startswith("http://localhost:8000/en/account/security/back/?")
    assert query == {"next": ["/manage/"], "from": [NOOR]}


BACK = "/en/account/security/back/"


@pytest.mark.parametrize(
    ("host", "leads"),
    [
        ("noor.localhost:8000", "http://noor.localhost:8000/en/account/start/?next=%2Fmanage%2F"),
        ("evil.example:8000", "/en/account/security/"),
        ("localhost", "/en/account/security/"),
        ("", "/en/account/security/"),
    ],
)
def test_platform_hands_back_to_salons_of_ours(
    person: User, secret: str, browse: Any, host: str, leads: str
) -> None:
    browser = browse(person, PLATFORM, Proof.CODE, Proof.TOTP)
    assert browser.get(BACK, {"next": "/manage/", "from": host}).url == leads


def test_platform_hands_back_with_a_fresh_factor_only(
    person: User, browse: Any, time_machine: Any
) -> None:
    page = f"{BACK}?next=%2Fmanage%2F&from=noor.localhost%3A8000"
    assert way(browse(person).get(page)) == (302, "/en/account/security/", page)
    give_app(person)
    assert way(browse(person).get(page)) == (302, "/en/account/confirm/", page)


def test_second_factor_crosses_to_the_salon(person: User, browse: Any) -> None:
    """Asked at the salon, shown on the platform, known at the salon with its moment."""
    salon, home = (browse(person, host) for host in (f"{NOOR}:8000", f"{PLATFORM}:8000"))
    asked = salon.get("/en/account/confirm/", {"next": "/en/account/"})
    key = begin(home)
    home.post("/en/account/security/app/", {"code": app_code(key)})
    start = urlsplit(home.get(asked.url).url)
    question = home.get(salon.get(f"{start.path}?{start.query}").url)
    wish = {
        name: getattr(question.context["wish"], name)
        for name in ("host", "challenge", "state", "next")
    }
    sent_over = home.post("/en/account/authorize/", wish)
    assert salon.get(sent_over.url).url == "/en/account/"
    assert has_second_factor(salon.session, within=timedelta(minutes=1))


def test_api_confirms_and_names_the_new_secret(sandbox: Any, person: User, secret: str) -> None:
    app = app_caller(NOOR, sandbox)
    held = app.sign_in(person.phone_number).json()["session_token"]
    done = app.call("POST", "second-factor/", {"code": app_code(secret)}, HTTP_X_SESSION_TOKEN=held)
    token = {"HTTP_X_SESSION_TOKEN": done.json()["session_token"]}
    refused = app.call("POST", "second-factor/confirm/", {"code": "1"}, **token)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_code")
    code = app_code(secret, steps=1)
    confirmed = app.call("POST", "second-factor/confirm/", {"code": code}, **token)
    renewed = {"HTTP_X_SESSION_TOKEN": confirmed.json()["session_token"]}
    assert renewed != token
    assert app.call("GET", "me/", **token).status_code == 401
    listed = app.call("GET", "factors/", **renewed).json()
    assert [each["kind"] for each in listed["factors"]] == ["totp"]
    removed = app.call("DELETE", f"factors/{listed['factors'][0]['id']}/", **renewed)
    assert removed.status_code == 204
    assert app.call("GET", "factors/", **renewed).json() == {
        "factors": [],
        "recovery_codes_left": 0,
    }


def test_api_removes_nothing_without_a_fresh_factor(person: User, secret: str, browse: Any) -> None:
    browser: Client = browse(person)
    factor = browser.get("/api/auth/factors/").json()["factors"][0]["id"]
    answer = browser.delete(f"/api/auth/factors/{factor}/")
    body = answer.json()
    assert (answer.status_code, body["code"], body["enrolled"]) == (
        401,
        "second_factor_required",
        True,
    )
    assert len(browser.get("/api/auth/factors/").json()["factors"]) == 1
