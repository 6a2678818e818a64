"""Booking for who calls, on the page."""

from datetime import timedelta

import pytest

from booking.models import Appointment
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.clients import prove_again
from tests.cms_backoffice.conftest import texts

NEW = "/manage/appointments/new/"
CALLER = "+966551234567"


def typed(catalogue, **values):
    return {
        "service": catalogue.service.pk,
        "date": "2030-01-06",
        "phone": "055 123 4567",
        "name": "Huda",
        **values,
    }


def test_times_of_a_day_are_offered(reception, catalogue):
    response = reception.post(NEW, typed(catalogue, do="times", phone=""))
    assert len(response.context["slots"]) == 45
    assert response.context["form"].errors == {}


def test_offered_time_is_booked(reception, catalogue, people):
    response = reception.post(
        NEW, typed(catalogue, do="book", start=TEN_O_CLOCK.isoformat()), follow=True
    )
    made = Appointment.objects.get()
    assert response.redirect_chain[-1][0] == f"/manage/appointments/{made.pk}/"
    assert (made.starts_at, made.customer.phone_number, made.created_by) == (
        *(TEN_O_CLOCK, CALLER),
        people.reception,
    )


def test_typed_time_is_booked(reception, catalogue):
    reception.post(NEW, typed(catalogue, do="book", time="10:07"))
    assert Appointment.objects.get().starts_at == TEN_O_CLOCK + timedelta(minutes=7)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"phone": "055"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"service": ""}, "service"),
        ({"service": "0"}, "service"),
        ({"date": "x"}, "date"),
        ({"date": "2099-01-01"}, "time"),
        ({"time": ""}, "time"),
        ({"time": "25:00"}, "time"),
        ({"start": "x", "time": ""}, "start"),
        ({"staff": "0"}, "staff"),
        ({"pay": "7"}, "pay"),
    ],
)
def test_bad_input_is_marked_and_books_nothing(reception, catalogue, values, field):
    response = reception.post(NEW, typed(catalogue, **{"do": "book", "time": "10:00", **values}))
    assert list(response.context["form"].errors) == [field]
    assert not Appointment.objects.exists()


def test_taken_time_says_why_and_what_is_near(reception, catalogue):
    stylist = catalogue.stylists[0]
    book(catalogue, staff=stylist)
    response = reception.post(NEW, typed(catalogue, do="book", time="10:00", staff=stylist.pk))
    html = response.content.decode()
    assert [reason.rule for reason in response.context["reasons"]] == ["booked"]
    assert len(response.context["near"]) == 6
    assert 'value="overbook"' not in html
    assert Appointment.objects.count() == 1


def test_owner_overbooks_with_a_reason(owner, catalogue):
    stylist = catalogue.stylists[0]
    book(catalogue, staff=stylist)
    values = typed(catalogue, time="10:00", staff=stylist.pk)
    assert 'value="overbook"' in owner.post(NEW, {**values, "do": "book"}).content.decode()
    without = owner.post(NEW, {**values, "do": "overbook"})
    assert "reason" in without.context["form"].errors
    assert Appointment.objects.count() == 1
    owner.post(NEW, {**values, "do": "overbook", "reason": "A bride"})
    made = Appointment.objects.get(source="salon")
    assert (made.overbooking_reason, made.created_by_id is not None) == ("A bride", True)
    page = owner.get(f"/manage/appointments/{made.pk}/").content.decode()
    assert "A bride" in page


def test_reception_cannot_overbook_by_sending_the_field(reception, catalogue):
    stylist = catalogue.stylists[0]
    book(catalogue, staff=stylist)
    values = typed(catalogue, time="10:00", staff=stylist.pk, do="overbook", reason="x")
    response = reception.post(NEW, values)
    assert response.context["form"].non_field_errors()
    assert Appointment.objects.count() == 1


def test_known_customer_is_found_and_booked(reception, catalogue, appointment):
    customer = appointment.customer
    found = reception.post(NEW, typed(catalogue, do="find", find=customer.first_name))
    assert [each["pk"] for each in found.context["people"]] == [customer.pk]
    values = typed(catalogue, customer=customer.pk, time="14:00", phone="", name="")
    assert customer.first_name in reception.post(NEW, values).content.decode()
    reception.post(NEW, {**values, "do": "book"})
    assert Appointment.objects.get(source="salon").customer == customer


def test_strangers_cannot_be_booked_by_their_id(reception, catalogue, people):
    values = typed(catalogue, customer=people.stranger.pk, time="14:00", phone="", do="book")
    response = reception.post(NEW, values)
    assert list(response.context["form"].errors) == ["phone"]
    assert not Appointment.objects.exists()


def test_who_is_sent_to_pay_waits_for_payment(reception, catalogue):
    reception.post(NEW, typed(catalogue, do="book", time="10:00", pay="60"))
    assert Appointment.objects.get().status == "pending_payment"


@pytest.mark.parametrize("do", ["x", "", "__class__", "book_", "judge"])
def test_odd_buttons_show_the_times(reception, catalogue, do):
    assert "slots" in reception.post(NEW, typed(catalogue, do=do)).context
    assert not Appointment.objects.exists()


def test_address_of_a_free_cell_fills_the_form(reception, catalogue):
    stylist = catalogue.stylists[1]
    html = reception.get(f"{NEW}?staff={stylist.pk}&date=2030-01-06&time=10:30").content.decode()
    for value in (f'value="{stylist.pk}" selected', 'value="2030-01-06"', 'value="10:30"'):
        assert value in html


def test_walk_in_is_taken_from_the_page(reception, catalogue, time_machine):
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=20), tick=False)
    prove_again(reception)
    values = {"service": catalogue.service.pk, "name": "The lady in blue"}
    look = reception.post("/manage/appointments/walk-in/", {**values, "do": "look"})
    assert look.context["slot"].start == TEN_O_CLOCK + timedelta(minutes=20)
    done = reception.post("/manage/appointments/walk-in/", {**values, "do": "start"}, follow=True)
    made = Appointment.objects.get()
    assert (made.status, made.customer, made.guest_name) == (
        *("in_progress", None),
        "The lady in blue",
    )
    assert made.reference in texts(done)[0]
    page = reception.get(f"/manage/appointments/{made.pk}/").content.decode()
    assert "The lady in blue" in page


@pytest.mark.parametrize("path", ["new", "walk-in", "series/new", "blocks/new"])
@pytest.mark.parametrize("who", ["stylist", "customer", "stranger", "nobody"])
def test_desk_is_for_those_who_run_appointments(browsers, catalogue, path, who):
    values = typed(catalogue, do="book", time="10:00")
    for response in (
        browsers[who].get(f"/manage/appointments/{path}/"),
        browsers[who].post(f"/manage/appointments/{path}/", values),
    ):
        assert response.status_code in (302, 403)
    assert not Appointment.objects.exists()
