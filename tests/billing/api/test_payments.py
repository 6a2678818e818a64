"""The API: starting a payment, seeing how it stands, and who may."""

import pytest
from django.conf import settings
from django_tenants.utils import schema_context

from billing.models import Payment
from booking.domain.transitions import confirm_appointment
from tenants.domain.people.membership import add_member
from tenants.enums import Role
from tenants.models import Tenant
from tests.accounts_factories import UserFactory
from tests.billing.payer import NO_FUNDS_CARD
from tests.clients import client_of

HOST = "noor.localhost"


@pytest.fixture
def customer(appointment):
    client = client_of(appointment.customer, HOST)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def start(client, appointment_id):
    return client.post("/api/payments/", {"appointment": appointment_id}, "application/json")


def look(client, payment):
    return client.get(f"/api/payments/{payment.pk}/")


def test_start_answers_all_that_a_client_needs(customer, appointment):
    answer = start(customer, appointment.pk)
    payment = Payment.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": str(payment.pk),
            "given_id": str(payment.pk),
            "status": "created",
            "amount": 11500,
            "currency": "SAR",
            "description": f"Noor Salon – appointment {appointment.reference}",
            "publishable_api_key": settings.MOYASAR_PUBLISHABLE_KEY,
            "callback_url": f"http://{HOST}/en/pay/{payment.pk}/return/",
            "metadata": {"salon": "noor", "appointment": str(appointment.pk)},
            "api_url": f"{settings.MOYASAR_BASE_URL}/payments",
        },
    )


def test_secret_key_is_nowhere_in_the_answer(customer, appointment):
    assert settings.MOYASAR_SECRET_KEY not in start(customer, appointment.pk).content.decode()


def test_start_again_answers_the_same_attempt(customer, appointment):
    assert start(customer, appointment.pk).json() == start(customer, appointment.pk).json()
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("appointment_id", ["x", "", None, [], "7"])
def test_start_refuses_what_is_no_appointment(customer, appointment_id):
    answer = start(customer, appointment_id)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert answer.json()["errors"][0]["param"] == "appointment"


def test_start_with_nothing_due_is_409(customer, appointment):
    confirm_appointment(appointment.pk)
    answer = start(customer, appointment.pk)
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_due")
    assert answer["Content-Type"] == "application/problem+json"


def test_start_after_the_hold_is_409(customer, appointment, later):
    later(minutes=16)
    answer = start(customer, appointment.pk)
    assert (answer.status_code, answer.json()["code"]) == (409, "hold_expired")


def test_look_asks_the_provider_and_tells(customer, payment, payer):
    payer.pay(payment)
    answer = look(customer, payment)
    payment.refresh_from_db()
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "id": str(payment.pk),
            "appointment": str(payment.appointment_id),
            "status": "paid",
            "amount": 11500,
            "currency": "SAR",
            "refunded": {"amount": 0, "currency": "SAR"},
            "card": {"company": "visa", "last_four": "1111"},
            "failure": None,
            "created_at": answer.json()["created_at"],
            "paid_at": answer.json()["paid_at"],
        },
    )


def test_look_at_a_declined_payment_says_why(customer, payment, payer):
    payer.pay(payment, NO_FUNDS_CARD)
    answer = look(customer, payment).json()
    assert (answer["status"], answer["failure"]) == (
        "failed",
        {"code": "insufficient_funds", "message": "There is not enough money on the card."},
    )


def test_look_while_the_provider_is_down_tells_the_last_state(customer, payment, sandbox):
    sandbox.fail_next("moyasar.payments.fetch", "503", count=None)
    answer = look(customer, payment)
    assert (answer.status_code, answer.json()["status"], answer.json()["card"]) == (
        200,
        "created",
        None,
    )


@pytest.fixture
def member(salon):
    def member(role, tenant="noor"):
        user = UserFactory()
        add_member(user, Tenant.objects.get(schema_name=tenant), role=role)
        return user

    return member


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.OWNER, 200), (Role.MANAGER, 200), (Role.RECEPTION, 200), (Role.STYLIST, 404)],
)
def test_staff_see_payments_by_their_role(payment, member, role, status):
    assert look(client_of(member(role), HOST), payment).status_code == status


def test_other_customer_sees_nothing_and_starts_nothing(payment, appointment):
    stranger = client_of(UserFactory(), HOST)
    assert look(stranger, payment).json()["code"] == "not_found"
    assert start(stranger, appointment.pk).status_code == 404


def test_nobody_is_asked_to_sign_in(payment, appointment):
    nobody = client_of(None, HOST)
    for answer in (look(nobody, payment), start(nobody, appointment.pk)):
        assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


@pytest.mark.parametrize("role", [None, Role.OWNER])
def test_other_salon_knows_neither_payment_nor_appointment(payment, appointment, member, role):
    person = member(role, "reem") if role else appointment.customer
    elsewhere = client_of(person, "reem.localhost")
    for answer in (look(elsewhere, payment), start(elsewhere, appointment.pk)):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    with schema_context("noor"):
        assert Payment.objects.count() == 1


def test_look_costs_few_queries(customer, paid, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        look(customer, paid)


@pytest.mark.parametrize("path", ["/api/payments/", "/api/payments/{id}/"])
def test_platform_has_no_payments(payment, path):
    platform = client_of(payment.appointment.customer, "localhost")
    assert platform.get(path.format(id=payment.pk)).status_code == 404
