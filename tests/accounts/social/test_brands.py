"""Google and Apple, each with its own ways, over HTTP against a provider of ours."""

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.apple.views import AppleOAuth2Adapter
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from accounts.allauth_bridge import social
from accounts.models import User
from config import env
from tests.accounts.callers import PHONE
from tests.accounts.social.traveller import query_of

pytestmark = pytest.mark.integration


def private_key() -> str:
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return pem.decode().replace("\n", "\\n")


@pytest.fixture
def brands(providers: Any, settings: Any, monkeypatch: Any) -> SimpleNamespace:
    """Both, as the environment configures them, at the address of the provider on loopback."""
    for name, value in {
        "GOOGLE_CLIENT_ID": "salon-google",
        "GOOGLE_CLIENT_SECRET": "x",
        "GOOGLE_APP_CLIENT_IDS": "ios.app, android.app",
        "APPLE_CLIENT_ID": "sa.salon.web",
        "APPLE_KEY_ID": "KEY",
        "APPLE_TEAM_ID": "TEAM",
        "APPLE_PRIVATE_KEY": private_key(),
        "APPLE_APP_CLIENT_IDS": "sa.salon.app",
        "OIDC_SERVER_URL": "",
    }.items():
        monkeypatch.setenv(name, value)
    settings.SOCIALACCOUNT_PROVIDERS = env.social_providers()
    at = providers.mock
    for adapter in (GoogleOAuth2Adapter, AppleOAuth2Adapter):
        monkeypatch.setattr(adapter, "authorize_url", f"{at}/oauth2/authorize")
        monkeypatch.setattr(adapter, "access_token_url", f"{at}/oauth2/token")
    monkeypatch.setattr(AppleOAuth2Adapter, "public_key_url", f"{at}/jwks")
    monkeypatch.setattr(social, "GOOGLE_KEYS_URL", f"{at}/jwks")
    monkeypatch.setattr(social, "GOOGLE_ISSUERS", (at,))
    monkeypatch.setattr(social, "APPLE_ISSUERS", (at,))
    return SimpleNamespace(url=at)


def test_environment_names_the_apps_of_both(brands: Any, settings: Any) -> None:
    configured = settings.SOCIALACCOUNT_PROVIDERS
    apps = {name: options["APPS"][0] for name, options in configured.items()}
    assert apps["google"]["settings"]["app_client_ids"] == ["ios.app", "android.app"]
    assert apps["apple"]["settings"]["app_client_ids"] == ["sa.salon.app"]
    assert all(options["OAUTH_PKCE_ENABLED"] for options in configured.values())


def test_google_signs_in_and_gives_an_address(brands: Any, travel: Any) -> None:
    visitor = travel()
    address = visitor.leave("google")
    asked = query_of(address)
    assert set(asked["scope"].split()) == {"openid", "email", "profile"}
    assert (asked["client_id"], asked["code_challenge_method"]) == ("salon-google", "S256")
    visitor.come_back(visitor.agree(address, "someone@gmail.com"))
    visitor.prove_phone()
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid) == ("google", "someone@gmail.com")
    # Nobody has verified the address: it is not kept.
    assert User.objects.get(phone_number=PHONE).email is None


def test_apple_posts_the_return(brands: Any, travel: Any, monkeypatch: Any) -> None:
    visitor = travel()
    asked = query_of(visitor.leave("apple"))
    assert {name: asked[name] for name in ("response_mode", "response_type", "scope")} == {
        "response_mode": "form_post",
        "response_type": "code",
        "scope": "email",
    }
    assert len(asked["nonce"]) >= 16
    # The provider on loopback gives out ID tokens only where they are asked for by this scope.
    monkeypatch.setitem(social.SCOPES, "apple", ["openid", "email"])
    back = query_of(visitor.agree(visitor.leave("apple")))
    answer = visitor.client.post("/account/social/apple/callback/", back)
    assert visitor.client.get(answer.url).url == "/en/account/social/phone/"
    visitor.prove_phone()
    # Apple's addresses are kept; this one's owner was vouched for.
    assert SocialAccount.objects.get().provider == "apple"
    assert User.objects.get(phone_number=PHONE).email == "noura@example.com"


def test_apple_says_no_in_its_own_words(brands: Any, travel: Any) -> None:
    visitor = travel()
    state = query_of(visitor.leave("apple"))["state"]
    given = {"error": "user_cancelled_authorize", "state": state}
    answer = visitor.client.post("/account/social/apple/callback/", given)
    assert visitor.client.get(answer.url).url == "/en/account/login/"
    assert visitor.told() == "The sign-in was cancelled. Nothing was changed."
