"""The day's list and the search."""

from datetime import UTC, datetime, time, timedelta

import pytest

from booking.domain.transitions import cancel_appointment, confirm_appointment, expire_hold
from cms.backoffice.days import day_sheet
from foundation.money import Money
from salons.domain.hours.presets import PRESETS
from salons.domain.hours.seasons import save_season
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.clients import prove_again
from tests.cms_backoffice.conftest import DAY
from tests.salons.factories import open_every_day


def at(hours):
    return TEN_O_CLOCK + timedelta(hours=hours)


def listed(response):
    return list(response.context["sheet"].appointments)


def test_day_lists_the_visits_by_time_with_their_sum(owner, catalogue, appointment):
    later, unpaid = book(catalogue, start=at(3)), book(catalogue, start=at(2))
    confirm_appointment(later.pk)
    cancelled = book(catalogue, start=at(5))
    cancel_appointment(cancelled.pk, actor=None, by_salon=True)
    response = owner.get(DAY)
    assert [row.pk for row in listed(response)] == [
        appointment.pk,
        unpaid.pk,
        later.pk,
        cancelled.pk,
    ]
    sheet = response.context["sheet"]
    assert (sheet.booked, sheet.here, sheet.unpaid, sheet.total) == (3, 0, 1, Money(34500))
    html = response.content.decode()
    for text in ("10:00\xa0AM – 11:00\xa0AM", "Sara", appointment.reference, "Confirmed"):
        assert text in html


def test_expired_holds_are_left_out(owner, catalogue, time_machine):
    made = book(catalogue)
    time_machine.move_to(NOW + timedelta(minutes=16), tick=False)
    expire_hold(str(made.pk))
    assert listed(owner.get(DAY)) == []


def test_today_is_shown_without_a_day(owner, appointment, time_machine):
    assert listed(owner.get("/manage/appointments/")) == []
    time_machine.move_to(TEN_O_CLOCK, tick=False)
    prove_again(owner)
    assert listed(owner.get("/manage/appointments/")) == [appointment]


@pytest.mark.parametrize("day", ["x", "2030-02-30", "9999-12-31", "0001-01-01", ""])
def test_odd_days_show_today(owner, appointment, day):
    response = owner.get(f"/manage/appointments/?day={day}")
    assert response.context["sheet"].day.isoformat() == "2030-01-05"


def test_neighbouring_days_are_one_tap_away(owner, appointment):
    html = owner.get(DAY).content.decode()
    assert ("?day=2030-01-05" in html, "?day=2030-01-07" in html) == (True, True)


def test_visit_after_midnight_belongs_to_the_evening_before(owner, catalogue):
    open_every_day(time(21), time(3))
    night = book(catalogue, start=datetime(2030, 1, 6, 22, 0, tzinfo=UTC))
    assert listed(owner.get(DAY)) == [night]
    assert listed(owner.get("/manage/appointments/?day=2030-01-07")) == []


@pytest.mark.parametrize(("hour", "day"), [(23, "2030-01-06"), (0, "2030-01-07")])
def test_running_day_ends_with_its_night(catalogue, people, hour, day):
    open_every_day(time(21), time(3))
    # 02:00 and 03:00 on Monday's clock in Riyadh.
    now = datetime(2030, 1, 6 if hour == 23 else 7, hour, 0, tzinfo=UTC)
    assert day_sheet(reader=people.owner, now=now).day.isoformat() == day


def test_one_row_and_three_take_the_same_queries(
    owner, catalogue, appointment, django_assert_num_queries, django_assert_max_num_queries
):
    owner.get(DAY)
    with django_assert_max_num_queries(28) as one:
        owner.get(DAY)
    for hours in (2, 4):
        book(catalogue, start=at(hours), customer=UserFactory())
    with django_assert_num_queries(len(one)):
        assert len(listed(owner.get(DAY))) == 3


@pytest.mark.parametrize("typed", ["{reference}", " {lower} ", "0550009990", "+966 55 000 9990"])
def test_search_finds_by_reference_and_phone(owner, appointment, typed):
    appointment.customer.phone_number = "+966550009990"
    appointment.customer.save()
    reference = appointment.reference
    typed = typed.format(reference=reference, lower=reference.lower())
    response = owner.get("/manage/appointments/search/", {"q": typed})
    assert list(response.context["page_obj"]) == [appointment]
    assert reference in response.content.decode()


def test_search_by_phone_is_not_for_those_who_see_no_numbers(browsers, appointment):
    response = browsers["stylist"].get(
        "/manage/appointments/search/", {"q": appointment.customer.phone_number}
    )
    assert list(response.context["page_obj"]) == []


def test_search_that_finds_nothing_says_so(owner, appointment):
    html = owner.get("/manage/appointments/search/?q=<b>nothing").content.decode()
    assert ("Nothing found for “&lt;b&gt;nothing”" in html, "<b>nothing" in html) == (True, False)


def test_day_page_hands_a_search_on(owner):
    response = owner.get("/manage/appointments/?q=AB&day=2030-01-06")
    assert response.url == "/manage/appointments/search/?q=AB"


def test_first_page_shows_who_is_next(owner, catalogue, appointment, time_machine):
    gone = confirm_appointment(book(catalogue, start=at(1)).pk)
    time_machine.move_to(at(2), tick=False)
    prove_again(owner)
    coming = confirm_appointment(book(catalogue, start=at(4)).pk)
    html = owner.get("/manage/").content.decode()
    shown = [f"/manage/appointments/{each.pk}/" in html for each in (appointment, gone, coming)]
    assert shown == [False, False, True]


def test_pages_speak_arabic_to_those_who_read_it(owner, appointment):
    owner.cookies["django_language"] = "ar"
    html = owner.get(DAY).content.decode()
    assert 'dir="rtl"' in html
    assert "الأحد 6 يناير" in html or "غد" in html


@pytest.mark.parametrize(("hour", "day"), [(22, "2030-01-06"), (23, "2030-01-07")])
def test_night_of_a_season_is_of_the_evening_it_began(people, hour, day):
    save_season(PRESETS["ramadan"].season(), PRESETS["ramadan"].week)
    now = datetime(2030, 1, 6, hour, 30, tzinfo=UTC)
    assert day_sheet(reader=people.owner, now=now).day.isoformat() == day
