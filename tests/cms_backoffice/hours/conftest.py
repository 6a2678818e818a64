"""The owner's browser before the pages about opening hours."""

import pytest

from salons.domain.hours.week import week_of
from salons.models import OpeningHours
from tests.salons.factories import open_every_day
from tests.salons.hours.spans import spans

USUAL = dict.fromkeys(range(7), spans("10:00-22:00"))


@pytest.fixture
def usual(catalogue):
    """Ten to ten, every day."""
    open_every_day()
    return USUAL


def week_form(**days):
    """Return the form of a week: ``day6="10:00-12:00 16:00-22:00"``; other days are as usual."""
    texts = dict.fromkeys(range(7), "10:00-22:00") | {
        int(name.removeprefix("day")): text for name, text in days.items()
    }
    form = {}
    for day, text in texts.items():
        rows = [row.split("-") for row in text.split()]
        form[f"starts-{day}"] = [row[0] for row in rows]
        form[f"ends-{day}"] = [row[1] for row in rows]
    return form


def stored():
    return week_of(OpeningHours.objects.all())


def shown(response):
    """Return the rows that the page shows, by day, with the errors."""
    days = response.context["editor"].days.values()
    return {day.key: ([(row.starts, row.ends) for row in day.rows], day.error) for day in days}
