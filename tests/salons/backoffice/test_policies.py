"""The policy in the back office: rules, exceptions, and what customers will read."""

import html

import pytest
from django.forms.models import model_to_dict

from audit.models import AuditEntry
from salons.models import BookingRules, PolicyOverride
from tenants.domain.people.membership import add_member
from tests.accounts_factories import UserFactory
from tests.clients import client_of
from tests.salons.backoffice.conftest import HOST, errors
from tests.salons.factories import ServiceFactory

pytestmark = pytest.mark.django_db
POLICIES = "/manage/snippets/salons/policyoverride/"
DATES = ("calendar", "first_month", "first_day", "last_month", "last_day")
LIST = 17


def send_rules(owner, **changes):
    rules = BookingRules.load()
    fields = model_to_dict(rules) | changes
    data = {name: "" if value is None else value for name, value in fields.items()}
    return owner.post(f"/manage/settings/salons/bookingrules/{rules.pk}/", data)


def send(owner, path="add/", **changes):
    fields = {"label_ar": "رمضان", "label_en": "Ramadan", "period": "year", "is_active": "on"}
    return owner.post(POLICIES + path, fields | changes)


def shown(response):
    return html.unescape(response.text)


def test_rules_of_the_policy_are_saved(owner):
    answer = send_rules(owner, deposit_kind="fixed", deposit_minor="50", block_after_no_shows=3)
    assert answer.status_code == 302
    rules = BookingRules.objects.get()
    assert (rules.deposit_kind, rules.deposit_minor, rules.block_after_no_shows) == (
        "fixed",
        5000,
        3,
    )


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"deposit_kind": "fixed"}, "deposit_minor", "How much is the deposit?"),
        (
            {"deposit_kind": "percent", "deposit_percent": 0},
            "deposit_percent",
            "How much is the deposit?",
        ),
        (
            {"deposit_kind": "none", "deposit_percent": 0, "deposit_after_no_shows": 1},
            "deposit_percent",
            "How much is the deposit?",
        ),
        (
            {"deposit_after_no_shows": 2, "block_after_no_shows": 2},
            "block_after_no_shows",
            "Each step needs more missed visits than the one before it.",
        ),
    ],
)
def test_policy_that_makes_no_sense_is_refused(owner, changes, field, message):
    before = BookingRules.objects.values().filter(pk=BookingRules.load().pk).get()
    assert errors(send_rules(owner, **changes)) == {field: [message]}
    assert BookingRules.objects.values().get() == before


def test_page_of_the_rules_shows_what_customers_read_in_both_languages(owner):
    rules = BookingRules.load()
    BookingRules.objects.update(deposit_kind="percent", cancellation_fee_percent=50)
    page = shown(owner.get(f"/manage/settings/salons/bookingrules/{rules.pk}/"))
    for text in (
        'lang="ar" dir="rtl"',
        'lang="en" dir="ltr"',
        "You pay SAR 60 now and SAR 140 at the salon.",
        "after that we keep 50% of the price.",
    ):
        assert text in page, text


def test_exception_is_added_with_its_services(owner):
    colour = ServiceFactory()
    answer = send(
        owner,
        services=[colour.pk],
        client_group="new",
        deposit_kind="percent",
        deposit_percent="50",
        moves_allowed="0",
    )
    assert answer.status_code == 302
    made = PolicyOverride.objects.get()
    assert list(made.services.all()) == [colour]
    assert (
        made.client_group,
        made.deposit_kind,
        made.deposit_percent,
        made.moves_allowed,
        made.free_cancellation_hours,
        made.is_active,
    ) == ("new", "percent", 50, 0, None, True)


@pytest.mark.parametrize(
    ("period", "dates"),
    [
        ("year", ("", None, None, None, None)),
        ("ramadan", ("hijri", 9, 1, 9, 30)),
        ("last_ten", ("hijri", 9, 21, 9, 30)),
        ("eid_al_fitr", ("hijri", 10, 1, 10, 3)),
        ("eid_al_adha", ("hijri", 12, 10, 12, 13)),
    ],
)
def test_named_period_fills_in_its_dates_whatever_was_typed(owner, period, dates):
    assert send(owner, period=period, calendar="gregorian", first_day="77").status_code == 302
    assert PolicyOverride.objects.values_list(*DATES).get() == dates
    page = owner.get(f"{POLICIES}edit/{PolicyOverride.objects.get().pk}/").text
    assert f'<option value="{period}" selected>' in page


def test_period_of_its_own_is_kept(owner):
    dates = dict(zip(DATES, ("gregorian", "9", "20", "9", "25"), strict=True))
    assert send(owner, period="own", **dates).status_code == 302
    assert PolicyOverride.objects.values_list(*DATES).get() == ("gregorian", 9, 20, 9, 25)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"period": "own", "calendar": "hijri", "first_month": "9"},
            "first_month",
            "Give the whole period, or none.",
        ),
        (
            {
                "period": "own",
                "calendar": "hijri",
                "first_month": "9",
                "first_day": "31",
                "last_month": "9",
                "last_day": "30",
            },
            "first_day",
            "No month of this calendar has so many days.",
        ),
        ({"deposit_kind": "fixed"}, "deposit_minor", "How much is the deposit?"),
        (
            {"cancellation_fee_percent": "101"},
            "cancellation_fee_percent",
            "Ensure this value is less than or equal to 100.",
        ),
    ],
)
def test_exception_that_makes_no_sense_is_refused(owner, changes, field, message):
    assert errors(send(owner, **changes)) == {field: [message]}
    assert not PolicyOverride.objects.exists()


def test_form_of_an_exception_shows_what_customers_read_then(owner):
    made = PolicyOverride.objects.create(label_ar="ا", label_en="E", deposit_kind="none")
    page = shown(owner.get(f"{POLICIES}edit/{made.pk}/"))
    assert "You pay nothing now, and SAR 200 at the salon." in page
    assert "where this exception holds" in page


def test_archived_service_is_not_offered(owner):
    ServiceFactory(name_en="Old cut", is_archived=True)
    assert "Old cut" not in owner.get(f"{POLICIES}add/").text


@pytest.mark.parametrize("role", ["reception", "stylist"])
def test_others_change_no_exceptions(noor, in_noor, role):
    person = UserFactory()
    add_member(person, noor, role=role)
    assert send(client_of(person, HOST)).status_code == 302
    assert not PolicyOverride.objects.exists()


def test_exceptions_are_in_the_audit_log(owner):
    send(owner, services=[ServiceFactory().pk])
    entries = AuditEntry.objects.filter(content_type__model="policyoverride")
    assert set(entries.values_list("actor__phone_number", flat=True)) == {"+966500000001"}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same(owner, django_assert_num_queries, count):
    for number in range(count):
        made = PolicyOverride.objects.create(label_ar=f"ا{number}", label_en=f"E{number}")
        made.services.set([ServiceFactory(), ServiceFactory()])
    owner.get(POLICIES)
    with django_assert_num_queries(LIST):
        owner.get(POLICIES)
