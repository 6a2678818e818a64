"""The page of the usual week, as its owner and as others."""

import re

import pytest

from audit.models import AuditEntry
from salons.models import OpeningHours
from tests.cms_backoffice.conftest import texts
from tests.cms_backoffice.hours.conftest import USUAL, shown, stored, week_form
from tests.salons.hours.spans import spans

PAGE = "/manage/hours/"
# Session and person, salon and its two settings, then the week and what Wagtail's frame asks for.
QUERIES = 15
MONDAY, FRIDAY, SUNDAY = 0, 4, 6


def test_week_is_shown_from_sunday_with_its_nights(owner, usual):
    OpeningHours.objects.filter(weekday=SUNDAY).update(starts="21:00", ends="03:00")
    page = owner.get(PAGE)
    assert list(shown(page)) == [6, 0, 1, 2, 3, 4, 5]
    assert shown(page)[SUNDAY] == ([("21:00", "03:00")], "")
    nights = re.findall(r"data-night( hidden)?>", page.text)
    assert nights == ["", *[" hidden"] * 6]


def test_week_is_saved_and_told(owner, usual):
    form = week_form(day6="16:00-02:00 09:00-12:00", day4="")
    answer = owner.post(PAGE, form, follow=True)
    assert texts(answer) == ["The opening hours are saved."]
    assert stored() == {
        **{day: hours for day, hours in USUAL.items() if day != FRIDAY},
        SUNDAY: spans("09:00-12:00", "16:00-02:00"),
    }


def test_change_is_in_the_log_with_who_did_it(owner, people, usual):
    owner.post(PAGE, week_form(day6="10:00-23:00"))
    entry = AuditEntry.objects.filter(content_type__model="openinghours").latest("pk")
    assert entry.changes == {"ends": ["22:00:00", "23:00:00"]}
    assert entry.actor == people.owner


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("10:00-14:00 13:00-18:00", "10:00 AM – 2:00 PM and 1:00 PM – 6:00 PM overlap."),
        ("21:00-11:00", "The night of this day runs past midnight"),
        ("09:00-09:00", "From and until are the same."),
        ("10:00-", "Give both times, from and until."),
        ("25:00-26:00", "Enter a valid time."),
    ],
)
def test_refused_week_is_shown_again_and_nothing_is_saved(owner, usual, text, error):
    answer = owner.post(PAGE, week_form(day6=text))
    assert texts(answer) == ["Nothing was saved. Please look at what is marked."]
    assert shown(answer)[SUNDAY][0] == [tuple(row.split("-")) for row in text.split()]
    assert error in shown(answer)[SUNDAY][1]
    assert stored() == USUAL


def test_night_into_monday_is_marked_at_sunday(owner, usual):
    answer = owner.post(PAGE, week_form(day6="21:00-10:30"))
    assert [day for day, (_rows, error) in shown(answer).items() if error] == [SUNDAY]


@pytest.mark.parametrize(
    ("do", "day", "rows"),
    [
        ("add-6", SUNDAY, [("10:00", "22:00"), ("", "")]),
        ("remove-6-0", SUNDAY, []),
        ("copy-4", MONDAY, [("14:00", "20:00")]),
        ("copy-4", SUNDAY, [("10:00", "22:00")]),
    ],
)
def test_buttons_change_what_is_shown_and_save_nothing(owner, usual, do, day, rows):
    form = week_form(day4="14:00-20:00") | {"do": do, "copy-to-4": ["0", "1", "4", "99", "x"]}
    assert shown(owner.post(PAGE, form))[day] == (rows, "")
    assert stored() == USUAL


@pytest.mark.parametrize("do", ["add-9", "remove-6-7", "remove-x-y", "copy", "add-6-", "-", "²-²"])
def test_odd_buttons_change_nothing(owner, usual, do):
    answer = owner.post(PAGE, week_form() | {"do": do})
    rows = {day: len(each) for day, (each, _error) in shown(answer).items()}
    assert set(rows.values()) <= {1, 2}
    assert (answer.status_code, stored()) == (200, USUAL)


def test_seventh_interval_has_no_room(owner, usual):
    text = " ".join(f"{hour:02}:00-{hour:02}:30" for hour in range(10, 16))
    answer = owner.post(PAGE, week_form(day6=text) | {"do": "add-6"})
    assert len(shown(answer)[SUNDAY][0]) == 6
    assert 'value="add-6"' not in answer.text


def test_empty_rows_do_not_count(owner, usual):
    form = week_form()
    form["starts-6"], form["ends-6"] = ["", "10:00"], ["", "22:00"]
    assert owner.post(PAGE, form).status_code == 302
    assert stored() == USUAL


@pytest.mark.parametrize("who", ["reception", "stylist", "stranger", "customer", "nobody"])
def test_others_neither_see_nor_change_it(browsers, usual, who):
    browser = browsers[who]
    answers = browser.get(PAGE), browser.post(PAGE, week_form(day6=""))
    assert {answer.status_code for answer in answers} == {302}
    assert stored() == USUAL


@pytest.mark.parametrize("intervals", [1, 3])
def test_page_costs_the_same(owner, usual, django_assert_num_queries, intervals):
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=SUNDAY, starts=f"0{hour}:00", ends=f"0{hour}:30")
        for hour in range(intervals)
    )
    owner.get(PAGE)
    with django_assert_num_queries(QUERIES):
        owner.get(PAGE)
