"""What missed visits lead to."""

import pytest
from django.utils import translation

from booking.domain.policy.clients import ClientStanding
from booking.domain.policy.ladder import Ladder, Step
from booking.domain.policy.ladder_words import ladder_paragraphs
from salons.models import DepositKind
from tests.booking.policy.factories import terms

LADDER = Ladder(1, 2, 4, deposit_percent=25)


@pytest.mark.parametrize(
    ("ladder", "missed", "step"),
    [
        (Ladder(), 9, Step.NONE),
        (LADDER, 0, Step.NONE),
        (LADDER, 1, Step.DEPOSIT),
        (LADDER, 2, Step.PREPAY),
        (LADDER, 3, Step.PREPAY),
        (LADDER, 4, Step.BLOCKED),
        (Ladder(block_after=1), 1, Step.BLOCKED),
        # In whatever order the salon puts them, the strictest that is reached counts.
        (Ladder(3, 1, 2), 3, Step.BLOCKED),
    ],
)
def test_step_after(ladder, missed, step):
    assert ladder.step_after(missed) is step


@pytest.mark.parametrize(
    ("ladder", "missed", "ahead"),
    [
        (Ladder(), 1, None),
        (LADDER, 1, (Step.PREPAY, 1)),
        (LADDER, 2, (Step.BLOCKED, 2)),
        (LADDER, 4, None),
        (Ladder(2, 2, 3), 1, (Step.PREPAY, 1)),
        (Ladder(3, 1), 1, None),
    ],
)
def test_next_step(ladder, missed, ahead):
    assert ladder.next_step(missed) == ahead


NONE, FIXED, PERCENT, FULL = DepositKind


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        (NONE, Step.NONE, (NONE, 0, 30)),
        (NONE, Step.DEPOSIT, (PERCENT, 0, 25)),
        (FIXED, Step.DEPOSIT, (FIXED, 0, 30)),
        (FULL, Step.DEPOSIT, (FULL, 0, 30)),
        (NONE, Step.PREPAY, (FULL, 0, 30)),
        (PERCENT, Step.PREPAY, (FULL, 0, 30)),
        (PERCENT, Step.BLOCKED, (FULL, 0, 30)),
    ],
)
def test_step_asks_for_more_and_never_for_less(before, step, after):
    raised = LADDER.raised(terms(deposit_kind=before), step)
    assert (raised.deposit_kind, raised.deposit_minor, raised.deposit_percent) == after


def test_deposit_is_the_salons_amount_where_it_has_no_percentage():
    raised = Ladder(1, deposit_minor=5000).raised(terms(deposit_kind=NONE), Step.DEPOSIT)
    assert (raised.deposit_kind, raised.deposit_minor) == (FIXED, 5000)


@pytest.mark.parametrize(
    ("missed", "words"),
    [
        (0, []),
        (
            1,
            [
                "Because of 1 missed visit in the last 12 months a deposit is paid when booking.",
                "After 1 more missed visit the whole price is paid when booking.",
            ],
        ),
        (
            2,
            [
                "Because of 2 missed visits in the last 12 months the whole price is paid when"
                " booking.",
                "After 2 more missed visits you can only book by phone.",
            ],
        ),
        (
            4,
            ["Because of 4 missed visits in the last 12 months you can only book by phone."],
        ),
    ],
)
def test_customer_is_told_where_she_stands(missed, words):
    with translation.override("en"):
        assert ladder_paragraphs(ClientStanding(3, missed), LADDER) == words


def test_customer_of_a_salon_without_a_ladder_is_told_nothing():
    assert ladder_paragraphs(ClientStanding(3, 2), Ladder()) == []
