"""A person who has not proved her number looks around, and no more: each door, and the database."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django_tenants.utils import schema_context

from accounts.models import User
from accounts.permissions import can_act
from booking.absorbing import on_person_absorbed
from booking.enums import Source
from booking.models import Appointment
from tests.accounts_factories import UserFactory
from tests.booking.conftest import book
from tests.clients import client_of

pytestmark = pytest.mark.integration

SALON, PLATFORM = "noor.localhost", "localhost"
UNPROVED: dict[str, Any] = {"is_phone_verified": False, "phone_verified_at": None}


@pytest.fixture
def appointment(catalogue: Any) -> Any:
    return book(catalogue)


@pytest.fixture
def person(appointment: Any) -> User:
    """The customer of an appointment, whose number is not proved any more."""
    User.objects.filter(pk=appointment.customer_id).update(**UNPROVED)
    return User.objects.get(pk=appointment.customer_id)


def state() -> list[Any]:
    # A request on the platform's host leaves the salon.
    with schema_context("noor"):
        return list(Appointment.objects.values_list("pk", "status", "customer"))


PAGES = [
    ("get", SALON, "/en/my/"),
    ("get", SALON, "/en/my/{pk}/"),
    ("get", SALON, "/en/my/{pk}/cancel/"),
    ("post", SALON, "/en/my/{pk}/cancel/"),
    ("get", SALON, "/en/my/{pk}/calendar.ics"),
    ("get", PLATFORM, "/en/my/"),
]
CALLS = [
    ("get", "/api/appointments/"),
    ("post", "/api/appointments/"),
    ("get", "/api/appointments/{pk}/"),
    ("post", "/api/appointments/{pk}/cancel/"),
]


@pytest.mark.parametrize(("method", "host", "path"), PAGES)
def test_page_leads_to_proving_the_number(
    appointment: Any, person: User, method: str, host: str, path: str
) -> None:
    before, path = state(), path.format(pk=appointment.pk)
    response = getattr(client_of(person, host), method)(path)
    assert response.status_code == 302
    assert response.url.startswith("/en/account/phone/verify/?next=%2Fen%2Fmy%2F")
    assert state() == before


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_call_says_that_the_number_is_not_proved(
    appointment: Any, person: User, method: str, path: str
) -> None:
    before, client = state(), client_of(person, SALON)
    path = path.format(pk=appointment.pk)
    response = getattr(client, method)(path, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (403, "phone_not_verified")
    assert state() == before


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_call_of_nobody_is_refused_as_before(appointment: Any, method: str, path: str) -> None:
    client = client_of(None, SALON)
    path = path.format(pk=appointment.pk)
    response = getattr(client, method)(path, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")


def test_looking_around_needs_no_number(person: User, catalogue: Any) -> None:
    client = client_of(person, SALON)
    for path in ("/en/book/", f"/en/book/?service={catalogue.service.pk}"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, True), (UNPROVED, False), ({"is_active": False}, False)],
)
def test_who_can_act(db: Any, changes: dict[str, Any], expected: bool) -> None:
    assert can_act(UserFactory(**changes)) is expected


@pytest.mark.parametrize("changes", [UNPROVED, {"is_active": False}])
@pytest.mark.parametrize("source", [Source.WEB, Source.API])
def test_database_refuses_a_row_of_hers(
    appointment: Any, source: str, changes: dict[str, Any]
) -> None:
    User.objects.filter(pk=appointment.customer_id).update(**changes)
    before = state()
    with pytest.raises(IntegrityError, match="has not proved her number"), transaction.atomic():
        copy_row(appointment, source)
    assert state() == before


def test_database_takes_a_row_that_the_salon_wrote(appointment: Any, person: User) -> None:
    copy_row(appointment, Source.SALON)
    assert Appointment.objects.filter(customer=person).count() == 2


def test_database_refuses_a_row_that_is_given_to_her(appointment: Any) -> None:
    shell = UserFactory(**UNPROVED)
    with pytest.raises(IntegrityError, match="has not proved her number"), transaction.atomic():
        Appointment.objects.update(customer=shell)
    assert Appointment.objects.get().customer == appointment.customer


def test_rows_of_a_move_were_judged_where_they_come_from(appointment: Any, person: User) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL app.moving = 'on'")
        copy_row(appointment, Source.WEB)
        cursor.execute("SET LOCAL app.moving = ''")
    assert Appointment.objects.count() == 2


def test_visits_of_a_shell_go_to_whoever_proved_the_number(
    catalogue: Any, appointment: Any
) -> None:
    shell, person = UserFactory(**UNPROVED), UserFactory()
    Appointment.objects.update(source=Source.SALON, idempotency_key="k")
    Appointment.objects.update(customer=shell)
    on_person_absorbed(shell=shell, person=person)
    assert Appointment.objects.values_list("customer", "idempotency_key").get() == (person.pk, None)


def copy_row(appointment: Any, source: str) -> None:
    """Insert the appointment once more by plain SQL, as no code of ours does."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO booking_appointment (id, reference, customer_id, status, source, starts_at,
                ends_at, currency, total_minor, vat_minor, due_now_minor, hold_expires_at,
                language, customer_note, request_fingerprint, overbooking_reason, guest_name,
                created_at, schema_name)
            SELECT gen_random_uuid(), 'COPY' || right(id::text, 8), customer_id, status, %s,
                starts_at, ends_at, currency, total_minor, vat_minor, due_now_minor,
                hold_expires_at, language, '', '', '', '', created_at, schema_name
            FROM booking_appointment WHERE id = %s
            """,
            [source, appointment.pk],
        )
