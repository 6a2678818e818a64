"""The family in the API, and booking for one of it."""

from functools import partial

import pytest

from booking.domain.customers.family import add_member
from booking.models import Appointment, FamilyMember
from tests.accounts_factories import UserFactory
from tests.clients import client_of

FAMILY = "/api/family/"
TEN = "2030-01-06T10:00:00+03:00"
SARA = {
    "name": "Sara",
    "relation": "daughter",
    "birth_year": 2020,
    "notes": "",
    "is_archived": False,
}


@pytest.fixture
def app(catalogue):
    return client_of(catalogue.customer, "noor.localhost")


@pytest.fixture
def member(catalogue):
    return add_member(catalogue.customer, name="Sara", relation="daughter", birth_year=2020)


def send(method, address, body):
    call = partial(method, content_type="application/json", headers={"Accept-Language": "en"})
    return call(address, body)


def test_member_is_added_listed_and_changed(app):
    made = send(app.post, FAMILY, SARA | {"is_archived": True}).json()
    assert made == SARA | {"id": made["id"]}
    assert app.get(FAMILY).json() == [made]
    changed = send(app.patch, f"{FAMILY}{made['id']}/", {"is_archived": True})
    assert changed.json() == made | {"is_archived": True}
    assert app.get(FAMILY).json() == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"birth_year": 2020}, "required"),
        ({"name": "x" * 81}, "max_length"),
        ({"name": "X", "birth_year": 1066}, "year_of_birth_invalid"),
    ],
)
def test_bad_input_has_a_code_and_changes_nothing(app, body, code):
    answer = send(app.post, FAMILY, body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
    assert not FamilyMember.objects.exists()


def test_somebody_elses_member_is_not_found(app):
    theirs = add_member(UserFactory(), name="Mona")
    assert send(app.patch, f"{FAMILY}{theirs.pk}/", {"name": "Mine"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.name == "Mona"


def test_visit_is_booked_for_a_member(app, catalogue, member):
    body = {"start": TEN, "items": [{"service": catalogue.service.pk}], "member": member.pk}
    answer = send(app.post, "/api/appointments/", body)
    assert (answer.status_code, answer.json()["member"]) == (
        *(201, {"id": member.pk, "name": "Sara"}),
    )


def test_visit_for_an_unknown_member_is_refused(app, catalogue):
    body = {"start": TEN, "items": [{"service": catalogue.service.pk}], "member": 999}
    answer = send(app.post, "/api/appointments/", body).json()
    assert (answer["status"], answer["code"]) == (400, "unknown_member")
    assert not Appointment.objects.exists()


def test_family_needs_a_proved_number(catalogue):
    stranger = UserFactory(is_phone_verified=False, phone_verified_at=None)
    answer = client_of(stranger, "noor.localhost").get(FAMILY)
    assert (answer.status_code, answer.json()["code"]) == (403, "phone_not_verified")
