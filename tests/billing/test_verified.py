"""A person who has not proved her number pays nothing: each door, and the database."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.errors import PhoneNotVerified
from accounts.models import User
from billing.domain.payments import start_payment
from billing.models import Payment
from booking.enums import Source
from booking.models import Appointment
from tests.clients import client_of

pytestmark = pytest.mark.integration

HOST = "noor.localhost"
UNPROVED: dict[str, Any] = {"is_phone_verified": False, "phone_verified_at": None}


@pytest.fixture
def person(payment: Payment) -> User:
    """The customer of an attempt to pay, whose number is not proved any more."""
    customer = User.objects.filter(pk=payment.appointment.customer_id)
    customer.update(**UNPROVED)
    return customer.get()


def rows() -> list[Any]:
    return list(Payment.objects.values_list("pk", "status"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path", ["/en/pay/for/{appointment}/", "/en/pay/{pk}/", "/en/pay/{pk}/return/"]
)
def test_page_leads_to_proving_the_number(
    payment: Payment, person: User, path: str, method: str
) -> None:
    before = rows()
    path = path.format(pk=payment.pk, appointment=payment.appointment_id)
    response = getattr(client_of(person, HOST), method)(path)
    if method == "post" and "/for/" not in path:
        assert response.status_code == 405
    else:
        assert response.url.startswith("/en/account/phone/verify/?next=%2Fen%2Fpay%2F")
    assert rows() == before


def test_call_says_that_the_number_is_not_proved(payment: Payment, person: User) -> None:
    client, before = client_of(person, HOST), rows()
    body = {"appointment": str(payment.appointment_id)}
    begun = client.post("/api/payments/", body, "application/json")
    seen = client.get(f"/api/payments/{payment.pk}/")
    for answer in (begun, seen):
        assert (answer.status_code, answer.json()["code"]) == (403, "phone_not_verified")
    assert rows() == before


def test_domain_refuses_her(payment: Payment, person: User) -> None:
    with pytest.raises(PhoneNotVerified):
        start_payment(payment.appointment_id, customer=person)


@pytest.mark.parametrize("source", [Source.WEB, Source.SALON])
def test_database_refuses_a_payment_of_hers(payment: Payment, person: User, source: str) -> None:
    Appointment.objects.update(source=source)
    before = rows()
    with pytest.raises(IntegrityError, match="has not proved her number"), transaction.atomic():
        copy_row(payment)
    assert rows() == before


def test_database_takes_a_payment_of_somebody_who_proved(payment: Payment) -> None:
    copy_row(payment)
    assert Payment.objects.count() == 2


def copy_row(payment: Payment) -> None:
    """Insert the attempt once more by plain SQL, as no code of ours does."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO billing_payment (id, appointment_id, status, amount_minor, refunded_minor,
                currency, card_company, card_last_four, provider_message, response_code,
                created_at, schema_name)
            SELECT gen_random_uuid(), appointment_id, status, amount_minor, 0, currency, '', '',
                '', '', created_at, schema_name
            FROM billing_payment WHERE id = %s
            """,
            [payment.pk],
        )
