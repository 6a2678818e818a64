"""Calls about identities of other providers."""

import hashlib
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from accounts.models import OTPChallenge, SpentToken, User
from sandbox.oidc.people import claims_of
from sandbox.oidc.tokens import signed
from tests.accounts.callers import NOOR, PHONE, Caller, app_caller, browser_caller
from tests.second_factors import app_code, give_app

pytestmark = pytest.mark.integration
OTHER = "+966500000778"
NONCE = "an-app-made-this-up"


@pytest.fixture
def token(sandbox: Any, providers: Any) -> Any:
    """Return a maker of ID tokens, as the provider's own software gives them to an app."""

    def make(sub: Any = "demo-noura", **changes: Any) -> str:
        now = int(time.time())
        claims = claims_of("demo-noura") | {
            "sub": sub,
            "iss": sandbox.oidc_url,
            "aud": "salon-app",
            "iat": now,
            "exp": now + 86400,
            "nonce": NONCE,
        }
        fault = changes.pop("fault", "good")
        return signed(claims | changes, fault=fault)

    return make


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def bring(caller: Caller, id_token: str, *, nonce: str = NONCE, provider: str = "demo") -> Any:
    body = {"provider": provider, "id_token": id_token, "nonce": nonce}
    answer = caller.call("POST", "social/token/", body)
    _keep_secret(caller, answer)
    return answer


def prove(caller: Caller, phone_number: str = PHONE) -> Any:
    asked = caller.call("POST", "social/phone/request/", {"phone_number": phone_number})
    assert asked.status_code == 202, asked.content
    body = {"challenge_id": asked.json()["challenge_id"], "code": caller.code(phone_number)}
    answer = caller.call("POST", "social/phone/verify/", body)
    _keep_secret(caller, answer)
    return answer


def _keep_secret(caller: Caller, answer: Any) -> None:
    secret = answer.json().get("session_token")
    if secret:
        caller.client.defaults["HTTP_X_SESSION_TOKEN"] = secret


def test_app_with_an_unknown_identity_proves_a_number(app: Caller, token: Any) -> None:
    answer = bring(app, token())
    body = answer.json()
    assert (answer.status_code, body.pop("session_token") != "") == (401, True)
    assert body == {"code": "more_needed", "pending": "social_phone"}
    pending = app.call("GET", "social/pending/").json()
    assert pending == {
        "provider": "demo",
        "provider_name": "Demo ID",
        "name": "Noura Al-Otaibi",
        "email": "",
        "expires_in": pending["expires_in"],
    }
    assert 590 < pending["expires_in"] <= 600
    answer = prove(app)
    assert (answer.status_code, answer.json()["user"]["phone_number"]) == (200, PHONE)
    assert SocialAccount.objects.get().uid == "demo-noura"
    assert app.call("GET", "me/").json()["phone_number"] == PHONE


def test_app_with_a_known_identity_signs_in(app: Caller, token: Any) -> None:
    bring(app, token())
    prove(app)
    again = app_caller("localhost", app.sandbox)
    answer = bring(again, token(nonce="of-a-second-sign-in"), nonce="of-a-second-sign-in")
    assert (answer.status_code, answer.json()["user"]["phone_number"]) == (200, PHONE)
    assert again.call("GET", "me/").status_code == 200


def test_app_at_a_salon_signs_in_there(sandbox: Any, token: Any, db: Any) -> None:
    caller = app_caller(NOOR, sandbox)
    assert bring(caller, token()).status_code == 401
    assert prove(caller).status_code == 200
    assert caller.call("GET", "me/").status_code == 200
    secret = caller.client.defaults["HTTP_X_SESSION_TOKEN"]
    stolen = app_caller("localhost", sandbox, HTTP_X_SESSION_TOKEN=secret)
    assert stolen.call("GET", "me/").status_code == 401


def test_token_may_hold_the_nonces_hash(app: Caller, token: Any) -> None:
    hashed = hashlib.sha256(NONCE.encode()).hexdigest()
    assert bring(app, token(nonce=hashed)).status_code == 401
    assert app.call("GET", "social/pending/").status_code == 200


def test_token_is_good_once(app: Caller, token: Any) -> None:
    mine, theirs = token(), token("demo-huda")
    bring(app, mine)
    thief = app_caller("localhost", app.sandbox)
    # Neither the same token nor another one with the nonce.
    answers = [refused(bring(thief, stolen)) for stolen in (mine, theirs)]
    assert answers == [(400, "invalid_token")] * 2
    assert (refused(thief.call("GET", "social/pending/")), SpentToken.objects.count()) == (
        (409, "no_pending"),
        1,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"fault": "wrong_signature"},
        {"fault": "unsigned"},
        {"aud": "another-app"},
        {"aud": ["salon-app", "another-app"]},
        {"iss": "https://another.example"},
        {"nonce": "another-nonce-it-is"},
        {"nonce": None},
        {"iat": 1, "exp": 2},
        {"exp": None},
        {"sub": ""},
        {"sub": ["demo-noura"]},
        {"sub": "x" * 192},
    ],
)
def test_bad_token_is_refused(app: Caller, token: Any, changes: Any) -> None:
    assert refused(bring(app, token(**changes))) == (400, "invalid_token")
    assert (SpentToken.objects.count(), SocialAccount.objects.count()) == (0, 0)


@pytest.mark.parametrize("text", ["x", "a.b.c", "....", "é" * 20])
def test_text_that_is_no_token_is_refused(app: Caller, token: Any, text: str) -> None:
    assert refused(bring(app, text)) == (400, "invalid_token")


def test_old_token_is_refused_though_it_has_not_expired(app: Caller, token: Any) -> None:
    stale = token(iat=int(time.time()) - 601)
    assert refused(bring(app, stale)) == (400, "invalid_token")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, (400, "invalid")),
        ({"provider": "demo", "id_token": "x", "nonce": "short"}, (400, "invalid")),
        ({"provider": "nobody", "id_token": "x", "nonce": NONCE}, (404, "unknown_provider")),
    ],
)
def test_odd_call_is_refused(app: Caller, body: Any, expected: Any) -> None:
    assert refused(app.call("POST", "social/token/", body)) == expected


def test_token_is_not_for_browsers(sandbox: Any, token: Any, db: Any) -> None:
    caller = browser_caller("localhost", sandbox)
    assert refused(bring(caller, token())) == (403, "not_allowed")
    assert not SpentToken.objects.exists()


def test_provider_without_keys_is_told(app: Caller, token: Any) -> None:
    app.sandbox.fail_next("oidc.jwks", "503")
    assert refused(bring(app, token())) == (503, "provider_unavailable")
    assert bring(app, token()).status_code == 401


def test_tokens_of_one_address_are_counted(app: Caller, token: Any) -> None:
    answers = [bring(app, "x") for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {400}
    assert (refused(answers[60]), "Retry-After" in answers[60].headers) == (
        (429, "throttled"),
        True,
    )


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "social/pending/", None),
        ("POST", "social/phone/request/", {"phone_number": PHONE}),
        ("POST", "social/phone/verify/", {"phone_number": PHONE, "code": "123456"}),
        ("POST", "social/phone/verify/", {}),
    ],
)
def test_nothing_waits_without_an_identity(app: Caller, method: str, path: str, body: Any) -> None:
    assert refused(app.call(method, path, body)) == (409, "no_pending")
    assert not OTPChallenge.objects.exists()


def test_second_identity_of_the_provider_is_refused(app: Caller, token: Any) -> None:
    bring(app, token())
    prove(app)
    other = app_caller("localhost", app.sandbox)
    bring(other, token("demo-huda", nonce="of-a-second-sign-in"), nonce="of-a-second-sign-in")
    assert refused(prove(other)) == (409, "provider_already_linked")
    assert [account.uid for account in SocialAccount.objects.all()] == ["demo-noura"]
    assert other.call("GET", "me/").status_code == 401


def test_second_factor_comes_before_the_link(app: Caller, token: Any, make_person: Any) -> None:
    secret = give_app(make_person(PHONE))
    bring(app, token())
    answer = prove(app)
    assert (answer.status_code, answer.json()["pending"]) == (401, "second_factor")
    assert not SocialAccount.objects.exists()
    shown = app.call("POST", "second-factor/", {"code": app_code(secret)})
    assert (shown.status_code, SocialAccount.objects.count()) == (200, 1)


def test_closed_account_is_not_opened(app: Caller, token: Any) -> None:
    bring(app, token())
    prove(app)
    User.objects.update(is_active=False)
    again = app_caller("localhost", app.sandbox)
    answer = bring(again, token(nonce="of-a-second-sign-in"), nonce="of-a-second-sign-in")
    assert refused(answer) == (403, "account_inactive")


def test_list_shows_ones_own(app: Caller, token: Any, make_person: Any) -> None:
    stranger = make_person(OTHER)
    SocialAccount.objects.create(user=stranger, provider="demo", uid="demo-huda")
    bring(app, token())
    prove(app)
    account = SocialAccount.objects.get(uid="demo-noura")
    found = app.call("GET", "social/").json()
    assert [{key: row[key] for key in row if not key.endswith("_at")} for row in found] == [
        {
            "id": account.pk,
            "provider": "demo",
            "provider_name": "Demo ID",
            "name": "Noura Al-Otaibi",
            "email": "",
        }
    ]


@pytest.mark.parametrize(("method", "path"), [("GET", "social/"), ("DELETE", "social/1/")])
def test_identities_need_a_person(app: Caller, method: str, path: str) -> None:
    assert app.call(method, path).status_code == 401


def test_phone_only_person_unlinks(app: Caller, token: Any) -> None:
    bring(app, token())
    prove(app)
    account_id = SocialAccount.objects.get().pk
    assert app.call("DELETE", f"social/{account_id}/").status_code == 204
    assert not SocialAccount.objects.exists()
    assert app.call("GET", "me/").status_code == 200
    assert refused(app.call("DELETE", f"social/{account_id}/")) == (404, "not_found")


def test_unlinking_needs_a_fresh_proof(app: Caller, token: Any) -> None:
    bring(app, token())
    prove(app)
    account_id = SocialAccount.objects.get().pk
    with time_machine.travel(timezone.now() + timedelta(seconds=301)):
        answer = app.call("DELETE", f"social/{account_id}/")
    assert refused(answer) == (401, "reauth_required")
    assert SocialAccount.objects.exists()


def test_identity_of_somebody_else_is_not_there(app: Caller, token: Any, make_person: Any) -> None:
    theirs = SocialAccount.objects.create(user=make_person(OTHER), provider="demo", uid="x")
    bring(app, token())
    prove(app)
    assert refused(app.call("DELETE", f"social/{theirs.pk}/")) == (404, "not_found")
    assert SocialAccount.objects.filter(pk=theirs.pk).exists()
