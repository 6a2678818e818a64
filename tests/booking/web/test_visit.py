"""A visit as the pages tell it: guests, add-ons, rooms, waiting; again; the calendar file."""

import re
from datetime import timedelta

import pytest

from accounts.models import User
from booking.domain.availability import PartRequest, VisitRequest
from booking.models import Appointment
from booking.web.visit import again
from salons.models import Service
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.web.holding import hold
from tests.booking.web.menu import add_on, another_service, put_in_room
from tests.booking.web.test_calendar_file import event_of
from tests.booking.web.test_services_step import text_of
from tests.clients import client_of

START = "20300106T0700Z"


@pytest.fixture
def party(catalogue):
    """Two guests: a haircut with gloss in the room, and the other service by Lama."""
    other = another_service(catalogue, name_en="Henna")
    gloss = add_on(catalogue.service)
    put_in_room(catalogue.service)
    guests = (
        (PartRequest(catalogue.service.pk, None, (gloss.pk,)),),
        (PartRequest(other.pk, catalogue.stylists[1].pk),),
    )
    return book(catalogue, visit=VisitRequest(guests))


def detail(customer, appointment, language="en"):
    return customer.get(f"/{language}/my/{appointment.pk}/")


def confirm_page(customer, query, start=START):
    return customer.get(hold(customer, f"{query}&start={start}").url).content.decode()


def test_detail_tells_guests_add_ons_people_and_rooms(customer, catalogue, party):
    words = text_of(detail(customer, party).content.decode())
    service, (lama, amal) = catalogue.service, catalogue.stylists
    assert "Guest 1 10:00 AM – 11:15 AM" in words
    assert (
        f"{service.name_en} + Gloss with {lama.name_en} · 10:00 AM · 1 h 15 min · Room 1" in words
    )
    assert f"Guest 2 10:00 AM – 11:00 AM Henna with {amal.name_en}" in words


def test_detail_reads_the_copies_whatever_the_catalogue_says_today(customer, party):
    Service.objects.update(name_en="Renamed", price_minor=1)
    words = text_of(detail(customer, party).content.decode())
    assert ("Renamed" in words, "Henna" in words, "Gloss" in words) == (False, True, True)


def test_detail_is_in_the_language_of_the_page(customer, catalogue, party):
    html = detail(customer, party, "ar").content.decode()
    assert (catalogue.service.name_ar in html, "Gloss ع" in html) == (True, True)


def test_detail_takes_the_same_queries_for_many_parts(
    customer, catalogue, party, django_assert_num_queries, django_assert_max_num_queries
):
    single = book(catalogue, start=TEN_O_CLOCK + timedelta(hours=5))
    detail(customer, single)
    with django_assert_max_num_queries(27) as one:
        detail(customer, single)
    with django_assert_num_queries(len(one)):
        detail(customer, party)


def test_card_names_each_service_once_and_counts_the_guests(customer, catalogue):
    same = (PartRequest(catalogue.service.pk),)
    book(catalogue, visit=VisitRequest((same, same)))
    words = text_of(customer.get("/en/my/").content.decode())
    assert (words.count(catalogue.service.name_en), "2 guests" in words) == (1, True)


def test_booking_again_asks_for_the_same_by_the_same_people(catalogue, party):
    gloss = party.items.first().add_ons[0]["id"]
    first, other = catalogue.service.pk, party.items.last().service_id
    lama, amal = (person.pk for person in catalogue.stylists)
    assert again(party.items.all()).query == (
        f"service={first}&add={first}-{gloss}&by={first}-{lama}"
        f"&guests=2&service2={other}&by2={other}-{amal}"
    )


def test_booking_again_alone_names_the_person_for_the_whole_visit(catalogue):
    lama = catalogue.stylists[0]
    choice = again(book(catalogue, staff=lama).items.all())
    assert choice.query == f"service={catalogue.service.pk}&staff={lama.pk}"


def test_booking_again_for_guests_with_the_same_stays_the_same(catalogue):
    same = (PartRequest(catalogue.service.pk),)
    booked = list(book(catalogue, visit=VisitRequest((same, same))).items.all())
    pk, (first, second) = catalogue.service.pk, (item.staff_id for item in booked)
    assert again(booked).query == f"service={pk}&by={pk}-{first}&guests=2&by2={pk}-{second}"


def test_calendar_entry_tells_each_guest(customer, catalogue, party):
    service, (lama, amal) = catalogue.service, catalogue.stylists
    event = event_of(customer, party)
    assert str(event["summary"]) == f"{service.name_en}, Henna at Noor Salon"
    assert str(event["description"]).split("\n")[:4] == [
        "Guest 1",
        f"{service.name_en}, Gloss with {lama.name_en}, Room 1",
        "Guest 2",
        f"Henna with {amal.name_en}",
    ]


def test_waiting_between_parts_is_told(customer, catalogue):
    lama, amal = catalogue.stylists
    second = another_service(catalogue, name_en="Henna", by=[amal], buffer_before_minutes=10)
    book(catalogue, staff=amal, start=TEN_O_CLOCK)
    # Amal is free at eleven and needs ten minutes to prepare.
    query = (
        f"service={catalogue.service.pk}&by={catalogue.service.pk}-{lama.pk}&service={second.pk}"
    )
    assert "10 min in between" in text_of(confirm_page(customer, query))


def test_confirm_tells_room_and_add_on_before_booking(customer, catalogue):
    gloss = add_on(catalogue.service)
    put_in_room(catalogue.service)
    pk = catalogue.service.pk
    words = text_of(confirm_page(customer, f"service={pk}&add={pk}-{gloss.pk}"))
    person = Appointment.objects.get().items.get().staff_name_en
    assert f"+ Gloss with {person} · 1 h 15 min · Room 1 SAR 155" in words
    # The sum beside the button, the policy and the VAT are those of this visit.
    assert (words.count("SAR 155"), "SAR 20.22" in words) == (4, True)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"needs_patch_test": True}, "only if you have had one"),
        ({"price_kind": "from"}, "The price is the least that it costs"),
    ],
)
def test_confirm_says_what_is_to_be_known(customer, catalogue, facts, words):
    query = f"service={catalogue.service.pk}"
    assert words not in confirm_page(customer, query)
    Service.objects.update(**facts)
    assert words in confirm_page(customer, query)


def test_patch_test_can_still_be_had_before_a_later_visit(customer, catalogue):
    Service.objects.update(needs_patch_test=True)
    later = confirm_page(customer, f"service={catalogue.service.pk}", "20300108T0700Z")
    assert "have one at the salon at least 48 hours before" in later


def test_add_on_withdrawn_meanwhile_is_said_and_nothing_booked(customer, catalogue):
    gloss = add_on(catalogue.service)
    gloss.is_archived = True
    gloss.save()
    pk = catalogue.service.pk
    response = hold(customer, f"service={pk}&add={pk}-{gloss.pk}&start={START}")
    shown = [str(each) for each in customer.get(response.url).context["messages"]]
    assert shown == ["This add-on does not go with the service."]
    assert not Appointment.objects.exists()


def test_confirm_takes_the_same_queries_for_many_services_and_people(
    customer, catalogue, django_assert_num_queries, django_assert_max_num_queries
):
    first, query = catalogue.service, f"service={catalogue.service.pk}&start={START}"
    one = hold(customer, query).url
    customer.get(one)
    with django_assert_max_num_queries(24) as found:
        customer.get(one)
    few = len(found)
    more = [another_service(catalogue) for _ in range(3)]
    query += "".join(f"&service={service.pk}" for service in more)
    many = hold(customer, f"{query}&guests=2").url
    with django_assert_num_queries(few):
        assert first.name_en in customer.get(many).content.decode()


def test_switching_the_language_keeps_what_is_typed_and_books_nothing(catalogue):
    User.objects.update(first_name="")
    browser = client_of(catalogue.customer, "noor.localhost")
    address = hold(browser, f"service={catalogue.service.pk}&start={START}").url[len("/en") :]
    page = browser.get(f"/en{address}").content.decode()
    assert f'formaction="/ar{address.replace("&", "&amp;")}"' in page
    typed = {"name": "Sara", "note": "Quiet", "switch": "ar"}
    html = browser.post(f"/ar{address}", typed).content.decode()
    assert 'lang="ar"' in html
    assert ('value="Sara"' in html, "Quiet</textarea>" in html) == (True, True)
    assert Appointment.objects.get().status == "held"
    assert re.search(r'aria-invalid="true"', html) is None
