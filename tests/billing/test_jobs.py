"""Due jobs, tasks and handlers reach the domain by their names."""

import pytest

from billing.domain.payments import PAYMENT_JOB
from billing.domain.refunds import REFUND_JOB, request_refund
from billing.tasks import send_refund
from booking.jobs import run_job
from booking.models import DueJob
from tests.billing.conftest import outcome_of


def planned(kind):
    return list(DueJob.objects.filter(kind=kind).values_list("key", flat=True))


def test_payment_check_confirms_and_is_done(payment, payer):
    payer.pay(payment)
    run_job(PAYMENT_JOB, str(payment.pk))
    assert (outcome_of(payment).appointment, planned(PAYMENT_JOB)) == ("confirmed", [])


def test_payment_check_of_an_open_payment_stays_planned(payment):
    run_job(PAYMENT_JOB, str(payment.pk))
    assert planned(PAYMENT_JOB) == [str(payment.pk)]


@pytest.mark.parametrize("is_task", [True, False])
def test_refund_is_sent_by_its_task_or_its_job(paid, is_task):
    refund = request_refund(paid.pk, reason="sorry", actor=None)
    if is_task:
        send_refund.run(str(refund.pk))
    run_job(REFUND_JOB, str(refund.pk))
    assert outcome_of(paid).refunds == [("sorry", 11500, "done")]
    assert planned(REFUND_JOB) == []


def test_unsettled_refund_stays_planned(paid, sandbox):
    refund = request_refund(paid.pk, reason="sorry", actor=None)
    sandbox.fail_next("moyasar.payments.refund", "503")
    run_job(REFUND_JOB, str(refund.pk))
    assert (outcome_of(paid).refunds[0][2], planned(REFUND_JOB)) == ("unknown", [str(refund.pk)])
