import pytest

from salons.domain.hours.errors import NightOverlapsMorning
from salons.domain.hours.presets import PRESETS
from salons.domain.hours.seasons import remove_season, save_season
from salons.domain.hours.week import week_of
from salons.models import Season, SeasonHours
from tests.salons.hours.spans import spans

MONDAY, TUESDAY = 0, 1
pytestmark = pytest.mark.usefixtures("in_noor")


@pytest.fixture
def ramadan():
    preset = PRESETS["ramadan"]
    return save_season(preset.season(), preset.week)


def hours_of(season):
    return week_of(SeasonHours.objects.filter(season=season))


def test_season_is_saved_with_its_week(ramadan):
    assert hours_of(ramadan) == dict.fromkeys(range(7), spans("13:00-17:00", "21:00-02:00"))
    dates = ("calendar", "first_month", "first_day", "last_month", "last_day")
    assert [getattr(ramadan, name) for name in dates] == ["hijri", 9, 1, 9, 30]


@pytest.mark.parametrize(
    ("key", "dates"),
    [("eid-al-fitr", (10, 1, 10, 4)), ("eid-al-adha", (12, 9, 12, 13))],
)
def test_eids_are_closed(key, dates):
    preset = PRESETS[key]
    season = save_season(preset.season(), preset.week)
    names = ("first_month", "first_day", "last_month", "last_day")
    assert tuple(getattr(season, name) for name in names) == dates
    assert hours_of(season) == {}


@pytest.mark.parametrize("preset", PRESETS.values())
def test_presets_pass_the_forms_rules(preset):
    preset.season().full_clean()


def test_refused_hours_leave_the_season_as_it_was(ramadan):
    before = hours_of(ramadan)
    ramadan.label_en = "Other"
    with pytest.raises(NightOverlapsMorning):
        save_season(ramadan, {MONDAY: spans("21:00-03:00"), TUESDAY: spans("01:00-02:00")})
    assert (hours_of(ramadan), Season.objects.get().label_en) == (before, "Ramadan")


def test_removed_season_takes_its_hours_along(ramadan):
    remove_season(ramadan)
    assert (Season.objects.count(), SeasonHours.objects.count()) == (0, 0)
