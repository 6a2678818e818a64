"""What a fetched payment means, without database or provider."""

import uuid
from datetime import timedelta
from types import MappingProxyType

import pytest
from django.utils import timezone

from billing.domain.observation import derived_status, mismatches, next_status
from billing.enums import OPEN, UNDECIDED, PaymentStatus
from billing.models import Payment
from billing.moyasar.parsing import ProviderPayment

pytestmark = pytest.mark.unit

P = PaymentStatus
ID, APPOINTMENT = uuid.uuid4(), uuid.uuid4()
METADATA = MappingProxyType({"salon": "noor", "appointment": str(APPOINTMENT)})


def ours(status=P.CREATED, **changes):
    fields = {
        "id": ID,
        "schema_name": "noor",
        "appointment_id": APPOINTMENT,
        "amount_minor": 11500,
        "currency": "SAR",
        "status": status,
    }
    return Payment(**fields | changes)


def theirs(status="paid", **changes):
    fields = {
        "id": ID,
        "status": status,
        "amount": 11500,
        "currency": "SAR",
        "metadata": METADATA,
    }
    return ProviderPayment(**fields | changes)


@pytest.mark.parametrize(
    ("status", "refunded", "expected"),
    [
        ("initiated", 0, P.PENDING),
        ("authorized", 0, P.PENDING),
        ("paid", 0, P.PAID),
        ("captured", 0, P.PAID),
        ("paid", 500, P.PARTLY_REFUNDED),
        ("captured", 500, P.PARTLY_REFUNDED),
        ("refunded", 500, P.PARTLY_REFUNDED),
        ("refunded", 11500, P.REFUNDED),
        ("paid", 11500, P.REFUNDED),
        ("voided", 0, P.VOIDED),
        ("failed", 0, P.FAILED),
        ("verified", 0, None),
        ("expired", 0, None),
        ("PAID", 0, None),
        ("", 0, None),
    ],
)
def test_status_is_derived_by_the_table(status, refunded, expected):
    assert derived_status(theirs(status, refunded=refunded)) is expected


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({}, []),
        ({"id": uuid.uuid4()}, ["id"]),
        ({"amount": 11499}, ["amount"]),
        ({"currency": "KWD"}, ["currency"]),
        ({"metadata": {}}, ["metadata"]),
        ({"metadata": {**METADATA, "salon": "reem"}}, ["metadata"]),
        ({"metadata": {**METADATA, "appointment": str(uuid.uuid4())}}, ["metadata"]),
        ({"metadata": {**METADATA, "more": "kept"}}, []),
        ({"status": "captured", "captured": 11500}, []),
        ({"status": "captured", "captured": 500}, ["captured"]),
        ({"amount": 100, "currency": "KWD"}, ["amount", "currency"]),
    ],
)
def test_mismatches_are_named(change, names):
    assert mismatches(ours(), theirs(**change)) == names


@pytest.mark.parametrize("present", sorted(UNDECIDED))
@pytest.mark.parametrize("status", ["initiated", "paid", "captured", "refunded", "voided"])
def test_mismatch_is_quarantined_while_undecided(present, status):
    assert next_status(ours(present), theirs(status, amount=100)) is P.QUARANTINED


def test_failed_payment_is_failed_whatever_its_amount():
    assert next_status(ours(P.PENDING), theirs("failed", amount=100)) is P.FAILED


def test_mismatch_after_the_decision_changes_nothing():
    assert next_status(ours(P.PAID), theirs("paid", amount=100)) is P.PAID


@pytest.mark.parametrize("status", ["expired", "verified", "unheard_of"])
@pytest.mark.parametrize("present", list(P))
def test_unknown_status_changes_nothing(present, status):
    assert next_status(ours(present), theirs(status)) is present


@pytest.mark.parametrize(
    ("present", "late"),
    [
        (P.PAID, "initiated"),
        (P.FAILED, "initiated"),
        (P.REFUNDED, "paid"),
        (P.PARTLY_REFUNDED, "paid"),
        (P.VOIDED, "paid"),
        (P.QUARANTINED, "paid"),
    ],
)
def test_overtaken_answer_changes_nothing(present, late):
    assert next_status(ours(present), theirs(late)) is present


@pytest.mark.parametrize("age", [timedelta(0), timedelta(hours=1, minutes=59)])
def test_young_payment_without_a_card_stays(age):
    young = ours(created_at=timezone.now() - age)
    assert next_status(young, None) is P.CREATED


def test_old_payment_without_a_card_is_abandoned():
    assert next_status(ours(created_at=timezone.now() - timedelta(hours=3)), None) is P.ABANDONED


def test_pending_payment_that_is_not_found_stays():
    old = ours(P.PENDING, created_at=timezone.now() - timedelta(days=3))
    assert next_status(old, None) is P.PENDING


def test_abandoned_payment_can_still_be_paid_and_is_not_polled():
    assert next_status(ours(P.ABANDONED), theirs("paid")) is P.PAID
    assert P.ABANDONED not in OPEN
