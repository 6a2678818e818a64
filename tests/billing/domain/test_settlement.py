"""Any order, number and delay of the news ends in the same state; money for nothing goes back."""

from itertools import permutations

import pytest

from billing.domain.payments import follow_up, start_payment, sync_payment
from billing.domain.refund_sending import pursue_refund
from billing.domain.webhooks import handle_event, receive_event
from billing.models import Payment, ProviderEvent, Refund
from booking.domain.transitions import cancel_appointment, expire_hold
from tests.accounts_factories import UserFactory
from tests.billing.conftest import outcome_of
from tests.billing.payer import NO_FUNDS_CARD, delivery
from tests.booking.conftest import book

NEWS = ("bank", "webhook", "return", "poll")
CONFIRMED = {
    "payment": "paid",
    "appointment": "confirmed",
    "refunds": [],
    "moves": ["pending_payment", "confirmed"],
}
FAILED = {
    "payment": "failed",
    "appointment": "pending_payment",
    "refunds": [],
    "moves": ["pending_payment"],
}


def work_off():
    """Run what would run after commit: stored deliveries and requested refunds."""
    for pk in ProviderEvent.objects.filter(handled_at__isnull=True).values_list("pk", flat=True):
        handle_event(pk)
    for pk in Refund.objects.filter(status="requested").values_list("pk", flat=True):
        pursue_refund(pk)


class Story:
    """One payment and the ways in which news of it reaches us."""

    def __init__(self, payment, sandbox):
        self.payment, self.sandbox = payment, sandbox
        self.body = delivery(payment)

    def bank(self):
        self.sandbox.settle(str(self.payment.pk))

    def webhook(self):
        receive_event(self.body)
        work_off()

    def other_webhook(self):
        receive_event(delivery(self.payment, "payment_failed"))
        work_off()

    def late_webhook(self):
        receive_event(self.body)

    def come_back(self):
        sync_payment(self.payment.pk)

    def poll(self):
        follow_up(self.payment.pk)
        work_off()

    def tell(self, steps):
        verbs = {"return": self.come_back, "bank": self.bank, "poll": self.poll}
        for step in steps:
            verbs.get(step, getattr(self, step, None))()


@pytest.fixture
def story(payment, payer, sandbox):
    payer.send_card(payment)
    return Story(payment, sandbox)


@pytest.mark.parametrize("steps", permutations(NEWS), ids="-".join)
def test_every_order_of_the_news_confirms_once(story, steps):
    story.tell([*steps, "poll"])
    assert vars(outcome_of(story.payment)) == CONFIRMED


@pytest.mark.parametrize("steps", permutations(NEWS), ids="-".join)
def test_every_order_of_the_news_of_a_decline_fails_once(payment, payer, sandbox, steps):
    payer.send_card(payment, NO_FUNDS_CARD)
    Story(payment, sandbox).tell([*steps, "poll"])
    assert vars(outcome_of(payment)) == FAILED


@pytest.mark.parametrize("only", ["webhook", "return", "poll"])
def test_one_piece_of_news_is_enough(story, only):
    story.tell(["bank", only])
    assert vars(outcome_of(story.payment)) == CONFIRMED


@pytest.mark.parametrize("twice", ["webhook", "other_webhook", "return", "poll"])
def test_repeated_news_changes_nothing(story, twice):
    story.tell([twice, "bank", twice, twice, "webhook", twice, "poll"])
    assert vars(outcome_of(story.payment)) == CONFIRMED


def test_webhook_that_is_worked_off_last_changes_nothing(story):
    story.tell(["late_webhook", "bank", "return", "late_webhook", "poll"])
    assert vars(outcome_of(story.payment)) == CONFIRMED
    assert ProviderEvent.objects.filter(handled_at__isnull=True).count() == 0


def test_webhook_that_lies_changes_nothing(story):
    story.tell(["webhook", "return", "poll"])
    assert outcome_of(story.payment).payment == "pending"


def expired(appointment, later):
    later(minutes=16)
    expire_hold(str(appointment.pk))


def test_late_payment_takes_the_free_time_back(payment, appointment, payer, later):
    expired(appointment, later)
    payer.pay(payment)
    sync_payment(payment.pk)
    assert vars(outcome_of(payment)) == CONFIRMED | {
        "moves": ["pending_payment", "expired", "confirmed"]
    }


@pytest.mark.parametrize("steps", permutations(NEWS[1:]), ids="-".join)
def test_late_payment_for_a_time_that_is_gone_goes_back(
    payment, appointment, salon, payer, sandbox, later, steps
):
    expired(appointment, later)
    for _stylist in salon.stylists:
        book(salon, customer=UserFactory())
    payer.pay(payment)
    Story(payment, sandbox).tell([*steps, "poll"])
    assert vars(outcome_of(payment)) == {
        "payment": "refunded",
        "appointment": "expired",
        "refunds": [("slot_taken", 11500, "done")],
        "moves": ["pending_payment", "expired"],
    }
    assert payer.seen(payment).refunded == 11500


@pytest.mark.parametrize("by_salon", [True, False])
@pytest.mark.parametrize("steps", permutations(NEWS[1:]), ids="-".join)
def test_payment_for_a_cancelled_visit_goes_back(
    payment, appointment, payer, sandbox, steps, by_salon
):
    cancel_appointment(appointment.pk, actor=None, by_salon=by_salon)
    payer.pay(payment)
    Story(payment, sandbox).tell([*steps, "poll"])
    end = outcome_of(payment)
    assert (end.payment, end.refunds) == ("refunded", [("appointment_closed", 11500, "done")])
    assert end.appointment.startswith("cancelled")


@pytest.mark.parametrize("first", [0, 1])
def test_second_payment_of_an_appointment_goes_back(payment, appointment, payer, first):
    payer.send_card(payment)
    sync_payment(payment.pk)
    second = start_payment(appointment.pk, customer=appointment.customer)
    payer.pay(second)
    payer.sandbox.settle(str(payment.pk))
    order = [payment, second] if first == 0 else [second, payment]
    for one in order:
        sync_payment(one.pk)
    work_off()
    kept, returned = (outcome_of(one) for one in order)
    assert vars(kept) == CONFIRMED
    assert (returned.payment, returned.refunds) == ("refunded", [("duplicate", 11500, "done")])


def test_payment_after_a_refunded_one_counts(paid, appointment, payer):
    """What went back in the dashboard no longer pays for the visit."""
    payer.refund(paid, 11500)
    sync_payment(paid.pk)
    second = Payment.objects.create(appointment=appointment, amount_minor=11500)
    payer.pay(second)
    sync_payment(second.pk)
    end = outcome_of(second)
    assert (end.payment, end.refunds, end.appointment) == ("paid", [], "confirmed")


def test_payment_that_was_given_back_before_we_saw_it_confirms_nothing(payment, payer):
    payer.pay(payment)
    payer.refund(payment, 11500)
    sync_payment(payment.pk)
    end = outcome_of(payment)
    assert (end.payment, end.appointment, end.refunds) == ("refunded", "pending_payment", [])


def test_abandoned_attempt_that_is_paid_after_all_counts(payment, appointment, payer, later):
    expired(appointment, later)
    later(hours=3)
    assert follow_up(payment.pk) is None
    payer.pay(payment)
    receive_event(delivery(payment))
    work_off()
    assert (outcome_of(payment).payment, payment.appointment.status) == ("paid", "confirmed")
