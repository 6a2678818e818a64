"""Counting in windows of time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from accounts.domain.limits.windows import Counter, address_block, change, take_places
from accounts.errors import Throttled
from accounts.models import RateWindow

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def counter(value: str = "a", limits: Any = ((2, 600),)) -> Counter:
    return Counter("phone", value, "send", limits)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unknown", "unknown"),
        ("1.2.3.4, 5.6.7.8", "unknown"),
    ],
)
def test_address_block(address: str, block: str) -> None:
    assert address_block(address) == block


@pytest.mark.django_db
def test_limit_is_exact_and_says_when_there_is_room() -> None:
    for _ in range(2):
        take_places([counter()], now=NOON + timedelta(seconds=30))
    with pytest.raises(Throttled) as refusal:
        take_places([counter()], now=NOON + timedelta(seconds=30))
    assert refusal.value.retry_after == 570


@pytest.mark.django_db
def test_next_window_starts_from_zero() -> None:
    for minute in (0, 0, 10, 10):
        take_places([counter()], now=NOON + timedelta(minutes=minute))
    counts = RateWindow.objects.order_by("start").values_list("count", flat=True)
    assert list(counts) == [2, 2]


@pytest.mark.django_db
def test_longest_wait_is_told() -> None:
    limits = ((1, 600), (1, 3600))
    take_places([counter(limits=limits)], now=NOON)
    with pytest.raises(Throttled) as refusal:
        take_places([counter(limits=limits)], now=NOON)
    assert refusal.value.retry_after == 3600


@pytest.mark.django_db
def test_values_scopes_and_actions_are_counted_apart() -> None:
    others = [counter("b"), Counter("address", "a", "send", ((2, 600),))]
    take_places([counter(), *others, Counter("phone", "a", "other", ((2, 600),))], now=NOON)
    assert set(RateWindow.objects.values_list("count", flat=True)) == {1}
    assert RateWindow.objects.count() == 4


@pytest.mark.django_db
def test_refusal_rolls_back_what_was_counted_before_it() -> None:
    full = counter("full", ((1, 600),))
    take_places([full], now=NOON)
    with pytest.raises(Throttled), transaction.atomic():
        take_places([counter("free"), full], now=NOON)
    assert list(RateWindow.objects.values_list("count", flat=True)) == [1]


@pytest.mark.django_db
def test_give_back_makes_room_in_the_window_of_that_moment_only() -> None:
    for minute in (0, 0, 10):
        take_places([counter()], now=NOON + timedelta(minutes=minute))
    change({counter(): -1}, at=NOON + timedelta(minutes=9))
    counts = RateWindow.objects.order_by("start").values_list("count", flat=True)
    assert list(counts) == [1, 1]


@pytest.mark.django_db
def test_give_back_never_goes_below_zero() -> None:
    take_places([counter()], now=NOON)
    for _ in range(3):
        change({counter(): -1}, at=NOON)
    assert RateWindow.objects.get().count == 0


@pytest.mark.django_db
def test_rows_hold_no_number_in_clear() -> None:
    take_places([counter("+966500000777")], now=NOON)
    row = RateWindow.objects.get()
    assert (len(row.key), "500000777" in row.key) == (64, False)
