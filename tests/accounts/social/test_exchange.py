"""The way to the provider and back: what goes out, what is believed, what is told."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import requests
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from accounts.models import OTPChallenge
from tests.accounts.callers import NOOR, PHONE
from tests.accounts.social.traveller import address_on, query_of

pytestmark = pytest.mark.integration

EXPIRED = "This sign-in has expired or was used already. Please start again."
CANCELLED = "The sign-in was cancelled. Nothing was changed."
UNAVAILABLE = "This way to sign in does not work right now."
UNCHECKED = "The sign-in could not be checked. Please start again."


def assert_sent_home(visitor: Any, response: Any, text: str) -> None:
    """She is on the sign-in page, knows why, and nothing has happened."""
    assert (response.status_code, response.url) == (302, "/en/account/login/")
    assert visitor.told().startswith(text)
    assert visitor.client.get("/api/auth/social/pending/").status_code == 409
    assert (visitor.me(), SocialAccount.objects.count()) == (None, 0)


def test_way_out_carries_pkce_state_and_nonce(travel: Any) -> None:
    visitor = travel()
    first, second = (query_of(visitor.leave()) for _ in range(2))
    assert {name: first[name] for name in ("response_type", "client_id", "redirect_uri")} == {
        "response_type": "code",
        "client_id": "salon-mock",
        "redirect_uri": "http://localhost/account/social/mock/callback/",
    }
    assert first["code_challenge_method"] == "S256"
    assert set(first["scope"].split()) == {"openid", "profile", "email"}
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 16
        assert first[name] != second[name]


def test_way_out_takes_no_orders_from_the_address(travel: Any) -> None:
    visitor = travel()
    visitor.get(visitor.path("login/"))
    query = "?scope=admin&auth_params=prompt%3Dnone&process=connect"
    token = visitor.client.cookies["csrftoken"].value
    page = visitor.client.post(
        visitor.path("social/to/mock/") + query, {"csrfmiddlewaretoken": token}
    )
    asked = query_of(address_on(page))
    assert (set(asked["scope"].split()), "prompt" in asked) == (
        {"openid", "profile", "email"},
        False,
    )


@pytest.mark.parametrize("path", ["to/mock/", "to/mock/link/", "1/unlink/", "phone/cancel/"])
def test_actions_need_post_and_the_csrf_token(travel: Any, path: str) -> None:
    visitor = travel()
    answers = [
        visitor.client.get(visitor.path(f"social/{path}")),
        visitor.client.post(visitor.path(f"social/{path}")),
    ]
    assert [answer.status_code for answer in answers] == [405, 403]


def test_way_back_keeps_next_on_this_host(travel: Any) -> None:
    for target, expected in (("/ar/", "/ar/"), ("https://evil.example/", "/"), ("//evil.ex", "/")):
        visitor = travel()
        visitor.arrive(next=target)
        assert visitor.prove_phone().url == expected
        SocialAccount.objects.all().delete()


def test_state_is_good_once(travel: Any) -> None:
    visitor = travel()
    address = visitor.agree(visitor.leave())
    visitor.come_back(address)
    visitor.post("social/phone/cancel/", page="social/phone/")
    visitor.told()
    assert_sent_home(visitor, visitor.come_back(address), EXPIRED)


def test_state_of_another_browser_is_none(travel: Any) -> None:
    victim, attacker = travel(), travel()
    address = attacker.agree(attacker.leave())
    assert_sent_home(victim, victim.come_back(address), EXPIRED)


def test_state_of_another_provider_is_none_and_stays(travel: Any) -> None:
    """Mix-up: the answer of one provider at the door of another."""
    visitor = travel()
    address = visitor.agree(visitor.leave("mock"))
    assert_sent_home(visitor, visitor.come_back(address.replace("mock", "demo")), EXPIRED)
    assert visitor.come_back(address).url == "/en/account/social/phone/"


def test_state_lives_ten_minutes(travel: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        visitor = travel()
        address = visitor.leave("demo")
        clock.shift(timedelta(seconds=601))
        assert_sent_home(visitor, visitor.come_back(visitor.agree(address)), EXPIRED)


@pytest.mark.parametrize(
    ("provider", "form"), [("mock", {"action": "deny"}), ("demo", {"deny": "1"})]
)
def test_saying_no_changes_nothing(travel: Any, provider: str, form: dict[str, str]) -> None:
    visitor = travel()
    back = visitor.agree(visitor.leave(provider), **form)
    # The provider of somebody else's making forgets to return the state.
    state = query_of(visitor.leave(provider))["state"]
    back = back if "state=" in back else f"{back}&{urlencode({'state': state})}"
    assert_sent_home(visitor, visitor.come_back(back), CANCELLED)


def test_return_in_the_language_that_she_left_in(travel: Any) -> None:
    visitor = travel("ar")
    address = visitor.agree(visitor.leave("demo"), deny="1")
    visitor.client.cookies["django_language"] = "en"
    assert visitor.come_back(address).url == "/ar/account/login/"


def test_other_errors_of_the_provider_are_told(travel: Any) -> None:
    visitor = travel()
    state = query_of(visitor.leave())["state"]
    back = f"http://localhost/account/social/mock/callback/?error=server_error&state={state}"
    assert_sent_home(visitor, visitor.come_back(back), UNAVAILABLE)


@pytest.mark.parametrize("fault", ["500", "html_502", "drop_after_commit", "timeout_before_commit"])
@pytest.mark.parametrize("call", ["oidc.discovery", "oidc.token", "oidc.jwks"])
def test_provider_that_fails_on_the_way_back_is_told(
    travel: Any, settings: Any, call: str, fault: str
) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.3
    visitor = travel()
    address = visitor.agree(visitor.leave("demo"))
    visitor.sandbox.set_modes(timeout_seconds=1)
    visitor.sandbox.fail_next(call, fault)
    assert_sent_home(visitor, visitor.come_back(address), UNAVAILABLE)


def test_provider_that_is_down_is_told_before_leaving(travel: Any) -> None:
    visitor = travel()
    visitor.sandbox.fail_next("oidc.discovery", "503")
    assert_sent_home(visitor, visitor.press("demo"), UNAVAILABLE)


@pytest.mark.parametrize(
    "fault",
    ["wrong_signature", "unsigned", "wrong_nonce", "wrong_audience", "wrong_issuer", "expired"],
)
def test_bad_id_token_is_refused(travel: Any, fault: str) -> None:
    visitor = travel()
    visitor.sandbox.set_modes(oidc_id_token=fault)
    assert_sent_home(visitor, visitor.arrive("demo"), UNCHECKED)


def test_answer_without_an_id_token_is_refused(travel: Any) -> None:
    visitor = travel()
    visitor.sandbox.set_modes(oidc_id_token="missing")
    assert_sent_home(visitor, visitor.arrive("demo"), UNAVAILABLE)


def test_issuer_other_than_the_server_is_refused(travel: Any, settings: Any) -> None:
    visitor = travel()
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["openid_configuration_overrides"] = {"issuer": "https://another.example"}
    assert_sent_home(visitor, visitor.arrive("mock"), UNAVAILABLE)


def test_used_code_of_the_provider_is_refused(travel: Any) -> None:
    visitor = travel()
    first = query_of(visitor.agree(visitor.leave("demo")))
    address = visitor.leave("demo")
    visitor.agree(address)
    stolen = {"code": first["code"], "state": query_of(address)["state"]}
    back = f"http://localhost/account/social/demo/callback/?{urlencode(stolen)}"
    assert_sent_home(visitor, visitor.come_back(back), UNAVAILABLE)


def test_secret_of_the_session_is_new_after_the_return(travel: Any) -> None:
    """Whoever planted the earlier one must not prove a number of his own for her identity."""
    visitor = travel()
    address = visitor.agree(visitor.leave())
    planted = visitor.client.cookies["sessionid"].value
    visitor.come_back(address)
    assert visitor.client.cookies["sessionid"].value != planted
    visitor.client.cookies["sessionid"] = planted
    assert visitor.client.get("/api/auth/social/pending/").status_code == 409


def test_posted_return_leads_to_the_same_by_get(travel: Any) -> None:
    """Apple posts; the form of another site comes without our cookies."""
    visitor = travel()
    given = query_of(visitor.agree(visitor.leave()))
    path = "/account/social/mock/callback/"
    stranger = type(visitor.client)(HTTP_HOST="localhost", enforce_csrf_checks=True)
    answer = stranger.post(path, given | {"user": "{}", "id_token": "x"})
    assert (answer.status_code, query_of(answer.url)) == (302, given)
    assert dict(answer.cookies) == {}
    assert visitor.client.get(answer.url).url == "/en/account/social/phone/"


@pytest.mark.parametrize("provider", ["nobody", "google", "openid_connect", "oidc"])
def test_provider_that_is_not_configured_is_not_there(travel: Any, provider: str) -> None:
    visitor = travel()
    assert visitor.press(provider).status_code == 404
    assert visitor.client.get(f"/account/social/{provider}/callback/").status_code == 404


@pytest.mark.parametrize("path", ["/account/social/mock/callback/", "/en/account/social/phone/"])
def test_salons_host_has_no_door_for_providers(travel: Any, path: str) -> None:
    visitor = travel()
    answer = visitor.client.get(path, headers={"host": NOOR}, follow=True)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/social/signup/",
        "/accounts/3rdparty/",
        "/account/social/connections/",
        "/account/social/login/cancelled/",
        "/account/social/mock/login/",
        "/_allauth/browser/v1/auth/session",
    ],
)
def test_pages_of_allauth_are_not_there(travel: Any, path: str) -> None:
    assert travel().client.get(path).status_code == 404


def test_pending_identity_lives_ten_minutes(travel: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        visitor = travel()
        visitor.arrive("demo")
        clock.shift(timedelta(minutes=10, seconds=1))
        answer = visitor.client.get("/en/account/social/phone/")
    assert answer.url == "/en/account/login/"
    assert not OTPChallenge.objects.exists()


def test_pending_identity_gives_way_to_the_next(travel: Any) -> None:
    visitor = travel()
    visitor.arrive("mock")
    visitor.arrive("demo")
    visitor.prove_phone()
    assert list(SocialAccount.objects.values_list("provider", flat=True)) == ["demo"]


def test_pending_identity_dies_when_somebody_signs_in(travel: Any) -> None:
    visitor = travel()
    visitor.arrive()
    visitor.sign_in(PHONE)
    assert visitor.client.get("/en/account/social/phone/").url == "/en/account/login/"
    assert (visitor.me(), SocialAccount.objects.count()) == (PHONE, 0)


def test_provider_pages_are_fetched_with_a_limit_of_time(settings: Any) -> None:
    assert settings.SOCIALACCOUNT_REQUESTS_TIMEOUT <= 5
    assert not settings.SOCIALACCOUNT_STORE_TOKENS
    assert issubclass(requests.Timeout, requests.RequestException)
