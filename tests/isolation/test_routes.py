"""Every address of both hosts, tried by everybody who has no business with salon A."""

import itertools
import re

import pytest

from accounts.models import User
from tests.accounts_factories import UserFactory
from tests.clients import client_of, support_in
from tests.isolation.probe import Attempt, Probe
from tests.isolation.routes import routes_of
from tests.isolation.world import A_HOST, B_HOST, FIRST_ID, PLATFORM_HOST

SALON, PLATFORM = "config.urls.salon", "config.urls.platform"
# Tests of one case, for the processes that share the work.
PARTS = 2
# Not found, not allowed, closed: pages under the salon's name.
ERROR_PAGES = (403, 404, 503)

# Where salon A shows its storefront's texts to everybody, by route, with the reason.
STOREFRONT = {
    "wagtail_serve": "the storefront itself",
    "theme_css": "its colours",
    "book_start": "services, people and free times to choose from",
    "book_wait": "what is waited for",
    "my_appointments": "a visitor's own list, under the salon's name",
    **dict.fromkeys(
        ("my_family", "my_family_archive", "my_health", "my_health_withdraw"),
        "a visitor's own page, under the salon's name",
    ),
    "account_login": "the salon's name above the door",
    "account_code": "the salon's name above the door",
    "account_resend": "the salon's name above the door",
    "account_profile": "the salon's name above the visitor's own page",
    "account_logout": "the salon's name above the door",
    "account_invitation": "the salon's name above what is no invitation",
    **dict.fromkeys(
        (
            *("account_reauthenticate", "account_reauthenticate_code"),
            *("account_phone", "account_phone_change", "account_phone_change_code"),
            *("account_phone_verify", "account_phone_verify_code"),
            *("account_recycled", "account_recycled_new"),
        ),
        "the salon's name above the visitor's own page",
    ),
    "account_sessions": "the salon's name above the visitor's own page",
    "api_services": "the price list for apps",
    "api_staff": "the team for apps",
    "api_availability": "free times with the names of people",
    "api_availability_next": "the next of them",
}
# Where the platform shows what salons publish in its directory.
DIRECTORY = {"platform_home": "the directory of salons"}
# What a storefront may keep for itself while it is looked at.
CUT_PICTURES = {"wagtail_serve": {"noor.wagtailimages_rendition"}}
# Views that break on a form with nothing in it, for everybody and without a trace.
FAULTS_OF_WAGTAIL = re.compile(
    "wagtailadmin_choose_page_external_link|wagtailsnippetchoosers_.*:create"
    "|wagtailredirects:process_import"
)
# Views that commit before they send a code: inside the probe's transaction they cannot.
COMMITTING = {"account_reauthenticate"}

PEOPLE = {
    "nobody": lambda: None,
    "customer": lambda: UserFactory(phone_number="+966577999888"),
    "owner of B": lambda: User.objects.get(phone_number="+966500000002"),
}
# Who has every right everywhere, and no session in a salon but by support access.
ADMINISTRATOR, SUPPORT = "administrator", "support in B"
CASES = [
    *((A_HOST, SALON, who) for who in (*PEOPLE, ADMINISTRATOR)),
    *((B_HOST, SALON, who) for who in ("owner of B", SUPPORT)),
    *((PLATFORM_HOST, PLATFORM, who) for who in PEOPLE),
]
NAMES = {
    **dict.fromkeys(("id", "pk", "service", "staff", "parent_page_id", "image"), str(FIRST_ID)),
    "next": "/",
}


def browser_of(who, host, world):
    if who in PEOPLE:
        return client_of(PEOPLE[who](), host)
    boss = UserFactory(phone_number="+966577999777", is_superuser=True, is_staff=True)
    return support_in(world.b, boss) if who == SUPPORT else client_of(boss, host)


def attempts(route, world):
    data = NAMES | {"appointment": str(world.appointment.pk), "payment": str(world.payment.pk)}
    query = "&".join(f"{name}={value}" for name, value in data.items())
    for path, method in itertools.product(route.paths, route.methods):
        yield Attempt(method, f"{path}?{query}", data if method == "POST" else None)


def problems_of(probe, client, host, route):
    """Return what was wrong with all attempts on one route."""
    public = {A_HOST: STOREFRONT, PLATFORM_HOST: DIRECTORY}.get(host, {})
    return [
        problem
        for attempt in attempts(route, probe.world)
        if not (attempt.method == "POST" and FAULTS_OF_WAGTAIL.fullmatch(route.name))
        if not (attempt.method == "POST" and route.name in COMMITTING)
        for problem in probe.problems(
            client,
            attempt,
            may_show_storefront=route.name in public,
            may_write=CUT_PICTURES.get(route.name, ()) if host == A_HOST else (),
        )
    ]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("host", "urlconf", "who"), CASES)
def test_stranger_neither_sees_nor_changes_anything_of_a(world, host, urlconf, who, part):
    client = browser_of(who, host, world)
    client.raise_request_exception = False
    probe = Probe(world, wears_name=ERROR_PAGES if host == A_HOST else ())
    routes = routes_of(urlconf, world)[part::PARTS]
    found = [problem for route in routes for problem in problems_of(probe, client, host, route)]
    assert found == []


def test_owner_of_a_sees_with_the_same_addresses_what_others_must_not(world):
    """The attempts name real rows: whom they belong to gets the private texts from them."""
    owner = client_of(User.objects.get(phone_number="+966500000001"), A_HOST)
    owner.raise_request_exception = False
    probe, shown = Probe(world), set()
    for route in routes_of(SALON, world):
        if route.name.startswith(("backoffice_", "wagtailadmin_pages:", "wagtailsnippets_")):
            for path in route.paths:
                shown |= {
                    found.split(": ", 1)[1] for found in probe.problems(owner, Attempt("GET", path))
                }
    assert {
        "showed booking.Appointment.customer_note",
        "showed booking.Appointment.reference",
        "showed booking.AppointmentEvent.reason",
        "showed billing.Refund.reason",
        "showed the customer's name",
        "showed the customer's phone",
        "showed title in a revision",
        "showed wagtailcore.Page.title",
        "showed salons.Service.name_ar",
    } <= shown
