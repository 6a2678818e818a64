"""Reception moves a visit, changes its services and cancels a part of it; the log knows."""

from datetime import timedelta

import pytest

from audit.models import AuditEntry
from booking.domain.transitions import confirm_appointment
from booking.models import Appointment
from salons.models import StaffSkill
from tests.accounts_factories import UserFactory
from tests.booking.changing.conftest import state_of, visit_of
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.salons.factories import ServiceFactory

HOUR = timedelta(hours=1)


def address(appointment, verb="change"):
    return f"/manage/appointments/{appointment.pk}/{verb}/"


def typed(appointment, *, time="11:00", **changes):
    """Return the form as it is shown at first, with some of it changed."""
    form = {"date": "2030-01-06", "time": time, "reason": "phone"}
    for item in appointment.items.all():
        form |= {f"service_{item.pk}": item.service_id, f"staff_{item.pk}": item.staff_id}
    return form | changes


def logged(verb):
    return [
        (entry.actor_id, entry.additional_data)
        for entry in AuditEntry.objects.filter(additional_data__verb=verb)
    ]


def test_page_shows_what_is_booked(reception, appointment, catalogue):
    html = reception.get(address(appointment)).content.decode()
    assert 'value="2030-01-06"' in html
    assert f'<option value="{catalogue.stylists[0].pk}" selected>' in html


def test_look_says_what_it_comes_to_and_changes_nothing(reception, appointment):
    before = state_of(appointment)
    answer = reception.post(address(appointment), typed(appointment, look="1"))
    assert "11:00 AM – 12:00 PM" in " ".join(answer.content.decode().split())
    assert state_of(appointment) == before


def test_saving_moves_and_is_logged(reception, people, appointment):
    answer = reception.post(address(appointment), typed(appointment))
    assert answer.status_code == 302
    assert Appointment.objects.get().starts_at == TEN_O_CLOCK + HOUR
    assert logged("appointment_rescheduled") == [
        (people.reception.pk, {"verb": "appointment_rescheduled", "reason": "phone"})
    ]
    event = appointment.events.get(kind="rescheduled")
    assert (event.policy["by"], event.actor_id) == ("salon", people.reception.pk)


def test_why_not_is_told_in_the_salons_words(reception, appointment, catalogue):
    book(catalogue, staff=catalogue.stylists[0], start=TEN_O_CLOCK + HOUR, customer=UserFactory())
    before = state_of(appointment)
    html = reception.post(address(appointment), typed(appointment)).content.decode()
    assert "The visit cannot be then" in html
    assert "why__reasons" in html
    assert state_of(appointment) == before


def test_service_is_added(reception, appointment, catalogue):
    cut = ServiceFactory(
        cleanup_minutes=0, duration_minutes=30, price_minor=8000, is_bookable_online=False
    )
    StaffSkill.objects.create(staff=catalogue.stylists[0], service=cut)
    form = typed(appointment, time="10:00", service_new=cut.pk, staff_new="")
    reception.post(address(appointment), form)
    assert sorted(appointment.items.values_list("price_minor", flat=True)) == [8000, 11500]
    assert logged("appointment_edited") != []


def test_everything_taken_out_is_refused(reception, appointment):
    before = state_of(appointment)
    item = appointment.items.get()
    form = typed(appointment, **{f"service_{item.pk}": ""})
    answer = reception.post(address(appointment), form)
    assert "Choose at least one service" in answer.content.decode()
    assert state_of(appointment) == before


def test_part_is_cancelled_and_logged(reception, people, catalogue):
    first, second = catalogue.stylists
    wish = visit_of((catalogue.service, first), guests=[[(catalogue.service, second)]])
    party = confirm_appointment(book(catalogue, visit=wish).pk)
    form = {"reason": "ill", "item": party.items.get(guest=0).pk}
    assert 'name="item"' in reception.get(address(party, "cancel")).content.decode()
    reception.post(address(party, "cancel"), form)
    assert list(party.items.values_list("guest", flat=True)) == [1]
    assert logged("appointment_cancel_part") == [
        (people.reception.pk, {"verb": "appointment_cancel_part", "reason": "ill"})
    ]


@pytest.mark.parametrize("who", ["stylist", "stranger", "customer", "nobody"])
def test_others_cannot(browsers, appointment, who):
    before = state_of(appointment)
    assert browsers[who].get(address(appointment)).status_code in (302, 403, 404)
    assert browsers[who].post(address(appointment), typed(appointment)).status_code != 200
    assert state_of(appointment) == before
