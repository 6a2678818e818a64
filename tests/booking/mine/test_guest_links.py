"""Signed links of a party's guests: what they show, what they hide, when they are void."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from accounts.models import User
from booking.domain.attendance import mark_no_show
from booking.domain.guest_links import guest_token
from booking.domain.transitions import cancel_appointment
from booking.models import Appointment
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.mine.conftest import NOOR, REEM
from tests.booking.web.test_services_step import text_of
from tests.clients import client_of

VOID = "This link leads nowhere any more."


def visit(appointment, guest=1, size=3, end="", language="en"):
    return f"/{language}/visit/{guest_token(appointment, guest=guest, size=size)}/{end}"


def test_guest_sees_her_own_part_and_whose_invitation_it_is(anybody, catalogue, party):
    own = party.items.get(guest=1)
    words = text_of(anybody.get(visit(party)).content.decode())
    assert f"{catalogue.customer.first_name} has booked this for you" in words
    assert f"{catalogue.service.name_en} with {own.staff_name_en} · 10:00 AM" in words


def test_guest_sees_neither_prices_nor_phone_nor_reference_nor_the_others(
    anybody, catalogue, party
):
    User.objects.filter(pk=catalogue.customer.pk).update(last_name="Alotaibi")
    Appointment.objects.update(customer_note="her secret wish")
    html = anybody.get(visit(party)).content.decode()
    others = [item.staff_name_en for item in party.items.exclude(guest=1)]
    hidden = ("115", catalogue.customer.phone_number[-9:], party.reference, "Alotaibi", *others)
    assert [text for text in (*hidden, "her secret wish", str(party.pk)) if text in html] == []


@pytest.mark.parametrize("end", ["", "calendar.ics"])
def test_guests_page_is_kept_by_nobody_and_found_by_nobody(anybody, party, end):
    headers = anybody.get(visit(party, end=end)).headers
    assert (headers["X-Robots-Tag"], headers["Referrer-Policy"]) == (
        "noindex, nofollow",
        "same-origin",
    )
    assert "no-store" in headers["Cache-Control"]


def test_guests_page_begins_no_session(anybody, party):
    assert anybody.get(visit(party)).cookies.get("sessionid") is None


def test_calendar_file_of_a_guest_is_an_event_of_her_own(anybody, catalogue, party):
    address = visit(party, guest=2)
    (event,) = Calendar.from_ical(anybody.get(address + "calendar.ics").content).walk("VEVENT")
    own = party.items.get(guest=2)
    assert str(event["uid"]) == f"{party.pk}-3@localhost"
    assert str(event["description"]).split("\n") == [
        f"{catalogue.service.name_en} with {own.staff_name_en}",
        f"http://{NOOR}{address}",
    ]


def test_detail_hands_out_a_link_for_each_guest_but_the_first(catalogue, party):
    html = client_of(catalogue.customer, NOOR).get(f"/en/my/{party.pk}/").content.decode()
    assert re.findall(rf'value="http://{NOOR}(/en/visit/[^"]+)"', html) == [
        visit(party, guest=1),
        visit(party, guest=2),
    ]


def test_visit_of_one_has_no_links(catalogue, anybody):
    alone = book(catalogue)
    html = client_of(catalogue.customer, NOOR).get(f"/en/my/{alone.pk}/").content.decode()
    assert "/visit/" not in html


def test_link_of_a_party_that_is_not_paid_for_is_void(catalogue, anybody, party):
    Appointment.objects.update(
        status="pending_payment", hold_expires_at=TEN_O_CLOCK - timedelta(hours=1)
    )
    assert anybody.get(visit(party)).status_code == 404


@pytest.mark.parametrize("end", ["", "calendar.ics"])
def test_link_is_void_when_the_visit_is_cancelled(anybody, catalogue, party, end):
    cancel_appointment(party.pk, actor=catalogue.customer, by_salon=False)
    response = anybody.get(visit(party, end=end))
    assert (response.status_code, catalogue.customer.first_name in response.content.decode()) == (
        404,
        False,
    )


def test_link_is_void_when_the_visit_was_missed(anybody, party, time_machine):
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=20), tick=False)
    mark_no_show(party.pk, actor=None)
    assert VOID in anybody.get(visit(party)).content.decode()


def test_link_is_void_when_the_party_has_another_size(anybody, party):
    party.items.filter(guest=2).delete()
    assert anybody.get(visit(party, guest=1, size=3)).status_code == 404


@pytest.mark.parametrize(("days", "status"), [(2, 200), (4, 404)])
def test_link_ends_some_days_after_the_visit(anybody, party, time_machine, days, status):
    time_machine.move_to(TEN_O_CLOCK + timedelta(days=days), tick=False)
    assert anybody.get(visit(party)).status_code == status


def test_link_follows_a_visit_that_moves(anybody, party):
    later = timedelta(hours=2)
    for item in party.items.all():
        item.starts_at, item.ends_at = item.starts_at + later, item.ends_at + later
        item.save()
    assert "12:00 PM" in text_of(anybody.get(visit(party)).content.decode())


def test_link_of_one_salon_is_void_at_another(party, reem):
    response = client_of(None, REEM).get(visit(party))
    assert (response.status_code, VOID in response.content.decode()) == (404, True)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1],
        lambda token: "B" + token[1:],
        lambda token: token.partition("~")[0],
        lambda token: "~" + token,
        lambda token: "x" * 300,
    ],
)
def test_forged_link_is_void(anybody, party, spoil):
    token = guest_token(party, guest=1, size=3)
    assert anybody.get(f"/en/visit/{spoil(token)}/").status_code == 404


def test_guest_who_is_not_there_has_no_link(anybody, party):
    assert anybody.get(visit(party, guest=3)).status_code == 404


def test_guests_page_takes_the_same_queries_for_every_party(
    anybody, party, django_assert_max_num_queries
):
    anybody.get(visit(party))
    with django_assert_max_num_queries(12):
        anybody.get(visit(party))
