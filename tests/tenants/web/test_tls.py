"""Caddy asks for which names it may fetch a certificate."""

import pytest
from django.db import connection
from django.test import Client

from tenants.enums import TenantStatus
from tenants.models import Domain, DomainClaim, Tenant
from tests.tenants.conftest import DOMAIN, questions


@pytest.fixture
def own(noor):
    Domain.objects.create(tenant=noor, domain=DOMAIN, is_primary=False)


def ask(name, **options):
    return Client(HTTP_HOST="localhost").get("/api/tls/ask", {"domain": name}, **options)


@pytest.mark.parametrize(
    "name", ["localhost", "noor.localhost", "NOOR.localhost.", DOMAIN, DOMAIN.upper()]
)
def test_active_domain_gets_a_certificate(own, name):
    answer = ask(name)
    assert (answer.status_code, answer.content) == (200, b"yes\n")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nobody.localhost",
        f"www.{DOMAIN}",
        "*.localhost",
        "noor.localhost/x",
        "https://noor.localhost",
        "noor.localhost' OR 1=1--",
        "نور" * 400,
        "\ud800".encode("utf-8", "surrogatepass"),
        b"\xff\xfe",
        "a." * 4000,
        "::1",
        "192.0.2.1",
    ],
)
def test_every_other_name_gets_none(own, name):
    answer = ask(name)
    assert (answer.status_code, answer.content) == (404, b"no\n")


def test_missing_and_doubled_parameter_get_none(own):
    client = Client(HTTP_HOST="localhost")
    assert client.get("/api/tls/ask").status_code == 404
    assert client.get("/api/tls/ask?domain=noor.localhost&domain=x.example").status_code == 404


def test_claim_alone_gets_none(in_noor):
    DomainClaim.objects.create(domain=DOMAIN)
    assert ask(DOMAIN).status_code == 404


@pytest.mark.parametrize("status", TenantStatus)
def test_salon_has_certificates_until_it_is_erased(noor, own, status):
    from django.utils import timezone

    Tenant.objects.filter(pk=noor.pk).update(status=status, next_move_at=timezone.now())
    wanted = 404 if status == TenantStatus.ERASED else 200
    assert [ask(name).status_code for name in ("noor.localhost", DOMAIN)] == [wanted] * 2


def test_asking_is_one_look_at_the_index_and_no_session(own):
    client = Client(HTTP_HOST="localhost")
    client.cookies["django_language"] = "en"
    with questions() as asked:
        answer = client.get("/api/tls/ask", {"domain": DOMAIN})
    # The first finds the host of the request itself.
    _host, question = asked
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM tenants_domain WHERE domain = 'a.example'")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    # What the planner makes of the whole question depends on how few salons there are here.
    assert '"tenants_domain"."domain" =' in question
    assert "tenants_domain_domain" in plan
    assert (answer.cookies, "Cookie" in answer["Vary"]) == ({}, False)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_answered(own, method):
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    assert getattr(client, method)("/api/tls/ask").status_code in (403, 405)


def test_salons_hosts_do_not_answer(own):
    answer = Client(HTTP_HOST="noor.localhost").get("/api/tls/ask", {"domain": DOMAIN})
    assert answer.status_code == 404
