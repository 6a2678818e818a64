"""Opening and closing a session."""

from django.contrib.auth import login, logout
from django.http import HttpRequest

from accounts.middleware import bind_session
from accounts.models import User

BACKEND = "accounts.backends.PhoneBackend"


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
