"""Django's test client, signed in on one host as the site itself signs people in."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from accounts.domain.sign_in import BACKEND
from accounts.enums import SessionKind
from accounts.sessions import HOST_KEY, KIND_KEY, SessionStore


def client_of(user: Any, host: str) -> Client:
    """Return a browser on ``host`` with a session of ``user``; None for nobody."""
    client = Client(HTTP_HOST=host)
    if user is None:
        return client
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            HOST_KEY: host,
            KIND_KEY: SessionKind.WEB.value,
        }
    )
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
