"""A customer's own appointments at one salon."""

from datetime import timedelta

import pytest

from booking.domain.transitions import cancel_appointment, confirm_appointment, expire_hold
from booking.models import Appointment
from booking.web.panels import Place, _panels, register_panel
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.booking.web.conftest import HOST
from tests.clients import client_of


@pytest.fixture
def appointment(catalogue):
    return book(catalogue, staff=catalogue.stylists[0])


@pytest.fixture
def confirmed(appointment):
    return confirm_appointment(appointment.pk)


def mine(appointment, end="", language="en"):
    return f"/{language}/my/{appointment.pk}/{end}"


def test_list_is_for_those_who_signed_in(visitor, catalogue):
    assert visitor.get("/en/my/").url == "/en/account/login/?next=/en/my/"


def test_list_without_appointments_invites_to_book(customer):
    html = customer.get("/en/my/").content.decode()
    assert ("Nothing booked yet" in html, "/en/book/" in html) == (True, True)


def test_list_has_what_is_ahead_first_and_the_past_below(customer, catalogue, confirmed):
    gone = book(catalogue, start=TEN_O_CLOCK + timedelta(hours=3))
    cancel_appointment(gone.pk, actor=catalogue.customer, by_salon=False)
    context = customer.get("/en/my/").context
    assert list(context["upcoming"]) == [confirmed]
    assert list(context["past"]) == [gone]


def test_hold_that_ran_out_is_past_before_its_job_has_run(customer, appointment, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=16), tick=False)
    response = customer.get("/en/my/")
    assert list(response.context["past"]) == [appointment]
    assert "Expired" in response.content.decode()


def test_one_appointment_and_three_take_the_same_queries(
    customer, catalogue, appointment, django_assert_num_queries, django_assert_max_num_queries
):
    customer.get("/en/my/")
    with django_assert_max_num_queries(20) as one:
        customer.get("/en/my/")
    for hours in (2, 4):
        book(catalogue, start=TEN_O_CLOCK + timedelta(hours=hours))
    with django_assert_num_queries(len(one)):
        assert len(customer.get("/en/my/").context["upcoming"]) == 3


def test_past_comes_in_pages(customer, catalogue):
    for number in range(12):
        made = book(catalogue, start=TEN_O_CLOCK + timedelta(hours=number % 12))
        cancel_appointment(made.pk, actor=catalogue.customer, by_salon=False)
    first, second = (customer.get(f"/en/my/?page={page}").context["past"] for page in (1, 2))
    assert (len(first), len(second)) == (10, 2)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_detail_shows_the_reference_and_the_price(customer, confirmed, language):
    html = customer.get(mine(confirmed, language=language)).content.decode()
    assert (confirmed.reference in html, "115" in html, "15" in html) == (True, True, True)
    assert ("calendar.ics" in html, "/cancel/" in html, "/book/?service=" in html) == (
        True,
        True,
        True,
    )


def test_detail_counts_down_and_leads_to_the_payment(customer, appointment):
    html = customer.get(mine(appointment)).content.decode()
    assert f'href="/en/pay/for/{appointment.pk}/"' in html
    assert 'datetime="2030-01-05T09:10:00+03:00"' in html


def test_detail_of_an_expired_hold_offers_to_book_again(customer, appointment, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=16), tick=False)
    expire_hold(str(appointment.pk))
    html = customer.get(mine(appointment)).content.decode()
    assert ("is free again" in html, "/pay/for/" in html, "/cancel/" in html) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize("end", ["", "cancel/", "calendar.ics"])
def test_somebody_elses_appointment_does_not_exist(catalogue, confirmed, end):
    stranger = client_of(UserFactory(), HOST)
    assert stranger.get(mine(confirmed, end)).status_code == 404


def test_somebody_elses_appointment_cannot_be_cancelled(catalogue, confirmed):
    stranger = client_of(UserFactory(), HOST)
    assert stranger.post(mine(confirmed, "cancel/")).status_code == 404
    confirmed.refresh_from_db()
    assert confirmed.status == "confirmed"


def test_appointment_of_another_salon_does_not_exist_here(catalogue, confirmed):
    there = client_of(catalogue.customer, "reem.localhost")
    assert there.get(mine(confirmed)).status_code == 404


@pytest.mark.parametrize("end", ["", "cancel/", "calendar.ics"])
def test_visitor_signs_in_first(visitor, confirmed, end):
    address = mine(confirmed, end)
    assert visitor.get(address).url == f"/en/account/login/?next={address}"


@pytest.mark.parametrize("hours_before", [25, 3])
def test_cancel_of_what_was_not_paid_here_costs_nothing(
    customer, confirmed, time_machine, hours_before
):
    time_machine.move_to(TEN_O_CLOCK - timedelta(hours=hours_before), tick=False)
    assert "It costs you nothing" in customer.get(mine(confirmed, "cancel/")).content.decode()


def test_cancel_of_an_unpaid_appointment_costs_nothing(customer, appointment):
    assert "It costs you nothing" in customer.get(mine(appointment, "cancel/")).content.decode()


def test_cancel_frees_the_time_and_says_so(customer, catalogue, confirmed):
    response = customer.post(mine(confirmed, "cancel/"), follow=True)
    confirmed.refresh_from_db()
    assert (confirmed.status, response.redirect_chain) == (
        "cancelled_by_customer",
        [(mine(confirmed), 302)],
    )
    assert "Your appointment is cancelled." in response.content.decode()
    assert book(catalogue, staff=catalogue.stylists[0]).status == "pending_payment"


@pytest.mark.parametrize("method", ["get", "post"])
def test_cancel_after_the_beginning_is_refused(customer, confirmed, time_machine, method):
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=1), tick=False)
    response = getattr(customer, method)(mine(confirmed, "cancel/"))
    confirmed.refresh_from_db()
    assert (response.url, confirmed.status) == (mine(confirmed), "confirmed")


def test_panels_of_higher_apps_are_shown(customer, confirmed, monkeypatch):
    monkeypatch.setitem(_panels, Place.APPOINTMENT, [])
    panel = register_panel(Place.APPOINTMENT)(lambda request, appointment: appointment.status)
    register_panel(Place.APPOINTMENT)(panel)
    context = customer.get(mine(confirmed)).context
    assert context["panels"] == ["confirmed"]


def test_pages_are_never_kept(customer, confirmed):
    for end in ("", "cancel/", "calendar.ics"):
        assert "no-store" in customer.get(mine(confirmed, end)).headers["Cache-Control"]
    assert Appointment.objects.count() == 1
