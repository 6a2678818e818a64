"""Other hosts of a salon lead to its primary one, and what stays where it is."""

import pytest
from django.test import Client

from accounts.domain.sessions.crossings import agree_to
from tenants.domain.life_cycle.states import suspend_salon
from tenants.models import Domain
from tests.clients import carry, client_of
from tests.tenants.conftest import DOMAIN, FINDS_THE_HOST, questions

OTHER = "noor.localhost"


@pytest.fixture
def moved(noor, settings):
    """Noor, whose own domain is the primary one; her old address still leads to her."""
    settings.PUBLIC_PORT = ""
    Domain.objects.create(tenant=noor, domain=DOMAIN, is_primary=True)
    return noor


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "path",
    ["/", "/ar/", "/en/services/?page=2&q=%D9%86", "/ar/book/?service=1", "/ar/my/", "/x"],
)
def test_page_leads_to_the_primary_host(moved, method, path):
    answer = getattr(Client(HTTP_HOST=OTHER), method)(path)
    assert (answer.status_code, answer["Location"]) == (301, f"http://{DOMAIN}{path}")
    # Nobody remembers it: swapped domains would send a browser round in circles.
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "/%2F%2Fevil.example/"])
def test_redirect_stays_at_the_salon(moved, path):
    answer = Client(HTTP_HOST=OTHER).get(path)
    assert answer["Location"].startswith(f"http://{DOMAIN}/")


@pytest.mark.parametrize(
    "path",
    [
        "/api/services/",
        "/account/login/",
        "/ar/account/login/",
        "/account/start/",
        "/en/account/code/",
        "/manage/",
        "/ar/pay/0190a0b4-0000-7000-8000-000000000000/return/?id=x",
        "/en/pay/0190a0b4-0000-7000-8000-000000000000/",
        "/language/en/",
        "/static/cms/css/tokens.css",
        "/media/x.jpg",
        "/theme.css",
        "/favicon.ico",
        "/healthz",
        "/.well-known/acme-challenge/x",
    ],
)
def test_what_belongs_to_a_host_stays_there(moved, path):
    answer = Client(HTTP_HOST=OTHER).get(path)
    assert DOMAIN not in answer.get("Location", "")
    answer.close()


@pytest.mark.parametrize("path", ["/ar/paying/", "/ar/accounts/", "/managed/", "/ar/api/"])
def test_what_only_begins_alike_moves(moved, path):
    assert Client(HTTP_HOST=OTHER).get(path).status_code == 301


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_but_reading_is_redirected(moved, method):
    assert getattr(Client(HTTP_HOST=OTHER), method)("/ar/book/").status_code != 301


def test_primary_host_answers_itself(moved):
    client = Client(HTTP_HOST=DOMAIN)
    assert client.get("/ar/").status_code == 200
    with questions() as asked:
        client.get("/api/nothing/")
    assert len(asked) == 1


def test_redirect_needs_no_session(moved):
    client = Client(HTTP_HOST=OTHER)
    client.cookies["sessionid"] = "x" * 32
    with questions() as asked:
        assert client.get("/ar/").cookies == {}
    host, primary = asked
    assert host.startswith(FINDS_THE_HOST)
    assert 'FROM "tenants_domain"' in primary


def test_suspended_salon_says_so_on_every_host(moved):
    suspend_salon(moved)
    answer = Client(HTTP_HOST=OTHER).get("/ar/", follow=True)
    assert (answer.redirect_chain[0][0], answer.status_code) == (f"http://{DOMAIN}/ar/", 503)


def test_ticket_works_on_the_host_it_was_issued_for(moved, owner):
    home, client = client_of(owner, "localhost"), Client(HTTP_HOST=OTHER)
    session = home.session
    agree_to(session, OTHER)
    session.save()
    assert carry(home, client, "/ar/account/start/?next=/manage/")["Location"] == "/manage/"
    assert client.get("/manage/").status_code == 200


def test_removed_domain_leads_nowhere_at_once(moved):
    client = Client(HTTP_HOST=DOMAIN)
    assert client.get("/ar/").status_code == 200
    Domain.objects.filter(domain=DOMAIN).delete()
    assert client.get("/ar/").status_code == 404


@pytest.mark.parametrize(
    ("host", "policy"),
    [(DOMAIN, "max-age=60"), ("reem.localhost", "max-age=60; includeSubDomains; preload")],
)
@pytest.mark.parametrize("path", ["/ar/", "/static/cms/css/tokens.css"])
def test_transport_security_of_an_own_domain_leaves_its_subdomains(
    moved, settings, host, policy, path
):
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    answer = Client(HTTP_HOST=host).get(path, secure=True)
    assert answer["Strict-Transport-Security"] == policy
    answer.close()
