"""Hosts that lead nowhere, and many spellings of one host."""

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Session
from tenants.enums import TenantStatus
from tenants.models import Tenant
from tests.clients import client_of
from tests.tenants.conftest import FINDS_THE_HOST, questions

UNKNOWN = [
    "nobody.localhost",
    "nobody.example",
    "192.0.2.1",
    "192.0.2.1:8000",
    "[2001:db8::1]:8000",
    "xn--a.example",
    "localhost.example",
    "noor.localhost..",
    "-noor.localhost",
    "noor..localhost",
    "zz_tpl.localhost",
    "pg_catalog",
    "public",
    "x" * 300,
]


@pytest.mark.parametrize("host", UNKNOWN)
@pytest.mark.parametrize("path", ["/", "/ar/", "/api/services/", "/manage/", "/static/x.css"])
def test_unknown_host_is_a_plain_404_that_touches_no_schema(noor, host, path):
    client = Client(HTTP_HOST=host)
    client.cookies["sessionid"] = "x" * 32
    with questions() as asked:
        answer = client.get(path)
    assert (answer.status_code, "No salon lives" in answer.content.decode()) == (404, True)
    assert len(asked) <= 1
    assert all(question.startswith(FINDS_THE_HOST) for question in asked)
    assert (connection.schema_name, list(answer.cookies)) == ("public", [])
    assert answer["Cache-Control"] == "no-store"


def test_unknown_host_page_styles_itself_within_its_policy(db):
    import base64
    import hashlib
    import re

    answer = Client(HTTP_HOST="nobody.example").get("/")
    style = re.search(r"<style>(.*)</style>", answer.content.decode())[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in answer["Content-Security-Policy"]


def test_erased_salons_host_leads_nowhere(noor):
    Tenant.objects.filter(pk=noor.pk).update(status=TenantStatus.ERASED)
    assert Client(HTTP_HOST="noor.localhost").get("/ar/").status_code == 404


@pytest.mark.parametrize("host", ["NOOR.localhost", "noor.localhost.", "Noor.LocalHost.:8000"])
def test_host_is_found_in_every_spelling(noor, host):
    answer = Client(HTTP_HOST=host).get("/api/services/")
    assert (answer.status_code, connection.schema_name) == (200, "noor")


def test_host_is_one_look_at_the_registry(noor):
    client = Client(HTTP_HOST="noor.localhost")
    with questions() as asked:
        assert client.get("/api/nothing/").status_code == 404
    assert len(asked) == 1


@pytest.mark.parametrize("spelling", ["NOOR.localhost", "noor.localhost."])
def test_session_belongs_to_the_host_in_every_spelling(noor, spelling):
    owner = noor.memberships.get().user
    client = client_of(owner, "noor.localhost")
    assert client.get("/manage/", HTTP_HOST=spelling).status_code == 200


@pytest.mark.parametrize(
    "other", ["reem.localhost", "REEM.localhost.", "localhost", "noor.localhost:8000"]
)
def test_session_of_one_host_is_none_on_another(noor, reem, other):
    owner = noor.memberships.get().user
    answer = client_of(owner, "noor.localhost").get("/manage/", HTTP_HOST=other)
    assert answer.status_code in (302, 404)
    assert "/manage/" not in answer.get("Location", "").partition("?")[0]


def test_signing_in_binds_to_the_one_spelling(noor, sandbox):
    client = Client(HTTP_HOST="NOOR.localhost.:8000", headers={"X-Client": "app"})
    client.post("/api/auth/phone/request/", {"phone_number": "+966500000101"}, "application/json")
    code = sandbox.latest_code("+966500000101")
    client.post(
        "/api/auth/phone/verify/",
        {"phone_number": "+966500000101", "code": code},
        "application/json",
    )
    assert list(Session.objects.values_list("host", flat=True)) == ["noor.localhost:8000"]
