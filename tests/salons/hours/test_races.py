"""Two people save the week at once: the later one's holds, whole."""

from threading import Barrier

import pytest
from django_tenants.utils import schema_context

from salons.domain.hours import week
from salons.domain.hours.week import set_week, week_of
from salons.models import OpeningHours
from tests.salons.hours.spans import spans
from tests.tenants.people.test_races import at_once

MONDAY, SUNDAY = 0, 6
FIRST, SECOND = ({day: spans("10:00-22:00")} for day in (MONDAY, SUNDAY))


@pytest.fixture
def closed(fresh_database):
    """A salon without hours."""
    with schema_context("noor"):
        set_week({})


def stored():
    with schema_context("noor"):
        return week_of(OpeningHours.objects.all())


def save_both():
    return at_once(lambda: set_week(FIRST), lambda: set_week(SECOND))


def test_one_of_two_weeks_holds(closed):
    assert save_both() == [None, None]
    assert stored() in (FIRST, SECOND)


def test_without_the_lock_they_would_mix(closed, monkeypatch):
    """The control: the test above can see what the lock prevents."""
    read, replace = Barrier(2), week.replace_rows

    def replace_late(rows, wanted, **how):
        known = list(rows)
        read.wait(timeout=10)
        replace(known, wanted, **how)

    monkeypatch.setattr(week, "lock_hours", lambda: None)
    monkeypatch.setattr(week, "replace_rows", replace_late)
    save_both()
    assert stored() == FIRST | SECOND
