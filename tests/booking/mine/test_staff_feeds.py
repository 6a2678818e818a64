"""Calendars of the salon's people: whose work, whose names, and when they are void."""

from datetime import timedelta

import pytest
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context
from icalendar import Calendar

from accounts.models import User
from audit.models import AuditEntry
from booking.domain.changing.rescheduling import reschedule
from booking.domain.customers.health import Consent, keep_health
from booking.domain.desk.blocks import BlockDetails, block_time, change_block
from booking.domain.staff_calendar import AHEAD, KEPT
from booking.domain.staff_feeds import end_staff_feed, make_staff_feed, staff_feeds_of
from booking.domain.transitions import cancel_appointment, confirm_appointment
from booking.enums import FeedOf
from booking.models import Appointment, StaffFeed
from foundation.errors import NotAllowed
from salons.domain.linking import link_person
from tenants.domain.people.membership import add_member, remove_member
from tenants.models import Tenant
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.clients import client_of

HOST = "noor.localhost"
HOUR = timedelta(hours=1)
OWN, SALON = FeedOf
# Salon of the host, feed and its person, right, note of reading, visits, items, blocks, changes.
QUERIES = 10


def salon():
    return Tenant.objects.get(schema_name="noor")


def person(role, **details):
    user = UserFactory(**details)
    add_member(user, salon(), role=role)
    return user


@pytest.fixture
def stylist(catalogue):
    """The person behind the catalogue's first stylist."""
    user = person("stylist")
    link_person(user, catalogue.stylists[0].pk)
    return user


@pytest.fixture
def manager(catalogue):
    return person("manager")


@pytest.fixture
def visit(catalogue):
    """Sara's, by the first stylist."""
    catalogue.customer.first_name = "Sara"
    catalogue.customer.save()
    return confirm_appointment(book(catalogue, staff=catalogue.stylists[0]).pk)


def other_visit(catalogue, **details):
    details = {"customer": UserFactory(first_name="Huda"), **details}
    return confirm_appointment(book(catalogue, staff=catalogue.stylists[1], **details).pk)


def read(secret, host=HOST, **headers):
    return client_of(None, host).get(f"/calendar/{secret}.ics", headers=headers)


def events(user, of=OWN):
    body = read(make_staff_feed(user, of, language="en")).content
    return Calendar.from_ical(body).walk("VEVENT")


def summaries(user, of=OWN):
    return [str(event["summary"]) for event in events(user, of)]


def test_stylist_gets_her_own_part(catalogue, stylist, visit):
    other_visit(catalogue)
    (event,) = events(stylist)
    service = catalogue.service.name_en
    assert str(event["summary"]) == f"Sara · {service}"
    assert (event.start, event.end) == (TEN_O_CLOCK, TEN_O_CLOCK + HOUR)
    assert str(event["url"]).endswith(f"/manage/appointments/{visit.pk}/")


def test_manager_gets_the_whole_salon_with_who_does_it(catalogue, manager, visit):
    other_visit(catalogue)
    first, second = (str(each.name_en) for each in catalogue.stylists)
    service = catalogue.service.name_en
    assert sorted(summaries(manager, SALON)) == sorted(
        [f"{first} · Sara · {service}", f"{second} · Huda · {service}"]
    )


def test_no_number_no_price_no_health_is_in_it(catalogue, manager, visit):
    customer = catalogue.customer
    User.objects.filter(pk=customer.pk).update(first_name="", last_name="")
    keep_health(
        customer.pk, allergies="henna", notes="asthma", consent=Consent("yes"), actor=customer
    )
    Appointment.objects.update(customer_note="call me")
    text = read(make_staff_feed(manager, SALON, language="en")).content.decode()
    for secret in (customer.phone_number[4:], "henna", "asthma", "115", "call me"):
        assert secret not in text
    assert "••" in text


def test_moved_visit_replaces_itself(catalogue, stylist, visit):
    (before,) = events(stylist)
    reschedule(visit.pk, start=TEN_O_CLOCK + HOUR, actor=None, by_salon=True)
    (after,) = events(stylist)
    assert after["uid"] == before["uid"]
    assert int(after["sequence"]) == int(before["sequence"]) + 1
    assert after.start == TEN_O_CLOCK + HOUR


def test_lost_and_unconfirmed_visits_are_not_in_it(catalogue, stylist, visit):
    cancel_appointment(visit.pk, actor=None, by_salon=True)
    book(catalogue, staff=catalogue.stylists[0], hold=True, customer=UserFactory())
    assert events(stylist) == []


def test_blocked_times_are_in_it(catalogue, stylist, manager):
    first = catalogue.stylists[0]
    details = {"staff_id": first.pk, "reason": "Dentist"}
    block = block_time(
        BlockDetails(**details, starts_at=TEN_O_CLOCK, ends_at=TEN_O_CLOCK + HOUR), by=manager
    )
    assert summaries(stylist) == ["Blocked time · Dentist"]
    assert summaries(manager, SALON) == [f"{first.name_en} · Blocked time · Dentist"]
    (before,) = events(stylist)
    change_block(
        block.pk, BlockDetails(**details, starts_at=TEN_O_CLOCK, ends_at=TEN_O_CLOCK + 2 * HOUR)
    )
    (after,) = events(stylist)
    assert (after["uid"] != before["uid"], after.end) == (True, TEN_O_CLOCK + 2 * HOUR)


@pytest.mark.parametrize("past", [AHEAD, -KEPT])
def test_what_is_far_away_is_not_in_it(stylist, visit, time_machine, past):
    secret = make_staff_feed(stylist, OWN, language="en")
    time_machine.move_to(TEN_O_CLOCK - past + (HOUR * 2 if past < HOUR else -HOUR), tick=False)
    assert b"VEVENT" not in read(secret).content


def test_number_of_statements_does_not_grow(catalogue, manager, visit, django_assert_num_queries):
    secret = make_staff_feed(manager, SALON, language="en")
    read(secret)
    with django_assert_num_queries(QUERIES):
        read(secret)
    other_visit(catalogue)
    other_visit(catalogue, start=TEN_O_CLOCK + 2 * HOUR)
    with django_assert_num_queries(QUERIES):
        read(secret)


@pytest.mark.parametrize(
    ("role", "open_to"),
    [
        ("owner", [OWN, SALON]),
        ("manager", [OWN, SALON]),
        ("reception", [OWN]),
        ("stylist", [OWN]),
        (None, []),
    ],
)
def test_who_may_have_which(catalogue, role, open_to):
    user = person(role) if role else UserFactory()
    for of in FeedOf:
        if of in open_to:
            assert read(make_staff_feed(user, of, language="en")).status_code == 200
        else:
            with pytest.raises(NotAllowed):
                make_staff_feed(user, of, language="en")
    assert sorted(staff_feeds_of(user)) == sorted(open_to)


def test_support_gets_none(catalogue):
    admin = UserFactory(is_superuser=True)
    with pytest.raises(NotAllowed):
        make_staff_feed(admin, OWN, language="en")


def test_who_leaves_loses_it_and_does_not_get_it_back(catalogue, manager):
    secret = make_staff_feed(manager, OWN, language="en")
    remove_member(manager, salon())
    assert (read(secret).status_code, StaffFeed.objects.count()) == (404, 0)
    add_member(manager, salon(), role="manager")
    assert read(secret).status_code == 404


def test_lesser_role_keeps_her_own_alone(catalogue, manager):
    own, whole = (make_staff_feed(manager, of, language="en") for of in FeedOf)
    add_member(manager, salon(), role="stylist")
    assert (read(own).status_code, read(whole).status_code) == (200, 404)
    assert list(staff_feeds_of(manager)) == [OWN]


def test_closed_account_reads_nothing(catalogue, manager):
    secret = make_staff_feed(manager, OWN, language="en")
    User.objects.filter(pk=manager.pk).update(is_active=False)
    assert read(secret).status_code == 404


def test_address_opens_nothing_at_another_salon(catalogue, manager, reem):
    secret = make_staff_feed(manager, OWN, language="en")
    for host in ("reem.localhost", "localhost"):
        assert read(secret, host).status_code == 404
    with schema_context("reem"):
        assert not StaffFeed.objects.exists()


def test_new_address_ends_the_old_one_and_only_its_hash_is_kept(catalogue, manager):
    old, new = (make_staff_feed(manager, OWN, language="en") for _time in range(2))
    assert (read(old).status_code, read(new).status_code) == (404, 200)
    assert new not in str(StaffFeed.objects.values())
    end_staff_feed(manager, OWN)
    end_staff_feed(manager, OWN)
    assert read(new).status_code == 404
    verbs = AuditEntry.objects.filter(actor=manager).order_by("pk")
    assert [each.additional_data["verb"] for each in verbs] == [
        "calendar_made",
        "calendar_made",
        "calendar_ended",
    ]


def test_unchanged_calendar_is_not_sent_again_and_a_shorter_one_is(catalogue, stylist, visit):
    secret = make_staff_feed(stylist, OWN, language="en")
    first = read(secret)
    assert read(secret, if_none_match=first.headers["ETag"]).status_code == 304
    cancel_appointment(visit.pk, actor=None, by_salon=True)
    since = f"{NOW:%a, %d %b %Y %H:%M:%S GMT}"
    assert read(secret, if_none_match=first.headers["ETag"]).status_code == 200
    assert read(secret, if_modified_since=since).status_code == 200


def test_page_makes_shows_once_and_ends(catalogue, manager):
    browser = client_of(manager, HOST)
    address = "/manage/appointments/calendar/"
    assert _("The whole salon") in browser.get(address).content.decode()
    made = browser.post(address, {"make": "salon"})
    shown = next(each for each in made.context["shown"] if each.of == SALON)
    assert shown.address in made.content.decode()
    assert read(shown.address.rpartition("/")[2].removesuffix(".ics")).status_code == 200
    assert "no-store" in made.headers["Cache-Control"]
    assert shown.address not in browser.get(address).content.decode()
    browser.post(address, {"end": "salon"})
    assert staff_feeds_of(manager) == {}


def test_page_offers_a_stylist_her_own_alone(catalogue, stylist):
    browser = client_of(stylist, HOST)
    assert browser.post("/manage/appointments/calendar/", {"make": "salon"}).status_code == 404
    assert not StaffFeed.objects.exists()
