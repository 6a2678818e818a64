"""People who are signed in, by an app or a browser, and what they do about their number."""

from typing import Any

from django.conf import settings

from accounts.models import User
from tests.accounts.callers import NOOR, PHONE, Caller, app_caller, browser_caller
from tests.clients import client_of

NEW = "+966500000888"
TOKEN = "HTTP_X_SESSION_TOKEN"


def signed_in_caller(kind: str, sandbox: Any, *, host: str = NOOR, phone: str = PHONE) -> Caller:
    """Return an app or a browser that has signed in by a code."""
    caller = (app_caller if kind == "app" else browser_caller)(host, sandbox)
    keep_token(caller, caller.sign_in(phone))
    return caller


def keep_token(caller: Caller, response: Any) -> Any:
    """Go on with the session that the answer names, as an app does."""
    token = response.json().get("session_token")
    if token:
        caller.client.defaults[TOKEN] = token
    return response


def secret_of(caller: Caller) -> str:
    """Return what the caller holds of its session."""
    cookie = caller.client.cookies.get(settings.SESSION_COOKIE_NAME)
    return str(caller.client.defaults.get(TOKEN) or (cookie and cookie.value))


def unverified_caller(sandbox: Any, *, host: str = NOOR) -> tuple[Caller, User]:
    """Return a browser whose person has a session but has never proved her number."""
    user = User.objects.create_user(PHONE)
    return Caller(client_of(user, host), sandbox), user


def ask_change(caller: Caller, phone: str = NEW) -> Any:
    return caller.call("POST", "phone/change/request/", {"phone_number": phone})


def change(caller: Caller, phone: str = NEW) -> Any:
    """Ask for the change and prove the new number."""
    ask_change(caller, phone)
    body = {"phone_number": phone, "code": caller.code(phone)}
    return keep_token(caller, caller.call("POST", "phone/change/verify/", body))


def reauthenticate(caller: Caller, phone: str = PHONE) -> Any:
    caller.call("POST", "reauth/request/", {})
    body = {"phone_number": phone, "code": caller.code(phone)}
    return keep_token(caller, caller.call("POST", "reauth/verify/", body))


def refused(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["code"]
