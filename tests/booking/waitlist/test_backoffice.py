"""The waiting list in the back office."""

import pytest

from audit.models import AuditEntry
from booking.domain.transitions import cancel_appointment
from booking.models import WaitlistOffer
from tenants.domain.people.membership import add_member
from tests.accounts_factories import UserFactory
from tests.booking.conftest import SUNDAY, TEN_O_CLOCK
from tests.booking.waitlist.waiting import MONDAY, free, join, settle, state
from tests.clients import client_of

HOST = "noor.localhost"
START = "20300106T0700Z"


def person(tenant, role):
    user = UserFactory()
    add_member(user, tenant, role=role)
    return user


@pytest.fixture
def desk(in_noor, frozen_now):
    return client_of(person(in_noor, "reception"), HOST)


def page(entry, name):
    return f"/manage/waitlist/{entry.pk}/{name}/"


def test_list_says_who_waits_for_what(desk, salon, entry):
    html = desk.get("/manage/waitlist/").content.decode()
    wanted = (entry.customer.first_name, salon.service.name_ar, entry.customer.display_phone)
    assert [text for text in wanted if text not in html] == []


def test_list_of_a_day_has_those_of_that_day(desk, salon, entry):
    rows = desk.get(f"/manage/waitlist/?day={MONDAY}").context["rows"]
    assert (rows, len(desk.get(f"/manage/waitlist/?day={SUNDAY}").context["rows"])) == ([], 1)


def test_day_says_how_many_wait(desk, salon, entry):
    join(salon)
    full = desk.get(f"/manage/appointments/?day={SUNDAY}")
    link = f"/manage/waitlist/?day={SUNDAY}"
    assert (full.context["waiting"], link in full.content.decode()) == (2, True)
    assert "/manage/waitlist/?day" not in desk.get("/manage/appointments/").content.decode()


def test_chosen_time_is_offered_and_audited(desk, salon, entry):
    settle()
    cancel_appointment(salon.taken.pk, actor=None, by_salon=True)
    assert START in desk.get(page(entry, "offer")).content.decode()
    desk.post(page(entry, "offer"), {"start": START})
    assert (state(entry), WaitlistOffer.objects.get().appointment.starts_at) == (
        ("offered", ["open"]),
        TEN_O_CLOCK,
    )
    assert AuditEntry.objects.filter(additional_data__verb="offer").count() == 1


@pytest.mark.parametrize("typed", ["", "soon", START, "20300109T0700Z"])
def test_time_that_cannot_be_offered_is_refused(desk, entry, typed, salon):
    response = desk.post(page(entry, "offer"), {"start": typed}, follow=True)
    is_free = typed == "20300109T0700Z"
    assert (response.status_code, state(entry)[0]) == (200, "offered" if is_free else "waiting")


def test_removing_asks_why(desk, entry):
    assert desk.post(page(entry, "remove"), {"reason": ""}).status_code == 200
    assert state(entry)[0] == "waiting"
    desk.post(page(entry, "remove"), {"reason": "called"})
    found = AuditEntry.objects.filter(additional_data__verb="remove").get()
    assert (state(entry)[0], found.additional_data["reason"]) == ("withdrawn", "called")
    assert desk.get(page(entry, "remove")).status_code == 404


def test_stylist_sees_nobody_who_waits(in_noor, entry):
    browser = client_of(person(in_noor, "stylist"), HOST)
    for path in ("/manage/waitlist/", page(entry, "offer"), page(entry, "remove")):
        assert browser.get(path).status_code in (302, 403)
    assert browser.get(f"/manage/appointments/?day={SUNDAY}").context["waiting"] == 0


def test_one_and_three_take_the_same_queries(desk, salon, entry, django_assert_num_queries):
    free(salon.taken)
    desk.get("/manage/waitlist/")
    with django_assert_num_queries(17):
        desk.get("/manage/waitlist/")
    for _ in range(2):
        join(salon)
    with django_assert_num_queries(17):
        assert len(desk.get("/manage/waitlist/").context["rows"]) == 3
