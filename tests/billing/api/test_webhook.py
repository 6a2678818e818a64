"""The provider's address, on salons' hosts and on the platform's."""

import json

import pytest
from django.test import Client
from django_tenants.utils import schema_context

from billing.models import ProviderEvent
from billing.tasks import handle_provider_event
from tenants.models import Tenant
from tests.billing.conftest import outcome_of
from tests.billing.payer import delivery

PATH = "/api/webhooks/moyasar/"
HOSTS = ["noor.localhost", "reem.localhost", "localhost"]


def post(host, body, **options):
    client = Client(HTTP_HOST=host, enforce_csrf_checks=True)
    data = body if isinstance(body, str) else json.dumps(body)
    return client.post(PATH, data, content_type="application/json", **options)


def stored():
    with schema_context("noor"):
        return ProviderEvent.objects.count()


@pytest.mark.parametrize("host", HOSTS)
def test_delivery_is_taken_without_session_or_token(payment, host):
    answer = post(host, delivery(payment))
    assert (answer.status_code, answer.content, stored()) == (200, b"", 1)


@pytest.mark.parametrize("host", HOSTS)
def test_wrong_secret_is_401(payment, host):
    answer = post(host, delivery(payment, secret_token="guess"))
    assert (answer.status_code, answer.json()["code"], stored()) == (401, "invalid_secret", 0)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(("body", "status"), [("{", 400), ("[]", 401), ('"x"', 401), ("", 401)])
def test_what_is_no_delivery_is_refused(payment, body, status):
    assert (post("localhost", body).status_code, stored()) == (status, 0)


@pytest.mark.parametrize("status", ["suspended", "closed"])
@pytest.mark.parametrize("host", HOSTS)
def test_money_of_a_salon_that_is_not_open_is_heard_of(payment, host, status):
    Tenant.objects.filter(schema_name="noor").update(
        status=status, next_move_at="2040-01-01T00:00Z"
    )
    assert (post(host, delivery(payment)).status_code, stored()) == (200, 1)


def test_delivery_about_an_erased_salon_is_an_alarm_and_no_fault(payment, caplog):
    Tenant.objects.filter(schema_name="noor").update(status="erased")
    assert (post("localhost", delivery(payment)).status_code, stored()) == (200, 0)
    assert "of an erased salon" in caplog.text


def test_unknown_event_is_200(payment):
    assert (post("localhost", delivery(payment, "payout_paid")).status_code, stored()) == (200, 0)


def test_secret_and_body_are_not_logged(payment, caplog, settings):
    caplog.set_level("DEBUG")
    post("localhost", delivery(payment, data={"id": "x", "source": {"name": "Sara Ali"}}))
    post("localhost", delivery(payment, secret_token="guess-of-somebody"))
    for secret in (settings.MOYASAR_WEBHOOK_SECRET, "Sara Ali", "guess-of-somebody"):
        assert secret not in caplog.text


def test_task_works_the_delivery_off(payment, payer):
    payer.pay(payment)
    post("localhost", delivery(payment))
    with schema_context("noor"):
        handle_provider_event.run(ProviderEvent.objects.get().pk)
        assert outcome_of(payment).appointment == "confirmed"


def test_delivery_is_queued_in_its_salon_after_commit(
    payment, django_capture_on_commit_callbacks, monkeypatch
):
    sent = []
    monkeypatch.setattr(
        "celery.app.base.Celery.send_task",
        lambda app, name, args, headers, **options: sent.append((name, args, headers)),
    )
    with django_capture_on_commit_callbacks(execute=True):
        post("reem.localhost", delivery(payment))
    with schema_context("noor"):
        event = ProviderEvent.objects.get()
    expected = ("billing.handle_provider_event", (event.pk,), {"_schema_name": "noor"})
    assert sent == [expected]


def test_burst_of_deliveries_with_duplicates_is_stored_once_each(payment):
    bodies = [delivery(payment) for _ in range(20)]
    answers = {post("localhost", body).status_code for body in bodies * 5}
    assert (answers, stored()) == ({200}, 20)


def test_sandbox_delivers_to_the_address_and_confirms(payment, payer, sandbox, live_webhook):
    """The provider's own envelope, both spellings, end to end over HTTP."""
    sandbox.set_modes(webhook_faild_spelling=True)
    sandbox.set_webhook_url(live_webhook.url)
    payer.pay(payment)
    body = live_webhook.wait(1)[0]
    assert (body["type"], body["data"]["id"]) == ("payment_paid", str(payment.pk))
    assert post("localhost", body).status_code == 200
    assert stored() == 1


@pytest.fixture
def live_webhook():
    from sandbox.callers import running_receiver

    with running_receiver() as receiver:
        yield receiver
