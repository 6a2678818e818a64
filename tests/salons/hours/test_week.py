"""The usual week: all of it is replaced, or nothing."""

import pytest

from audit.models import AuditEntry
from salons.domain.hours.errors import HoursOverlap
from salons.domain.hours.week import set_week, week_of
from salons.models import OpeningHours
from tests.salons.factories import open_every_day
from tests.salons.hours.spans import spans

MONDAY, FRIDAY, SUNDAY = 0, 4, 6
pytestmark = pytest.mark.usefixtures("in_noor")


def stored():
    return week_of(OpeningHours.objects.all())


def entries():
    found = AuditEntry.objects.filter(content_type__model="openinghours").order_by("pk")
    return [(entry.action, entry.changes) for entry in found]


@pytest.fixture
def usual():
    """Ten to ten on every day."""
    open_every_day()
    return dict.fromkeys(range(7), spans("10:00-22:00"))


def test_week_is_replaced(usual):
    set_week({SUNDAY: spans("16:00-02:00", "09:00-12:00")})
    assert stored() == {SUNDAY: spans("09:00-12:00", "16:00-02:00")}


def test_rows_that_stay_are_the_same_rows(usual):
    before = OpeningHours.objects.get(weekday=MONDAY).pk
    set_week(usual | {FRIDAY: ()})
    assert OpeningHours.objects.get(weekday=MONDAY).pk == before
    assert not OpeningHours.objects.filter(weekday=FRIDAY).exists()


def test_only_what_changed_is_logged(usual):
    before = len(entries())
    set_week(usual | {SUNDAY: spans("10:00-23:00")})
    assert entries()[before:] == [
        (AuditEntry.Action.UPDATE, {"ends": ["22:00:00", "23:00:00"]}),
    ]


def test_same_week_again_changes_and_logs_nothing(usual):
    before = entries()
    set_week(usual)
    assert (stored(), entries()) == (usual, before)


def test_refused_week_changes_nothing(usual):
    before = entries()
    with pytest.raises(HoursOverlap):
        set_week({MONDAY: (), SUNDAY: spans("10:00-14:00", "13:00-18:00")})
    assert (stored(), entries()) == (usual, before)
