"""Why a time is not offered: what reception and stylists read."""

from datetime import timedelta

import pytest

from salons.models import TimeOff
from tests.booking.conftest import TEN_O_CLOCK, book

PAGE = "/manage/appointments/why/"
RIYADH = timedelta(hours=3)


def ask(browser, catalogue, *, staff=None, start=TEN_O_CLOCK, **changes):
    wall = start + RIYADH
    query = {
        "service": catalogue.service.pk,
        "staff": staff.pk if staff else "",
        "date": f"{wall:%Y-%m-%d}",
        "time": f"{wall:%H:%M}",
    }
    return browser.get(PAGE, query | changes)


def test_page_begins_with_a_question(owner):
    answer = owner.get(PAGE)
    assert (answer.status_code, answer.context["answer"]) == (200, None)
    assert not answer.context["form"].errors


def test_free_time_names_who_would_do_it(owner, catalogue):
    answer = ask(owner, catalogue, staff=catalogue.stylists[1])
    assert "Customers can book this time." in answer.text
    assert catalogue.stylists[1].name_en in answer.text


def test_absence_is_named_to_reception_with_its_reason(browsers, catalogue):
    person = catalogue.stylists[1]
    TimeOff.objects.create(
        staff=person,
        starts_at=TEN_O_CLOCK,
        ends_at=TEN_O_CLOCK + timedelta(hours=2),
        reason="Dentist",
    )
    [reason] = ask(browsers["reception"], catalogue, staff=person).context["answer"].reasons
    assert (reason.rule, reason.label) == ("time_off", "Dentist")
    assert person.name_en in reason.message


def test_stylist_reads_of_a_colleague_only_that_she_is_taken(browsers, catalogue):
    book(catalogue, staff=catalogue.stylists[1])
    answer = ask(browsers["stylist"], catalogue, staff=catalogue.stylists[1])
    [reason] = answer.context["answer"].reasons
    assert (reason.rule, reason.staff, reason.starts) == ("taken", None, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"service": "999999"}, "service"),
        ({"date": "soon"}, "date"),
        ({"date": "9999-12-31"}, "date"),
        ({"date": "0001-01-01"}, "date"),
        ({"time": "25:00"}, "time"),
    ],
)
def test_question_that_makes_no_sense_is_shown_again(owner, catalogue, changes, field):
    answer = ask(owner, catalogue, **changes)
    assert (answer.status_code, answer.context["answer"]) == (200, None)
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize("who", ["customer", "stranger", "nobody"])
def test_page_is_for_the_salon_alone(browsers, catalogue, who):
    assert ask(browsers[who], catalogue).status_code in (302, 403)
