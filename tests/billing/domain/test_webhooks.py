"""What Moyasar tells us unasked."""

from uuid import uuid4

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from billing.domain.payments import PAYMENT_JOB
from billing.domain.webhooks import KNOWN_EVENTS, handle_event, receive_event
from billing.errors import InvalidWebhookSecret
from billing.models import ProviderEvent
from booking.models import DueJob
from sandbox.moyasar.webhook import ALL_EVENTS
from tests.billing.conftest import outcome_of
from tests.billing.payer import delivery


def stored():
    return list(ProviderEvent.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize("kind", sorted(KNOWN_EVENTS))
def test_delivery_is_stored_for_its_payment(payment, kind):
    body = delivery(payment, kind)
    receive_event(body)
    event = ProviderEvent.objects.get()
    assert (event.event_id, event.kind, event.payment_id, event.handled_at) == (
        body["id"],
        kind,
        payment.pk,
        None,
    )
    assert DueJob.objects.filter(kind=PAYMENT_JOB, key=str(payment.pk)).count() == 1


@pytest.mark.parametrize("kind", [*sorted(set(ALL_EVENTS) - KNOWN_EVENTS), "news", "", None])
def test_unknown_event_is_ignored(payment, kind):
    receive_event(delivery(payment, kind))
    assert stored() == []


@pytest.mark.parametrize("token", ["wrong", "", None, 7, ["sandbox-webhook-secret"], "ñ"])
def test_wrong_secret_is_refused(payment, token):
    with pytest.raises(InvalidWebhookSecret):
        receive_event(delivery(payment, secret_token=token))
    assert stored() == []


@pytest.mark.parametrize("body", [None, [], "text", 1, {}, [{"secret_token": "x"}]])
def test_what_is_no_event_is_refused(salon, body):
    with pytest.raises(InvalidWebhookSecret):
        receive_event(body)


def test_nobody_passes_where_no_secret_is_set(payment, settings):
    settings.MOYASAR_WEBHOOK_SECRET = ""
    with pytest.raises(InvalidWebhookSecret):
        receive_event(delivery(payment, secret_token=""))


@pytest.mark.parametrize("data", [None, [], {}, {"id": None}, {"id": "x"}, {"id": str(uuid4())}])
def test_event_about_no_payment_of_ours_is_ignored(payment, data):
    receive_event(delivery(payment, data=data))
    assert stored() == []


def test_same_delivery_is_stored_once(payment):
    body = delivery(payment)
    for _ in range(3):
        receive_event(body)
    assert stored() == ["payment_paid"]


@pytest.mark.parametrize("host_schema", ["public", "reem", "noor"])
def test_delivery_finds_its_salon_from_any_host(payment, host_schema):
    with schema_context(host_schema):
        receive_event(delivery(payment))
        assert connection.schema_name == host_schema
        assert len(stored()) == (1 if host_schema == "noor" else 0)
    assert stored() == ["payment_paid"]


def test_handling_decides_by_the_fetched_payment(payment, payer):
    payer.pay(payment)
    receive_event(delivery(payment, "payment_failed"))
    event = ProviderEvent.objects.get()
    handle_event(event.pk)
    event.refresh_from_db()
    assert (outcome_of(payment).payment, event.handled_at is None) == ("paid", False)


def test_one_look_answers_all_deliveries(payment, payer, sandbox):
    payer.pay(payment)
    for kind in ("payment_failed", "payment_paid"):
        receive_event(delivery(payment, kind))
    first, second = ProviderEvent.objects.order_by("pk")
    handle_event(first.pk)
    sandbox.fail_next("moyasar.payments.fetch", "500", count=None)
    handle_event(second.pk)
    assert not ProviderEvent.objects.filter(handled_at__isnull=True).exists()


def test_delivery_waits_while_the_provider_is_down(payment, payer, sandbox):
    payer.pay(payment)
    receive_event(delivery(payment))
    event = ProviderEvent.objects.get()
    sandbox.fail_next("moyasar.payments.fetch", "503", count=3)
    handle_event(event.pk)
    event.refresh_from_db()
    assert (event.handled_at, outcome_of(payment).payment) == (None, "created")
    handle_event(event.pk)
    assert outcome_of(payment).payment == "paid"
