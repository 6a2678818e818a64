"""Which secret opens what: every kind and host against every other, also half-way sessions."""

from typing import Any

import pytest
from django.test import Client

from accounts.domain.sign_in import stages
from accounts.domain.sign_in.stages import Stage
from accounts.models import RefreshToken
from tenants.models import Domain
from tests.accounts.callers import NOOR, PLATFORM, REEM, app_caller, browser_caller

pytestmark = pytest.mark.django_db
OWN = "noor.example"
HOSTS = (NOOR, OWN, REEM, PLATFORM)


@pytest.fixture(autouse=True)
def own_domain(noor: Any) -> None:
    Domain.objects.create(tenant=noor, domain=OWN, is_primary=False)


def secret_of(kind: str, host: str, sandbox: Any) -> str:
    """Sign in on ``host`` and return what the client then holds."""
    if kind == "app":
        return str(app_caller(host, sandbox).sign_in().json()["session_token"])
    caller = browser_caller(host, sandbox)
    caller.sign_in()
    return str(caller.client.cookies["sessionid"].value)


def opens(secret: str, *, host: str, way: str) -> bool:
    """Return whether the secret signs somebody in, sent as cookie or as token."""
    client = Client(HTTP_HOST=host)
    headers = {"HTTP_X_SESSION_TOKEN": secret} if way == "app" else {}
    if way == "web":
        client.cookies["sessionid"] = secret
    return bool(client.get("/api/auth/me/", **headers).status_code == 200)


@pytest.mark.parametrize("kind", ["web", "app"])
@pytest.mark.parametrize("host", HOSTS)
def test_secret_opens_its_host_by_its_way_only(sandbox, kind, host):
    secret = secret_of(kind, host, sandbox)
    found = {
        (other, way)
        for other in HOSTS
        for way in ("web", "app")
        if opens(secret, host=other, way=way)
    }
    assert found == {(host, kind)}


@pytest.mark.parametrize("kind", ["web", "app"])
def test_half_way_session_opens_nothing_and_is_renewed_by_nothing(sandbox, monkeypatch, kind):
    owed = Stage("more", "account_login", lambda request, user, proofs: True)
    monkeypatch.setattr(stages, "STAGES", [owed])
    caller = (app_caller if kind == "app" else browser_caller)(NOOR, sandbox)
    answer = caller.sign_in()
    assert (answer.status_code, answer.json()["pending"]) == (401, "more")
    secret = answer.json().get("session_token") or caller.client.cookies["sessionid"].value
    assert not any(opens(secret, host=host, way=way) for host in HOSTS for way in ("web", "app"))
    assert "refresh_token" not in answer.json()
    assert not RefreshToken.objects.exists()
