"""The hours of some days in one statement."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from booking.domain.engine.hours import Exceptional, HoursPlan, Season, business_day
from booking.domain.opening import Stretch, hours_plan_of_salon, open_stretches
from salons.domain.hours.presets import PRESETS
from salons.domain.hours.seasons import save_season
from salons.domain.hours.special_days import add_special_days
from salons.domain.hours.week import set_week
from salons.models import SalonProfile
from salons.models import Season as SeasonRow
from tests.salons.hours.spans import spans

FIRST, LAST = date(2027, 2, 1), date(2027, 3, 12)
RIYADH = ZoneInfo("Asia/Riyadh")
pytestmark = pytest.mark.usefixtures("in_noor")


@pytest.fixture
def usual():
    week = dict.fromkeys(range(7), spans("09:00-12:00", "16:00-22:00"))
    set_week(week)
    return week


def add_day(day, *hours, label="Holiday"):
    labels = ("عطلة", label)
    return add_special_days(day, day, today=day, labels=labels, hours=spans(*hours))


def add_season(key):
    return save_season(PRESETS[key].season(), PRESETS[key].week)


def test_plan_has_week_seasons_and_days(usual, django_assert_num_queries):
    add_season("ramadan")
    add_season("eid-al-fitr")
    add_day(date(2027, 2, 22), "14:00-20:00")
    add_day(date(2027, 3, 13))
    with django_assert_num_queries(1), translation.override("en"):
        plan = hours_plan_of_salon(FIRST, LAST)
    night = PRESETS["ramadan"].week
    assert plan == HoursPlan(
        usual,
        seasons=(
            Season(date(2027, 2, 8), date(2027, 3, 8), night, "Ramadan"),
            Season(date(2027, 3, 9), date(2027, 3, 12), {}, "Eid al-Fitr"),
        ),
        exceptions={date(2027, 2, 22): Exceptional(spans("14:00-20:00"), "Holiday")},
    )


@pytest.mark.parametrize("count", [1, 3])
def test_plan_costs_one_statement(usual, django_assert_num_queries, count):
    for number in range(count):
        add_season("ramadan")
        add_day(date(2027, 2, 1 + number), "10:00-12:00", "14:00-20:00")
    with django_assert_num_queries(1):
        assert len(hours_plan_of_salon(FIRST, LAST).seasons) == count


def test_names_are_in_the_language_of_the_page(usual):
    add_day(FIRST)
    for language, label in (("ar", "عطلة"), ("en", "Holiday")):
        with translation.override(language):
            assert hours_plan_of_salon(FIRST, LAST).exceptions[FIRST].label == label


def test_salons_offset_moves_its_seasons(usual):
    add_season("ramadan")
    SalonProfile.objects.update(hijri_offset_days=1)
    [season] = hours_plan_of_salon(FIRST, LAST).seasons
    assert (season.first, season.last) == (date(2027, 2, 9), date(2027, 3, 9))


def test_inactive_season_does_not_count(usual):
    add_season("ramadan")
    SeasonRow.objects.update(is_active=False)
    assert hours_plan_of_salon(FIRST, LAST).seasons == ()


def test_stretches_join_a_night_with_its_morning():
    plan = HoursPlan({6: spans("21:00-03:00"), 0: spans("03:00-05:00", "10:00-12:00")})
    sunday, monday = date(2027, 2, 7), date(2027, 2, 8)
    assert open_stretches(plan, sunday, monday, RIYADH) == [
        Stretch(datetime(2027, 2, 7, 18, tzinfo=UTC), datetime(2027, 2, 8, 2, tzinfo=UTC)),
        Stretch(datetime(2027, 2, 8, 7, tzinfo=UTC), datetime(2027, 2, 8, 9, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(("hour", "day"), [(22, 8), (23, 9)])
def test_night_of_a_season_belongs_to_its_evening(usual, hour, day):
    add_season("ramadan")
    plan = hours_plan_of_salon(FIRST, LAST)
    instant = datetime(2027, 2, 8, hour, 30, tzinfo=UTC)
    assert business_day(instant, plan, RIYADH) == date(2027, 2, day)
