"""Who gets in where: every page and every button against every kind of person."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tenants.utils import tenant_context

from billing.models import Refund
from booking.models import Appointment
from tests.clients import client_of

INSIDERS = {"owner", "reception", "stylist"}
LOGIN, HOME = "/account/login/", "/manage/"
# Page: who sees it. Everybody else is sent away.
PAGES = {
    "/manage/appointments/": INSIDERS,
    "/manage/appointments/search/?q=ABC": INSIDERS,
    "/manage/appointments/{appointment}/": INSIDERS,
    "/manage/appointments/{appointment}/cancel/": {"owner", "reception"},
    "/manage/payments/{payment}/refund/": {"owner"},
}
POSTS = {
    "/manage/appointments/{appointment}/record/arrived/": {"owner", "reception"},
    "/manage/appointments/{appointment}/cancel/": {"owner", "reception"},
    "/manage/payments/{payment}/refund/": {"owner"},
}
EVERYBODY = ["owner", "reception", "stylist", "customer", "stranger", "nobody"]


def filled(page, paid):
    return page.format(appointment=paid.appointment_id, payment=paid.pk)


@pytest.fixture
def soon(paid):
    """The payment of a visit that is in an hour: what is recorded on the day can be recorded."""
    begins = timezone.now() + timedelta(hours=1)
    Appointment.objects.update(starts_at=begins, ends_at=begins + timedelta(hours=1))
    return paid


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_for_those_who_may(browsers, paid, page, who):
    response = browsers[who].get(filled(page, paid))
    if who in PAGES[page]:
        assert response.status_code == 200
    else:
        assert response.status_code == 302
        assert response.url.startswith(HOME if who in INSIDERS else LOGIN)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("page", POSTS)
def test_buttons_are_for_those_who_may(browsers, soon, page, who):
    browsers[who].post(filled(page, soon), {"reason": "A good one", "amount": "10"})
    appointment = Appointment.objects.get()
    changed = appointment.status != "confirmed" or Refund.objects.exists()
    assert changed is (who in POSTS[page])


@pytest.mark.parametrize("page", PAGES)
def test_owner_of_another_salon_finds_nothing_at_home(people, paid, page):
    at_home = client_of(people.stranger, "reem.localhost")
    response = at_home.get(filled(page, paid))
    assert response.status_code == (404 if "{" in page else 200)
    assert paid.appointment.reference not in response.content.decode()


def test_owner_of_another_salon_changes_nothing(noor, people, paid):
    at_home = client_of(people.stranger, "reem.localhost")
    for page in POSTS:
        response = at_home.post(filled(page, paid), {"reason": "Mine now", "amount": "10"})
        assert response.status_code == 404
    with tenant_context(noor):
        paid.appointment.refresh_from_db()
        assert (paid.appointment.status, Refund.objects.count()) == ("confirmed", 0)


@pytest.mark.parametrize("who", ["owner", "reception", "stylist"])
def test_menu_and_first_page_show_the_appointments(browsers, appointment, who):
    html = browsers[who].get("/manage/").content.decode()
    assert ('"/manage/appointments/"' in html, 'id="today-section"' in html) == (True, True)


@pytest.mark.parametrize(
    ("who", "sees"), [("owner", True), ("reception", True), ("stylist", False)]
)
def test_phone_numbers_and_money_are_for_those_who_may(browsers, appointment, who, sees):
    appointment.customer.phone_number = "+966500000777"
    appointment.customer.save()
    for page in ("/manage/appointments/?day=2030-01-06", f"/manage/appointments/{appointment.pk}/"):
        html = browsers[who].get(page).content.decode()
        assert ("+966 50 000 0777" in html, "+966••••••777" in html) == (sees, not sees)
        assert ("SAR 115" in html) is sees


@pytest.mark.parametrize(
    ("who", "buttons"),
    [("owner", (True, True)), ("reception", (True, False)), ("stylist", (False, False))],
)
def test_buttons_are_shown_by_right(browsers, soon, who, buttons):
    html = browsers[who].get(f"/manage/appointments/{soon.appointment_id}/").content.decode()
    assert ("/record/arrived/" in html, "/refund/" in html) == buttons
