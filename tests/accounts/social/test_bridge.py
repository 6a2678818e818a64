"""What we rely on in allauth, held against the installed version."""

import inspect
from typing import Any

import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.apple.views import AppleOAuth2Adapter
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from django.test import RequestFactory
from django.urls import reverse

from accounts.allauth_bridge import social
from accounts.domain.identities.claims import LONGEST_UID
from accounts.domain.identities.errors import ProviderUnavailable
from accounts.sessions import SessionStore

pytestmark = pytest.mark.integration


@pytest.fixture
def request_here(db: Any, settings: Any) -> Any:
    request = RequestFactory().get("/", HTTP_HOST="localhost")
    request.session = SessionStore()
    request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
    return request


def parameters(function: Any) -> set[str]:
    return set(inspect.signature(function).parameters)


def test_states_are_kept_as_we_read_them(request_here: Any) -> None:
    state = {"data": {"nonce": "n"}, "pkce_code_verifier": "v"}
    name = statekit.stash_state(request_here, provider_id="demo", state=dict(state))
    assert statekit.unstash_state(request_here, provider_id="other", state_id=name) is None
    assert statekit.unstash_state(request_here, provider_id="demo", state_id=name) == state
    assert statekit.unstash_state(request_here, provider_id="demo", state_id=name) is None
    assert (statekit.STATE_TTL, statekit.MAX_STATES) == (600, 10)


def test_providers_take_what_we_give() -> None:
    wanted = {"request", "process", "data", "kwargs"}
    assert wanted <= parameters(OAuth2Provider.redirect)
    assert {"code", "pkce_code_verifier"} <= parameters(OAuth2Client.get_access_token)


def test_returns_are_found_under_our_addresses(settings: Any) -> None:
    urlconf = settings.PUBLIC_SCHEMA_URLCONF
    names = ["google_callback", "apple_callback"]
    found = [reverse(name, urlconf=urlconf) for name in names]
    found.append(
        reverse("openid_connect_callback", urlconf=urlconf, kwargs={"provider_id": "oidc"})
    )
    assert found == [
        "/account/social/google/callback/",
        "/account/social/apple/callback/",
        "/account/social/oidc/callback/",
    ]


def test_addresses_of_google_and_apple_are_theirs() -> None:
    assert {
        GoogleOAuth2Adapter.authorize_url: GoogleOAuth2Adapter.access_token_url,
        AppleOAuth2Adapter.authorize_url: AppleOAuth2Adapter.access_token_url,
        social.GOOGLE_KEYS_URL: AppleOAuth2Adapter.public_key_url,
    } == {
        "https://accounts.google.com/o/oauth2/v2/auth": "https://oauth2.googleapis.com/token",
        "https://appleid.apple.com/auth/authorize": "https://appleid.apple.com/auth/token",
        "https://www.googleapis.com/oauth2/v3/certs": "https://appleid.apple.com/auth/keys",
    }


def test_subjects_fit_the_column() -> None:
    assert SocialAccount._meta.get_field("uid").max_length == LONGEST_UID


def test_calls_to_providers_have_a_limit_of_time(request_here: Any, settings: Any) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 3
    session = get_adapter(request_here).get_requests_session()
    assert session.request.keywords == {"timeout": 3}


def test_rows_of_providers_count_for_nothing(request_here: Any, providers: Any) -> None:
    SocialApp.objects.create(provider="google", name="Evil", client_id="x", secret="x")
    apps = get_adapter(request_here).list_apps(request_here)
    assert [app.provider_id for app in apps] == ["mock", "demo"]


def test_allauth_neither_signs_in_nor_makes_people(request_here: Any) -> None:
    adapter = get_adapter(request_here)
    for forbidden in (adapter.pre_social_login, adapter.save_user):
        with pytest.raises(RuntimeError):
            forbidden(request_here, None)
    with pytest.raises(ProviderUnavailable):
        adapter.on_authentication_error(request_here, None)
    assert not adapter.is_open_for_signup(request_here, None)
