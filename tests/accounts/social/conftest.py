"""Two real providers on loopback, and people who travel to them and back."""

import logging
import warnings
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from tests.accounts.callers import PLATFORM, Caller, app_caller
from tests.accounts.social.traveller import Traveller, mock_provider

MOCK_USERS = {
    "noura": {"name": "Noura", "email": "noura@example.com", "email_verified": True},
    "huda": {"name": "Huda", "email": "huda@example.com"},
}


@pytest.fixture(scope="session")
def mock_server() -> Iterator[str]:
    """A provider of somebody else's making; its address."""
    with warnings.catch_warnings(record=True):
        # Authlib, which it is built on, warns of its own older parts and will not be silenced.
        from oidc_provider_mock import User, run_server_in_thread
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    users = [User(sub=sub, claims=claims) for sub, claims in MOCK_USERS.items()]
    with run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def providers(mock_server: str, sandbox: Any, settings: Any) -> SimpleNamespace:
    """Both providers, configured: "mock" and the sandbox's "demo"."""
    apps = [
        mock_provider("mock", mock_server),
        {
            "provider_id": "demo",
            "name": "Demo ID",
            "client_id": sandbox.settings.oidc_client_id,
            "secret": sandbox.settings.oidc_client_secret,
            "settings": {"server_url": sandbox.oidc_url, "app_client_ids": ["salon-app"]},
        },
    ]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}
    }
    return SimpleNamespace(mock=mock_server, demo=sandbox)


@pytest.fixture
def travel(db: Any, sandbox: Any, providers: Any) -> Callable[..., Traveller]:
    """Return a maker of visitors of the platform's host."""
    return lambda language="en": Traveller(PLATFORM, language, sandbox)


@pytest.fixture
def app(db: Any, sandbox: Any, providers: Any) -> Caller:
    """An app at the platform's host."""
    return app_caller(PLATFORM, sandbox)
