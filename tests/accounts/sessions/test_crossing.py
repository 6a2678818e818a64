"""From the platform to a salon, signed in: the whole way, and everything that is no way in."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from accounts.domain.cleanup import delete_outdated_rows
from accounts.domain.sessions.ends import end_session
from accounts.domain.sessions.tickets import LIFETIME, challenge_of
from accounts.domain.sign_in.assurance import proofs_of
from accounts.enums import Proof
from accounts.models import AuthEvent, Session, SignInTicket, User
from tenants.addresses import salon_netloc
from tenants.domain.life_cycle.closing import close_salon
from tenants.domain.life_cycle.states import suspend_salon
from tenants.models import Domain, Tenant
from tests.accounts.web.visitor import Visit
from tests.accounts_factories import UserFactory
from tests.clients import client_of
from tests.second_factors import give_app

pytestmark = pytest.mark.django_db
NOOR, PLATFORM = salon_netloc("noor.localhost"), salon_netloc("localhost")
START = "/en/account/start/?next=/en/my/"


@pytest.fixture
def sara() -> User:
    return UserFactory(phone_number="+966551234987")


@pytest.fixture
def home(sara) -> Client:
    """Her browser at the platform."""
    return client_of(sara, PLATFORM)


@pytest.fixture
def salon() -> Client:
    """The same browser at the salon."""
    return Client(HTTP_HOST=NOOR)


def wish(browser: Client, start: str = START) -> str:
    """Return the address at the platform that the salon leads to."""
    return str(browser.get(start)["Location"])


def agree(home: Client, address: str, **changes: str) -> Any:
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return home.post("/en/account/authorize/", query | changes)


def way(home: Client, salon: Client, start: str = START) -> str:
    """Return the address with the ticket."""
    return str(agree(home, wish(salon, start))["Location"])


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_person_agrees_once_and_is_signed_in_at_the_salon(home, salon, sara):
    address = wish(salon)
    assert address.startswith(f"http://{PLATFORM}/en/account/authorize/?")
    page = home.get(address)
    assert (page.status_code, "+966••••••987" in page.text) == (200, True)
    assert f"form-action 'self' http://{NOOR}" in page["Content-Security-Policy"]
    ticket = agree(home, address)
    assert ticket["Location"].startswith(f"http://{NOOR}/account/enter/?ticket=")
    answer = salon.get(ticket["Location"])
    assert (answer.status_code, answer["Location"]) == (302, "/en/my/")
    assert (ticket["Referrer-Policy"], answer["Referrer-Policy"]) == ("no-referrer",) * 2
    # A form of a page without a referrer is sent as from nowhere, and refused.
    assert page["Referrer-Policy"] == "same-origin"
    assert salon.session["_auth_user_id"] == str(sara.pk)
    # The second time nobody asks.
    again = Client(HTTP_HOST=NOOR)
    again.get(home.get(wish(again))["Location"])
    assert is_signed_in(again)


def test_new_session_is_a_child_with_the_proofs_and_the_end_of_its_parent(home, salon):
    shown = proofs_of(home.session)
    salon.get(way(home, salon))
    parent, child = (Session.objects.get(host=host) for host in (PLATFORM, NOOR))
    assert (child.parent, child.ends_at) == (parent.family, parent.ends_at)
    carried = proofs_of(salon.session)
    assert carried[:-1] == shown
    assert carried[-1].proof is Proof.TICKET
    event = AuthEvent.objects.get(kind="signed_in")
    assert (event.host, event.purpose, event.user_id) == (NOOR, "ticket", child.user_id)


def test_arrival_forgets_whom_the_salons_session_waited_for(home, sandbox, sara):
    other = UserFactory(phone_number="+966551234988")
    give_app(other)
    visitor = Visit(NOOR, "en", sandbox)
    held = visitor.sign_in(other.phone_number)
    assert held.url == "/en/account/second-factor/"
    visitor.client.get(way(home, visitor.client))
    assert visitor.client.session["_auth_user_id"] == str(sara.pk)
    assert visitor.client.get(held.url).url == "/en/account/login/"


def test_end_of_the_parent_ends_the_child(home, salon, sara):
    salon.get(way(home, salon))
    end_session(sara, home.session.family)
    assert salon.get("/api/auth/me/").status_code == 401
    assert not Session.objects.filter(user=sara).exists()


def test_ending_all_others_at_the_salon_ends_the_parent_and_leaves_the_child(home, salon):
    salon.get(way(home, salon))
    answer = salon.post("/en/account/devices/others/end/")
    assert (answer.status_code, salon.get("/api/auth/me/").status_code) == (302, 200)
    assert home.get("/api/auth/me/").status_code == 401


@pytest.mark.parametrize("path", ["/en/account/logout/", "/api/auth/logout/"])
def test_sign_out_at_the_platform_ends_the_salons_session(home, salon, path):
    salon.get(way(home, salon))
    home.post(path)
    assert salon.get("/api/auth/me/").status_code == 401


def test_sign_out_at_the_salon_leaves_the_platform(home, salon):
    salon.get(way(home, salon))
    salon.post("/en/account/logout/")
    assert home.get("/api/auth/me/").status_code == 200


def test_stranger_signs_in_first_and_then_presses_herself(salon, sandbox):
    visitor = Visit(PLATFORM, "en", sandbox)
    address = wish(salon)
    asked = visitor.client.get(address)
    login = urlsplit(asked["Location"])
    assert (asked.status_code, login.path) == (302, "/en/account/login/")
    back = visitor.sign_in(next=parse_qs(login.query)["next"][0])["Location"]
    # A page, not a redirect: the browser would stop one that follows a form to another host.
    page = visitor.client.get(back)
    assert (page.status_code, "Continue to" in page.text) == (200, True)


def test_person_who_agreed_before_presses_again_after_signing_in(home, salon):
    way(home, salon)
    assert home.get(f"{wish(salon)}&ask=1").status_code == 200


def test_second_tab_does_not_spoil_the_first(home, salon):
    first = way(home, salon)
    wish(salon)
    salon.get(first)
    assert is_signed_in(salon)


@pytest.mark.parametrize("change", ["state", "ticket", "nothing"])
def test_ticket_in_another_browser_is_refused(home, salon, change):
    address = way(home, salon)
    thief = Client(HTTP_HOST=NOOR)
    if change != "nothing":
        wish(thief)
        mine = parse_qs(urlsplit(wish(thief)).query)["state"][0]
        theirs = parse_qs(urlsplit(address).query)[change][0]
        address = address.replace(theirs, mine) if change == "state" else address
    answer = thief.get(address, follow=True)
    assert answer.redirect_chain[-1][0] == "/ar/account/login/"
    assert not is_signed_in(thief)
    # It was not used up either.
    assert SignInTicket.objects.get().used_at is None


def test_link_that_somebody_else_made_signs_nobody_in(home, salon):
    """Login CSRF: a victim opens the attacker's ticket and would type into her account."""
    attackers = way(home, salon)
    victim = Client(HTTP_HOST=NOOR)
    wish(victim)
    victim.get(attackers)
    assert not is_signed_in(victim)


def test_ticket_works_once(home, salon):
    address = way(home, salon)
    salon.get(address)
    salon.post("/en/account/logout/")
    assert salon.get(address)["Location"] == "/ar/account/login/"
    assert not is_signed_in(salon)


def test_ticket_works_for_a_minute(home, salon, time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)
    home = client_of(UserFactory(), PLATFORM)
    address = way(home, salon)
    time_machine.shift(LIFETIME)
    salon.get(address)
    assert not is_signed_in(salon)


def test_ticket_of_another_salon_is_refused(home, salon):
    address = way(home, salon)
    reem = Client(HTTP_HOST=salon_netloc("reem.localhost"))
    reem.cookies["sso"] = salon.cookies["sso"].value
    reem.get(address)
    assert not is_signed_in(reem)


@pytest.mark.parametrize("change", ["is_active", "auth_epoch", "ended", "signed out"])
def test_ticket_of_a_person_who_is_gone_meanwhile_is_refused(home, salon, sara, change):
    address = way(home, salon)
    if change == "is_active":
        User.objects.update(is_active=False)
    elif change == "auth_epoch":
        User.objects.update(auth_epoch=1)
    elif change == "ended":
        Session.objects.filter(host=PLATFORM).delete()
    else:
        home.post("/en/account/logout/")
    salon.get(address)
    assert not is_signed_in(salon)
    assert not Session.objects.filter(host=NOOR, user=sara).exists()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "noor.localhost.evil.example",
        "localhost",
        "xnoor.localhost",
        "evil.example#noor.localhost",
        "noor.localhost/x",
        "user@noor.localhost",
        "",
        "a" * 400,
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_host_of_no_salon_is_refused(home, salon, host, method):
    query = {n: v[0] for n, v in parse_qs(urlsplit(wish(salon)).query).items()} | {"host": host}
    address = "/en/account/authorize/"
    answer = (
        home.get(f"{address}?{urlencode(query)}") if method == "get" else home.post(address, query)
    )
    assert (answer.status_code, "does not lead to a salon" in answer.text) == (400, True)
    assert not SignInTicket.objects.exists()


@pytest.mark.parametrize("field", ["challenge", "state"])
@pytest.mark.parametrize("value", ["", "short!", "x" * 100])
def test_wish_that_no_salon_made_is_refused(home, salon, field, value):
    answer = agree(home, wish(salon), **{field: value})
    assert answer.status_code == 400
    assert not SignInTicket.objects.exists()


def test_port_of_the_wish_is_not_believed(home, salon):
    answer = agree(home, wish(salon), host="noor.localhost:9999")
    assert answer["Location"].startswith(f"http://{NOOR}/")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/" + "x" * 300])
def test_ticket_does_not_lead_off_the_host(home, salon, target):
    answer = agree(home, wish(salon), next=target)
    assert salon.get(answer["Location"])["Location"] == "/"


@pytest.mark.parametrize("move", [suspend_salon, lambda tenant: close_salon(tenant, reason="x")])
def test_closed_salon_lets_its_own_people_in_and_nobody_else(home, salon, noor, move):
    move(noor)
    address = wish(salon)
    assert home.get(address).status_code == 400
    assert agree(home, address).status_code == 400
    owner = client_of(noor.memberships.get(role="owner").user, PLATFORM)
    assert owner.get(address).status_code == 200


def test_own_domain_is_a_way_in_as_long_as_it_works(home, noor, settings):
    settings.PUBLIC_PORT = ""
    own = Domain.objects.create(tenant=noor, domain="noor.example", is_primary=False)
    salon = Client(HTTP_HOST="noor.example")
    address = way(home, salon)
    assert address.startswith("http://noor.example/account/enter/")
    salon.get(address)
    assert is_signed_in(salon)
    again = wish(salon)
    own.delete()
    assert agree(home, again).status_code == 400


def test_platform_gives_no_way_in_and_salons_none_to_it(home, salon, sara):
    assert home.get(START)["Location"] == "/en/account/login/"
    hers = client_of(sara, NOOR)
    assert hers.get("/en/account/authorize/").status_code == 404
    stranger = Client(HTTP_HOST=PLATFORM)
    assert stranger.get("/account/enter/?ticket=x&state=x")["Location"] == "/ar/account/login/"


def test_question_is_asked_again_without_a_csrf_token(sara, salon):
    strict = Client(HTTP_HOST=PLATFORM, enforce_csrf_checks=True)
    strict.cookies["sessionid"] = client_of(sara, PLATFORM).cookies["sessionid"].value
    assert agree(strict, wish(salon)).status_code == 403
    assert not SignInTicket.objects.exists()


def test_back_office_asks_for_a_person_who_has_just_signed_in(home, salon, time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)
    home = client_of(UserFactory(), PLATFORM)
    time_machine.shift(timedelta(hours=1))
    address = wish(salon, "/en/account/start/?next=/manage/")
    assert urlsplit(home.get(address)["Location"]).path == "/en/account/login/"
    assert home.get(wish(salon)).status_code == 200


def test_start_keeps_its_secret_from_scripts_and_other_sites(salon):
    salon.get(START)
    cookie = salon.cookies["sso"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        *(True, "Lax", "/"),
        600,
    )
    assert challenge_of(cookie.value) in wish(salon)


def test_planted_verifier_of_another_form_is_replaced(salon):
    salon.cookies["sso"] = "planted"
    wish(salon)
    assert salon.cookies["sso"].value != "planted"


def test_start_without_a_language_finds_one(salon):
    assert salon.get("/account/start/?next=/x/")["Location"] == "/ar/account/start/?next=/x/"


@pytest.mark.parametrize(("host", "is_there"), [(NOOR, True), (PLATFORM, False)])
def test_sign_in_page_of_a_salon_offers_the_way(db, host, is_there):
    page = Client(HTTP_HOST=host).get("/en/account/login/?next=/en/book/").text
    assert ('href="/en/account/start/?next=%2Fen%2Fbook%2F"' in page) is is_there


def test_ticket_is_kept_as_a_hash_and_cleaned_up(home, salon, time_machine):
    address = way(home, salon)
    secret = parse_qs(urlsplit(address).query)["ticket"][0]
    ticket = SignInTicket.objects.get()
    assert secret not in str(SignInTicket.objects.values().get())
    delete_outdated_rows(now=ticket.expires_at + timedelta(seconds=1))
    assert not SignInTicket.objects.exists()


def test_other_person_in_the_salons_browser_gets_a_clean_session(home, salon, sara):
    other = client_of(UserFactory(), NOOR)
    session = other.session
    session["basket"] = "hers"
    session.save()
    other.get(way(home, other))
    assert (other.session["_auth_user_id"], "basket" in other.session) == (str(sara.pk), False)


def test_admin_without_support_gets_no_further_than_the_door(salon):
    boss = client_of(User.objects.create_superuser("+966500000009"), PLATFORM)
    salon.get(way(boss, salon, "/en/account/start/?next=/manage/"))
    assert salon.get("/manage/")["Location"].startswith("/account/login/")
    assert not is_signed_in(salon)
    assert Tenant.objects.filter(schema_name="noor").exists()
