"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from django_tenants.utils import schema_context

from billing.domain.refunds import open_refund
from billing.enums import AutomaticReason
from billing.models import Payment, ProviderEvent, Refund
from foundation.money import Money


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"amount_minor": 99}, "billing_payment_minimum"),
        ({"refunded_minor": 11501}, "billing_payment_refunded"),
    ],
)
def test_payment_outside_its_bounds_is_refused(payment, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**change)


def test_second_open_refund_of_a_payment_is_refused(paid):
    open_refund(paid, amount_minor=100, reason="one")
    with pytest.raises(IntegrityError, match="billing_refund_one_open"), transaction.atomic():
        Refund.objects.create(payment=paid, amount_minor=100, reason="two")


def test_refund_of_nothing_is_refused(paid):
    with pytest.raises(IntegrityError, match="billing_refund_positive"), transaction.atomic():
        Refund.objects.create(payment=paid, amount_minor=0, reason="x")


def test_event_is_kept_once(payment):
    ProviderEvent.objects.create(event_id="e", kind="payment_paid", payment=payment)
    with pytest.raises(IntegrityError, match="billing_providerevent_once"), transaction.atomic():
        ProviderEvent.objects.create(event_id="e", kind="payment_paid", payment=payment)


@pytest.mark.parametrize("model", [Payment, Refund, ProviderEvent])
def test_other_salon_sees_no_row(paid, model):
    open_refund(paid, reason="x")
    ProviderEvent.objects.create(event_id="e", kind="payment_paid", payment=paid)
    assert model.objects.count() == 1
    with schema_context("reem"):
        # The unfiltered manager as well: row level security is the second lock.
        assert (model.objects.count(), model._base_manager.count()) == (0, 0)


@pytest.mark.parametrize(("status", "left"), [("paid", 10000), ("failed", 0), ("created", 0)])
def test_refundable_is_what_is_left_of_held_money(status, left):
    payment = Payment(amount_minor=11500, refunded_minor=1500, status=status)
    assert (payment.refundable_minor, payment.amount) == (left, Money(11500))


def test_reason_of_the_product_is_read_in_the_readers_language():
    with translation.override("en"):
        assert Refund(reason="customer was ill").reason_text == "customer was ill"
        texts = {Refund(reason=value).reason_text for value in AutomaticReason.values}
        assert texts == {str(label) for label in AutomaticReason.labels}
    assert texts.isdisjoint(AutomaticReason.values)
