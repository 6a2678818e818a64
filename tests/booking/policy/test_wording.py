"""The policy in words: each sentence says what the amounts come to."""

import pytest
from django.utils import translation

from booking.domain.policy.wording import Covered, policy_paragraphs
from salons.models import DepositKind
from tests.booking.policy.factories import terms

NONE, FIXED, PERCENT, FULL = DepositKind


def words(*covered):
    with translation.override("en"):
        return "\n".join(policy_paragraphs(covered))


def cut(price=20000, **changes):
    return Covered("Cut", price, terms(**changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "You pay the whole price now: SAR 200."),
        ({"deposit_kind": PERCENT}, "You pay SAR 60 now and SAR 140 at the salon."),
        ({"deposit_kind": NONE}, "You pay nothing now, and SAR 200 at the salon."),
        ({}, "until 24 hours before; after that we keep the whole price."),
        ({"free_cancellation_hours": 1}, "until 1 hour before; after that we keep"),
        (
            {"cancellation_fee_percent": 50, "deposit_kind": PERCENT},
            "after that we keep 50% of the price.",
        ),
        ({"deposit_kind": PERCENT}, "We never keep more than you paid."),
        ({"cancellation_fee_percent": 0}, "You can cancel free of charge until the visit begins."),
        ({"free_cancellation_hours": 0}, "You can cancel free of charge until the visit begins."),
        ({"no_show_fee_percent": 80}, "If you do not come, we keep 80% of the price."),
        ({"no_show_fee_percent": 0}, "If you do not come, you get back what you paid."),
        ({"late_grace_minutes": 20}, "If you are late, we wait for 20 minutes."),
        ({"late_grace_minutes": 0}, "Please be on time: we cannot wait for you."),
        ({"moves_allowed": 1}, "You can move the visit 1 time."),
        ({}, "Once cancelling is no longer free, moving the visit does not make it free again."),
        ({"moves_allowed": 0}, "The visit cannot be moved to another time."),
        ({}, "If we cancel, you get back everything that you paid."),
    ],
)
def test_terms_are_said(changes, sentence):
    assert sentence in words(cut(**changes))


def test_salon_that_holds_no_money_threatens_with_no_fee():
    assert words(cut(deposit_kind=NONE)) == (
        "You pay nothing now, and SAR 200 at the salon.\n"
        "If you cannot come, please cancel at least 24 hours before. If you are late, we wait for"
        " 15 minutes. You can move the visit 2 times."
    )


def test_visit_that_costs_nothing_speaks_of_no_price():
    text = words(cut(price=0))
    assert "pay" not in text
    assert "keep" not in text


def test_services_with_the_same_terms_are_told_together():
    assert words(cut(), Covered("Colour", 10000, terms())).count("24 hours") == 1


def test_services_that_differ_in_the_deposit_alone_are_told_together():
    text = words(cut(), Covered("Colour", 10000, terms(deposit_kind=NONE)))
    assert "You pay SAR 200 now and SAR 100 at the salon." in text
    assert text.count("24 hours") == 1


def test_services_that_differ_are_told_one_by_one():
    text = words(cut(), Covered("Colour", 10000, terms(moves_allowed=0)), cut())
    assert text.split("\n")[1].startswith("Cut: You can cancel")
    assert text.split("\n")[2].startswith("Colour: You can cancel")
    assert text.count("Cut") == 1
