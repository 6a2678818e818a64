"""Opening and closing a session."""

from datetime import datetime, timedelta

from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.utils import timezone

from accounts.middleware import bind_session
from accounts.models import User
from accounts.sessions import PROVED_KEY

BACKEND = "accounts.backends.PhoneBackend"
# What cannot be undone asks for a code that is no older than this.
JUST_NOW = timedelta(minutes=15)


def sign_in(request: HttpRequest, user: User) -> None:
    """Open a session for a person who has just proved a code.

    The secret of the session and the CSRF token are new; the session is good for this host and
    this kind of client only.
    """
    login(request, user, backend=BACKEND)
    bind_session(request)


def sign_out(request: HttpRequest) -> None:
    """End the session; its secret is worthless from now on."""
    logout(request)


def has_just_signed_in(request: HttpRequest) -> bool:
    """Return whether the person proved a code within JUST_NOW, here or where her ticket is from."""
    proved_at = request.session.get(PROVED_KEY)
    if not proved_at:
        return False
    return timezone.now() - datetime.fromisoformat(proved_at) < JUST_NOW
