"""People with second factors, and the browsers in which they use them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Proof
from accounts.models import User
from tests.accounts.callers import PHONE, PLATFORM
from tests.clients import client_of
from tests.second_factors import SoftPasskey, give_app


@pytest.fixture
def person(make_person: Callable[..., User]) -> User:
    """Somebody without a second factor, who reads English."""
    return make_person(PHONE, language="en")


@pytest.fixture
def secret(person: User) -> str:
    """The secret of the person's authenticator app."""
    return give_app(person)


@pytest.fixture
def browse() -> Callable[..., Client]:
    """Return a maker of browsers in English, fresh from a code alone."""

    def make(user: User | None, host: str = PLATFORM, *proofs: Proof) -> Client:
        browser = client_of(user, host, proofs=proofs or (Proof.CODE,))
        browser.cookies["django_language"] = "en"
        return browser

    return make


@pytest.fixture
def make_passkey(browse: Callable[..., Client]) -> Callable[..., SoftPasskey]:
    """Return a maker of passkeys that are enrolled through the page's calls."""

    def make(user: User, name: str = "Phone", **kwargs: Any) -> SoftPasskey:
        passkey, browser = SoftPasskey(**kwargs), browse(user, PLATFORM, Proof.CODE, Proof.TOTP)
        answer = use(browser, "register", passkey.create, name=name)
        assert answer.status_code == 200, answer.content
        return passkey

    return make


def use(browser: Client, purpose: str, answer: Callable[[Any], Any], **more: Any) -> Any:
    """Ask for the question and send back what ``answer`` makes of it."""
    base = f"/en/account/passkeys/{purpose}"
    asked = post(browser, f"{base}/begin/")
    if asked.status_code != 200:
        return asked
    return post(browser, f"{base}/complete/", credential=answer(asked.json()), **more)


def post(browser: Client, path: str, **body: Any) -> Any:
    return browser.post(path, body, content_type="application/json")


def outcome(answer: Any) -> tuple[int, str]:
    """Return status and where to go on, or the code of the refusal."""
    body = answer.json()
    return answer.status_code, body.get("next") or body["code"]
