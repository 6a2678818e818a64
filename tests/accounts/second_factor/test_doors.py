"""Every address with a sign-in, a password or a sign-out of Django's and Wagtail's own."""

import re
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from accounts.enums import Proof
from accounts.models import User
from tests.accounts.callers import NOOR, PLATFORM
from tests.second_factors import give_app

pytestmark = pytest.mark.integration

WORDS = re.compile(r"login|logout|password|sudo|authenticat|2fa|mfa")


def doors(urlconf: str, below: str) -> list[str]:
    """Return the addresses of a host below a prefix that are about signing in or out."""
    found: set[str] = set()

    def walk(patterns: Any, prefix: str) -> None:
        for each in patterns:
            path = prefix + str(each.pattern).replace("^", "").replace("$", "")
            if isinstance(each, URLPattern):
                found.add(re.sub(r"<[^>]*>|\(\?P.*?\)|\\Z", "1", path))
            else:
                walk(each.url_patterns, path)

    walk(get_resolver(urlconf).url_patterns, "/")
    return sorted(path for path in found if path.startswith(below) and WORDS.search(path))


@pytest.fixture
def boss(db: Any) -> User:
    boss = User.objects.create_superuser("+966500000019", language="en")
    give_app(boss)
    return boss


def test_administration_has_these_doors() -> None:
    assert doors("config.urls.platform", "/admin/") == [
        "/admin/login/",
        "/admin/logout/",
        "/admin/password_change/",
        "/admin/password_change/done/",
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_administration_lets_nobody_by_without_a_second_factor(
    boss: User, browse: Any, method: str
) -> None:
    for path in [*doors("config.urls.platform", "/admin/"), "/admin/jsi18n/", "/admin/x/"]:
        for user, page in ((None, "/account/login/"), (boss, "/en/account/confirm/")):
            answer = getattr(browse(user), method)(path)
            assert (answer.status_code, answer.url.partition("?")[0]) == (302, page), path


@pytest.mark.parametrize("method", ["get", "post"])
def test_administration_knows_no_passwords(boss: User, browse: Any, method: str) -> None:
    browser = browse(boss, PLATFORM, Proof.CODE, Proof.TOTP)
    answers = {
        path: getattr(browser, method)(path)
        for path in (
            "/admin/password_change/",
            "/admin/password_change/done/",
            f"/admin/accounts/user/{boss.pk}/password/",
            "/admin/login/",
        )
    }
    assert not [path for path, answer in answers.items() if answer.status_code == 200]
    boss.refresh_from_db()
    assert not boss.has_usable_password()


@pytest.mark.parametrize(
    "app", ["mfa/authenticator", "account/emailaddress", "socialaccount/socialaccount"]
)
def test_proofs_are_not_typed_into_the_administration(boss: User, browse: Any, app: str) -> None:
    browser = browse(boss, PLATFORM, Proof.CODE, Proof.TOTP)
    assert browser.get(f"/admin/{app}/").status_code == 404


def test_sign_out_of_the_administration_ends_the_session(boss: User, browse: Any) -> None:
    browser = browse(boss, PLATFORM, Proof.CODE, Proof.TOTP)
    browser.post("/admin/logout/")
    assert browser.get("/api/auth/me/").status_code == 401


def test_back_office_has_these_doors() -> None:
    assert doors("config.urls.salon", "/manage/") == [
        "/manage/login/",
        "/manage/logout/",
        "/manage/password_reset/",
        "/manage/password_reset/complete/",
        "/manage/password_reset/confirm/1/1/",
        "/manage/password_reset/done/",
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_back_office_knows_no_passwords(noor: Any, browse: Any, method: str) -> None:
    owner = User.objects.get(phone_number="+966500000001")
    for user in (None, owner):
        for path in doors("config.urls.salon", "/manage/password"):
            answer = getattr(browse(user, NOOR), method)(path)
            assert answer.status_code in (302, 404), path
            if answer.status_code == 302:
                assert answer.url.partition("?")[0] in ("/account/login/", "/manage/"), path
        sign_in = getattr(browse(user, NOOR), method)("/manage/login/")
        assert (sign_in.status_code, sign_in.url.partition("?")[0]) == (302, "/account/login/")


def test_own_page_of_the_back_office_has_no_password_and_no_address(noor: Any, browse: Any) -> None:
    owner = User.objects.get(phone_number="+966500000001")
    page = browse(owner, NOOR).get("/manage/account/").content.decode()
    assert 'type="password"' not in page
    assert 'type="email"' not in page


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/"])
def test_salons_have_no_administration(boss: User, browse: Any, path: str) -> None:
    assert browse(None, NOOR).get(path).status_code == 404
