"""Special days: one or several in a row, with hours or closed."""

from datetime import date

import pytest

from salons.domain.hours.special_days import add_special_days
from salons.models import SpecialDay
from tests.cms_backoffice.conftest import texts
from tests.cms_backoffice.hours.conftest import shown
from tests.salons.hours.spans import spans

PAGE, ADD = "/manage/hours/days/", "/manage/hours/days/add/"
QUERIES = 18
TODAY = date(2030, 1, 5)
LABELS = {"label_ar": "عطلة", "label_en": "Holiday"}


def form(day, last="", *hours, **fields):
    rows = [each.split("-") for each in hours]
    return (
        LABELS
        | fields
        | {
            "date": day,
            "last": last,
            "starts-7": [row[0] for row in rows],
            "ends-7": [row[1] for row in rows],
        }
    )


def add(day, *hours):
    labels = ("عطلة", "Holiday")
    [added] = add_special_days(day, day, today=day, labels=labels, hours=spans(*hours))
    return added


def stored():
    return {
        f"{day.date}": tuple((each.starts, each.ends) for each in day.hours.all())
        for day in SpecialDay.objects.all()
    }


def test_closed_days_are_added(owner, catalogue):
    answer = owner.post(ADD, form("2030-01-20", "2030-01-22"), follow=True)
    assert texts(answer) == ["3 days are added."]
    assert stored() == {"2030-01-20": (), "2030-01-21": (), "2030-01-22": ()}


def test_day_with_a_night_is_added(owner, catalogue):
    owner.post(ADD, form("2030-01-20", "", "16:00-20:00", "21:00-03:00"))
    assert stored() == {"2030-01-20": spans("16:00-20:00", "21:00-03:00")}


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        (("2030-01-10",), "date", "This date is a special day already."),
        (("2030-01-04",), "date", "This day is over."),
        (("2030-01-08", "2030-01-07"), "last", "The last day must not be before the first."),
        (("2030-01-08", "2030-06-07"), "last", "At most 60 days can be added at once."),
        (("soon",), "date", "Enter a valid date."),
        (("",), "date", "This field is required."),
    ],
)
def test_refused_days_are_told_at_their_field(owner, catalogue, fields, field, error):
    add(date(2030, 1, 10))
    answer = owner.post(ADD, form(*fields))
    assert answer.context["form"].errors == {field: [error]}
    assert stored() == {"2030-01-10": ()}


def test_overlapping_hours_are_told_at_the_hours(owner, catalogue):
    answer = owner.post(ADD, form("2030-01-20", "", "10:00-14:00", "13:00-15:00"))
    assert "overlap" in shown(answer)[7][1]
    assert stored() == {}


def test_day_is_changed(owner, catalogue):
    day = add(date(2030, 1, 10))
    page = f"{PAGE}{day.pk}/"
    answer = owner.post(page, form("2030-01-11", "", "10:00-12:00"), follow=True)
    assert texts(answer) == ["“Holiday” is saved."]
    assert stored() == {"2030-01-11": spans("10:00-12:00")}


def test_day_is_not_moved_onto_another(owner, catalogue):
    add(date(2030, 1, 10))
    day = add(date(2030, 1, 11), "10:00-12:00")
    answer = owner.post(f"{PAGE}{day.pk}/", form("2030-01-10"))
    assert list(answer.context["form"].errors) == ["date"]
    assert stored() == {"2030-01-10": (), "2030-01-11": spans("10:00-12:00")}


def test_buttons_keep_what_was_typed(owner, catalogue):
    answer = owner.post(ADD, form("", "", do="add-7"))
    assert shown(answer)[7] == ([("", "")], "")
    assert answer.context["form"].initial["label_en"] == "Holiday"
    assert answer.context["form"].errors == {}


def test_past_days_are_out_of_the_way(owner, catalogue):
    past, today, later = (add(date(2030, 1, day)) for day in (4, 5, 9))
    context = owner.get(PAGE).context
    assert (list(context["days"]), list(context["past"])) == ([today, later], [past])


def test_removal_asks_first(owner, catalogue):
    page = f"{PAGE}{add(TODAY).pk}/remove/"
    assert "Remove “Holiday”?" in owner.get(page).text
    assert texts(owner.post(page, follow=True)) == ["“Holiday” is removed."]
    assert stored() == {}


@pytest.mark.parametrize("who", ["reception", "stylist", "stranger"])
def test_others_change_nothing(browsers, catalogue, who):
    day = add(TODAY)
    for path in (PAGE, ADD, f"{PAGE}{day.pk}/", f"{PAGE}{day.pk}/remove/"):
        assert browsers[who].post(path, form("2030-01-20")).status_code == 302
    assert stored() == {"2030-01-05": ()}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same(owner, catalogue, django_assert_num_queries, count):
    for number in range(count):
        add(date(2030, 1, 6 + number), "10:00-12:00")
        add(date(2030, 1, 1 + number))
    owner.get(PAGE)
    with django_assert_num_queries(QUERIES):
        owner.get(PAGE)
