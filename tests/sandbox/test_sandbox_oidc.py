"""Demo ID: the exchange, and what it refuses."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests

from sandbox import config
from sandbox.oidc.keys import encoded
from sandbox.testing import RunningSandbox

VERIFIER = "v" * 64
BACK = "http://localhost:8000/account/social/oidc/callback/"
ASKED = {
    "client_id": config.OIDC_CLIENT_ID,
    "redirect_uri": BACK,
    "response_type": "code",
    "scope": "openid email",
    "state": "s",
    "nonce": "n",
    "code_challenge": encoded(hashlib.sha256(VERIFIER.encode()).digest()),
    "code_challenge_method": "S256",
}


def authorize(sandbox: RunningSandbox, form: dict[str, str], **changes: str) -> Any:
    return requests.post(
        f"{sandbox.oidc_url}/authorize",
        params=ASKED | changes,
        data=form,
        allow_redirects=False,
        timeout=10,
    )


def code_of(sandbox: RunningSandbox, **form: str) -> str:
    answer = authorize(sandbox, form or {"subject": "demo-noura"})
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert query["state"] == ["s"]
    return query["code"][0]


def exchange(sandbox: RunningSandbox, code: str, **changes: str) -> Any:
    form = {
        "client_id": config.OIDC_CLIENT_ID,
        "client_secret": config.OIDC_CLIENT_SECRET,
        "redirect_uri": BACK,
        "code": code,
        "code_verifier": VERIFIER,
    }
    return requests.post(f"{sandbox.oidc_url}/token", data=form | changes, timeout=10)


def claims_of_token(sandbox: RunningSandbox, token: str) -> dict[str, Any]:
    discovery = requests.get(
        f"{sandbox.oidc_url}/.well-known/openid-configuration", timeout=10
    ).json()
    keys = jwt.PyJWKSet.from_dict(requests.get(discovery["jwks_uri"], timeout=10).json())
    claims: dict[str, Any] = jwt.decode(
        token,
        keys.keys[0],
        algorithms=["RS256"],
        audience=config.OIDC_CLIENT_ID,
        issuer=discovery["issuer"],
    )
    return claims


def test_code_is_changed_for_a_signed_token(sandbox: RunningSandbox) -> None:
    body = exchange(sandbox, code_of(sandbox)).json()
    claims = claims_of_token(sandbox, body["id_token"])
    assert {name: claims[name] for name in ("sub", "name", "nonce")} == {
        "sub": "demo-noura",
        "name": "Noura Al-Otaibi",
        "nonce": "n",
    }


def test_typed_name_is_one_person(sandbox: RunningSandbox) -> None:
    tokens = [
        exchange(sandbox, code_of(sandbox, name=name)).json()["id_token"]
        for name in ("Sara Ali", "sara  ali")
    ]
    assert {claims_of_token(sandbox, token)["sub"] for token in tokens} == {"demo-sara-ali"}


def test_saying_no_leads_back(sandbox: RunningSandbox) -> None:
    answer = authorize(sandbox, {"deny": "1"})
    assert answer.headers["Location"] == f"{BACK}?error=access_denied&state=s"


def test_page_offers_people(sandbox: RunningSandbox) -> None:
    page = requests.get(f"{sandbox.oidc_url}/authorize", params=ASKED, timeout=10)
    assert (page.status_code, "Noura Al-Otaibi" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": "x"}, "invalid_client"),
        ({"redirect_uri": "https://evil.example/"}, "invalid_request"),
        ({"redirect_uri": "javascript://localhost/"}, "invalid_request"),
        ({"response_type": "token"}, "invalid_request"),
        ({"scope": "email"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_odd_question_is_refused(
    sandbox: RunningSandbox, changes: dict[str, str], error: str
) -> None:
    answer = authorize(sandbox, {"subject": "demo-noura"}, **changes)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_secret": "x"}, "invalid_client"),
        ({"code_verifier": "x"}, "invalid_grant"),
        ({"redirect_uri": "http://localhost/other/"}, "invalid_grant"),
    ],
)
def test_odd_exchange_is_refused(
    sandbox: RunningSandbox, changes: dict[str, str], error: str
) -> None:
    answer = exchange(sandbox, code_of(sandbox), **changes)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_code_is_good_once_and_for_a_minute(sandbox: RunningSandbox) -> None:
    code = code_of(sandbox)
    assert [exchange(sandbox, code).status_code for _ in range(2)] == [200, 400]
    assert exchange(sandbox, "unknown").json()["error"] == "invalid_grant"
    late = code_of(sandbox)
    sandbox.advance_clock(61)
    assert exchange(sandbox, late).status_code == 400
