"""What is due and what goes back: the table of examples, in halalas, and what always holds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.policy.amounts import (
    By,
    GivenUp,
    Priced,
    Settlement,
    due_when_booking,
    missed_from,
    settle,
)
from salons.models import DepositKind
from tests.booking.policy.factories import terms

NONE, FIXED, PERCENT, FULL = DepositKind
START = datetime(2030, 1, 6, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
JUST_LATE = 24 * HOUR - timedelta(microseconds=1)


def item(price, **changes):
    return Priced(price, terms(**changes))


def deposit(kind, price, *, amount=0, percent=30):
    return item(price, deposit_kind=kind, deposit_minor=amount, deposit_percent=percent)


DUE = {
    "nothing is booked": ([], 0),
    "the whole price": ([deposit(FULL, 20000)], 20000),
    "nothing": ([deposit(NONE, 20000)], 0),
    "a part": ([deposit(PERCENT, 20000)], 6000),
    "a half is rounded up": ([deposit(PERCENT, 11550, percent=33)], 3812),
    "less than a half is rounded down": ([deposit(PERCENT, 10101, percent=33)], 3333),
    "no part": ([deposit(PERCENT, 20000, percent=0)], 0),
    "all of it in percent": ([deposit(PERCENT, 11550, percent=100)], 11550),
    "an amount": ([deposit(FIXED, 20000, amount=5000)], 5000),
    "an amount above the price": ([deposit(FIXED, 3000, amount=5000)], 3000),
    "an amount for each service": ([deposit(FIXED, 20000, amount=5000)] * 2, 10000),
    "each by its own terms": (
        [deposit(FULL, 10000), deposit(NONE, 20000), deposit(PERCENT, 20000)],
        16000,
    ),
    "free of charge": ([deposit(FULL, 0)], 0),
    "free of charge beside a price": ([deposit(FULL, 0), deposit(FULL, 5000)], 5000),
    "the least that can be charged": ([deposit(FIXED, 20000, amount=100)], 100),
    "less than can be charged": ([deposit(FIXED, 20000, amount=99)], 0),
    "small parts that come to enough": ([deposit(FIXED, 20000, amount=50)] * 2, 100),
    "a price that cannot be charged": ([deposit(FULL, 99)], 0),
}


@pytest.mark.parametrize(("items", "due"), DUE.values(), ids=DUE)
def test_due_when_booking(items, due):
    assert due_when_booking(items) == due


HALF = item(20000, cancellation_fee_percent=50, no_show_fee_percent=80)
WHOLE = item(10000)
LENIENT = item(10000, cancellation_fee_percent=0, no_show_fee_percent=0)
SHORT = item(10000, free_cancellation_hours=2)

# ended, kept, paid, by, how long before the start -> kept by the salon, back, free
SETTLED = {
    "in time": ([HALF], [], 20000, By.CUSTOMER, 24 * HOUR, (0, 20000, True)),
    "a moment late": ([HALF], [], 20000, By.CUSTOMER, JUST_LATE, (10000, 10000, False)),
    "late, a deposit below the fee": ([HALF], [], 6000, By.CUSTOMER, HOUR, (6000, 0, False)),
    "late, a deposit above the fee": ([HALF], [], 12000, By.CUSTOMER, HOUR, (10000, 2000, False)),
    "late, nothing paid": ([HALF], [], 0, By.CUSTOMER, HOUR, (0, 0, False)),
    "late, no fee": ([LENIENT], [], 10000, By.CUSTOMER, HOUR, (0, 10000, True)),
    "late, the whole price": ([WHOLE], [], 10000, By.CUSTOMER, HOUR, (10000, 0, False)),
    "late for one, in time for the other": (
        *([WHOLE, SHORT], [], 20000, By.CUSTOMER, 5 * HOUR, (10000, 10000, False)),
    ),
    "by the salon, late": ([HALF], [], 20000, By.SALON, HOUR, (0, 20000, True)),
    "by the salon, a deposit": ([HALF], [], 6000, By.SALON, HOUR, (0, 6000, True)),
    "by the salon, after the start": ([HALF], [], 20000, By.SALON, -HOUR, (0, 20000, True)),
    "nobody came": ([HALF], [], 20000, By.NO_SHOW, -HOUR, (16000, 4000, False)),
    "nobody came, a deposit": ([HALF], [], 6000, By.NO_SHOW, -HOUR, (6000, 0, False)),
    "nobody came, no fee": ([LENIENT], [], 10000, By.NO_SHOW, -HOUR, (0, 10000, True)),
    "free of charge": ([item(0)], [], 0, By.CUSTOMER, HOUR, (0, 0, True)),
    "one part in time": ([WHOLE], [HALF], 30000, By.CUSTOMER, 48 * HOUR, (0, 10000, True)),
    "one part in time, a deposit": ([WHOLE], [HALF], 9000, By.CUSTOMER, 48 * HOUR, (0, 0, True)),
    "one part late": ([HALF], [WHOLE], 30000, By.CUSTOMER, HOUR, (10000, 10000, False)),
    "one part late, a deposit": ([HALF], [WHOLE], 9000, By.CUSTOMER, HOUR, (9000, 0, False)),
    "one part by the salon": ([HALF], [WHOLE], 30000, By.SALON, HOUR, (0, 20000, True)),
    "rounded for each service": (
        [item(11555, cancellation_fee_percent=50)] * 2,
        *([], 23110, By.CUSTOMER, HOUR, (11556, 11554, False)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("ended", "kept", "paid", "by", "before", "expected"), SETTLED.values(), ids=SETTLED)  # fmt: skip  # noqa: E501
def test_settle(ended, kept, paid, by, before, expected):
    found = settle(ended, kept=kept, paid_minor=paid, by=by, starts_at=START, at=START - before)
    assert found == Settlement(*expected)


# given up, each with how long before it that was; when it is cancelled -> back of 20000
WEEK, MOVED_LATE = timedelta(days=7), (START - timedelta(days=7), HOUR)
GIVEN_UP = {
    "never moved": ([], 48 * HOUR, 20000),
    "moved in time": ([(START - WEEK, 24 * HOUR)], 48 * HOUR, 20000),
    "moved a moment late": ([(START - WEEK, JUST_LATE)], 48 * HOUR, 10000),
    "moved in time, cancelled late": ([(START - WEEK, 24 * HOUR)], HOUR, 10000),
    "late, then once more in time": ([MOVED_LATE, (START + WEEK, 48 * HOUR)], 48 * HOUR, 10000),
    "in time, then late": ([(START + WEEK, 48 * HOUR), MOVED_LATE], 48 * HOUR, 10000),
    "to an earlier time, late": ([(START + HOUR, HOUR)], HOUR, 10000),
    "to an earlier time, in time": ([(START + WEEK, 8 * 24 * HOUR)], 48 * HOUR, 20000),
}


@pytest.mark.parametrize(("moves", "before", "back"), GIVEN_UP.values(), ids=GIVEN_UP)
def test_move_that_came_late_leaves_cancelling_late(moves, before, back):
    given_up = [GivenUp(start, start - sooner) for start, sooner in moves]
    for by, expected in ((By.CUSTOMER, back), (By.SALON, 20000)):
        found = settle(
            [HALF], paid_minor=20000, by=by, starts_at=START, at=START - before, given_up=given_up
        )
        assert found.refund_minor == expected


@pytest.mark.parametrize(("minutes", "late"), [((), 0), ((0,), 0), ((15,), 15), ((15, 30), 30)])
def test_missed_after_the_longest_grace(minutes, late):
    graces = [terms(late_grace_minutes=each) for each in minutes]
    assert missed_from(START, graces) == START + timedelta(minutes=late)


percents = st.integers(0, 100)
any_terms = st.builds(
    terms,
    deposit_kind=st.sampled_from(DepositKind),
    deposit_minor=st.integers(0, 10**7),
    deposit_percent=percents,
    free_cancellation_hours=st.integers(0, 200),
    cancellation_fee_percent=percents,
    no_show_fee_percent=percents,
)
any_items = st.lists(st.builds(Priced, st.integers(0, 10**7), any_terms), max_size=4)
moments = st.timedeltas(timedelta(days=-1), timedelta(days=10))


def price_of(items):
    return sum(each.price_minor for each in items)


@given(any_items)
def test_due_is_never_more_than_the_price(items):
    due = due_when_booking(items)
    assert due == 0 or 100 <= due <= price_of(items)


@given(any_items, any_items, st.integers(0, 10**8), st.sampled_from(By), moments)
def test_settlement_gives_out_what_was_paid_and_no_more(ended, kept, paid, by, before):
    found = settle(ended, kept=kept, paid_minor=paid, by=by, starts_at=START, at=START - before)
    assert found.fee_minor >= 0
    assert found.refund_minor >= 0
    assert found.fee_minor + found.refund_minor <= paid
    # What neither is a fee nor goes back pays for what stays booked.
    assert paid - found.fee_minor - found.refund_minor <= price_of(kept)


@given(any_items, any_items, st.integers(0, 10**8), moments, moments)
def test_later_cancelling_never_gives_back_more(ended, kept, paid, one, other):
    sooner, later = (
        settle(
            ended, kept=kept, paid_minor=paid, by=By.CUSTOMER, starts_at=START, at=START - before
        ).refund_minor
        for before in (max(one, other), min(one, other))
    )
    assert later <= sooner


@given(any_items, st.integers(0, 10**8), moments)
def test_salon_that_cancels_gives_everything_back(ended, paid, before):
    found = settle(ended, paid_minor=paid, by=By.SALON, starts_at=START, at=START - before)
    assert found == Settlement(0, paid, is_free=True)
