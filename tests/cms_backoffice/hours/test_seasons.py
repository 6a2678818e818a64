"""Seasons: presets, next dates, overlaps, and who may change them."""

import pytest

from salons.domain.hours.presets import PRESETS
from salons.domain.hours.seasons import save_season
from salons.domain.hours.week import week_of
from salons.models import CalendarKind, SalonProfile, Season, SeasonHours
from tests.cms_backoffice.conftest import texts
from tests.cms_backoffice.hours.conftest import shown, week_form
from tests.salons.hours.spans import spans

# It is 5 January 2030: by Umm al-Qura the first day of Ramadan 1451.
PAGE, ADD = "/manage/hours/seasons/", "/manage/hours/seasons/add/"
QUERIES = 16
NIGHTS = "13:00-17:00 21:00-02:00"
DATES = {"first_month": "9", "first_day": "1", "last_month": "9", "last_day": "30"}
RAMADAN = DATES | {"label_ar": "رمضان", "label_en": "Ramadan", "is_active": "on"}


@pytest.fixture
def ramadan(catalogue):
    return save_season(PRESETS["ramadan"].season(), PRESETS["ramadan"].week)


def nightly(**days):
    return week_form(**{f"day{day}": NIGHTS for day in range(7)} | days)


def address(season, what=""):
    return f"{PAGE}{season.pk}/{what}"


def stored(season):
    return week_of(SeasonHours.objects.filter(season=season))


def test_preset_is_filled_in_and_nothing_is_saved_yet(owner, catalogue):
    page = owner.get(f"{ADD}?preset=ramadan")
    rows = [("13:00", "17:00"), ("21:00", "02:00")]
    assert shown(page) == dict.fromkeys(shown(page), (rows, ""))
    assert page.context["form"].initial["label_en"] == "Ramadan"
    assert not Season.objects.exists()


def test_preset_is_saved(owner, catalogue):
    answer = owner.post(f"{ADD}?preset=ramadan", RAMADAN | nightly(), follow=True)
    assert texts(answer) == ["“Ramadan” is saved."]
    assert stored(Season.objects.get()) == dict.fromkeys(range(7), spans(*NIGHTS.split()))


def test_list_shows_running_and_next_dates(owner, ramadan):
    [card] = owner.get(PAGE).context["cards"]
    assert [(f"{first}", f"{last}") for first, last in card.occurrences] == [
        ("2030-01-05", "2030-02-03"),
        ("2030-12-26", "2031-01-23"),
    ]


def test_salons_offset_moves_the_dates(owner, ramadan):
    SalonProfile.objects.update(hijri_offset_days=1)
    page = owner.get(PAGE)
    assert f"{page.context['cards'][0].occurrences[1][0]}" == "2030-12-27"
    assert "Hijri dates are moved by 1 day" in page.text


def test_overlap_is_warned_of(owner, ramadan):
    season = Season(label_ar="الشتاء", label_en="Winter", calendar=CalendarKind.GREGORIAN)
    season.first_month, season.first_day, season.last_month, season.last_day = 1, 20, 3, 1
    save_season(season, {})
    page = owner.get(PAGE).text
    assert "“Ramadan” and “Winter” meet from 20 January 2030 to 3 February 2030." in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"label_en": ""}, "label_en"),
        ({"first_day": "31"}, "first_day"),
        ({"last_month": "13"}, "last_month"),
    ],
)
def test_odd_fields_are_refused_and_nothing_is_saved(owner, catalogue, change, field):
    answer = owner.post(f"{ADD}?calendar=hijri", RAMADAN | nightly() | change)
    assert list(answer.context["form"].errors) == [field]
    assert not Season.objects.exists()


def test_refused_hours_change_neither_fields_nor_hours(owner, ramadan):
    form = RAMADAN | {"label_en": "Other"} | nightly(day0="10:00-12:00 11:00-13:00")
    answer = owner.post(address(ramadan), form)
    assert "overlap" in shown(answer)[0][1]
    assert Season.objects.get().label_en == "Ramadan"
    assert stored(ramadan)[0] == spans(*NIGHTS.split())


def test_buttons_keep_what_was_typed(owner, ramadan):
    form = RAMADAN | {"label_en": "Half typed", "first_day": ""} | nightly() | {"do": "add-6"}
    del form["is_active"]
    answer = owner.post(address(ramadan), form)
    initial = answer.context["form"].initial
    assert (initial["label_en"], initial["first_day"], initial["is_active"]) == (
        "Half typed",
        "",
        False,
    )
    assert (len(shown(answer)[6][0]), answer.context["form"].errors) == (3, {})


def test_season_is_switched_off(owner, ramadan):
    form = RAMADAN | nightly()
    del form["is_active"]
    owner.post(address(ramadan), form)
    assert not Season.objects.get().is_active


def test_removal_asks_first(owner, ramadan):
    assert "Remove “Ramadan”?" in owner.get(address(ramadan, "remove/")).text
    assert Season.objects.exists()
    answer = owner.post(address(ramadan, "remove/"), follow=True)
    assert texts(answer) == ["“Ramadan” is removed."]
    assert not Season.objects.exists()


@pytest.mark.parametrize("what", ["", "remove/"])
def test_season_that_is_not_there(owner, catalogue, what):
    assert owner.get(f"{PAGE}77/{what}").status_code == 404


@pytest.mark.parametrize("who", ["reception", "stylist", "stranger"])
def test_others_change_nothing(browsers, ramadan, who):
    for path in (PAGE, ADD, address(ramadan), address(ramadan, "remove/")):
        assert browsers[who].post(path, RAMADAN).status_code == 302
    assert Season.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same(owner, catalogue, django_assert_num_queries, count):
    for _ in range(count):
        save_season(PRESETS["ramadan"].season(), PRESETS["ramadan"].week)
    owner.get(PAGE)
    with django_assert_num_queries(QUERIES):
        owner.get(PAGE)
