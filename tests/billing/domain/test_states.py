"""Both state machines, every pair of states, from the tables."""

from itertools import product

import pytest

from audit.models import AuditEntry
from billing.domain.refunds import open_refund
from billing.domain.states import transition_payment, transition_refund
from billing.enums import (
    PAYMENT_TRANSITIONS,
    REFUND_TRANSITIONS,
    PaymentStatus,
    RefundStatus,
)
from billing.errors import InvalidPaymentTransition

ENDS = {
    PaymentStatus.REFUNDED,
    PaymentStatus.VOIDED,
    PaymentStatus.FAILED,
    PaymentStatus.QUARANTINED,
}


def states_of(row):
    """Return [before, after] of the audited moves of a row."""
    entries = AuditEntry.objects.filter(object_pk=str(row.pk), changes__has_key="status")
    return [tuple(entry.changes["status"]) for entry in entries.order_by("pk")]


@pytest.mark.parametrize(("before", "to"), product(PaymentStatus, PaymentStatus))
def test_payment_moves_by_the_table_only(payment, refreshed, before, to):
    type(payment).objects.filter(pk=payment.pk).update(status=before)
    refreshed(payment)
    if to in PAYMENT_TRANSITIONS[before]:
        transition_payment(payment, to)
        assert (refreshed(payment).status, states_of(payment)) == (to, [(before, to)])
    else:
        with pytest.raises(InvalidPaymentTransition):
            transition_payment(payment, to)
        assert (refreshed(payment).status, states_of(payment)) == (before, [])


@pytest.mark.parametrize(("before", "to"), product(RefundStatus, RefundStatus))
def test_refund_moves_by_the_table_only(paid, refreshed, before, to):
    refund = open_refund(paid, reason="test")
    type(refund).objects.filter(pk=refund.pk).update(status=before)
    refreshed(refund)
    if to in REFUND_TRANSITIONS[before]:
        transition_refund(refund, to, error_message="why")
        assert (refreshed(refund).status, refund.error_message) == (to, "why")
        assert states_of(refund) == [(before, to)]
    else:
        with pytest.raises(InvalidPaymentTransition):
            transition_refund(refund, to, error_message="why")
        assert (refreshed(refund).status, refund.error_message) == (before, "")


@pytest.mark.unit
def test_tables_name_every_state_and_ends_are_ends():
    assert set(PAYMENT_TRANSITIONS) == set(PaymentStatus)
    assert set(REFUND_TRANSITIONS) == set(RefundStatus)
    assert {state for state, moves in PAYMENT_TRANSITIONS.items() if not moves} == ENDS
