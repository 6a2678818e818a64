"""The times of a day: recommended ones, ends, prices, places of classes, and why there are none."""

import re
from datetime import date, time, timedelta

import pytest

from salons.models import (
    BookingRules,
    OpeningHours,
    Service,
    SpecialDay,
    StaffShift,
    Weekday,
)
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.booking.web.menu import another_service, own
from tests.booking.web.test_services_step import text_of
from tests.booking.web.test_start import DAY, everybody_away, part, slots, times_page

SUNDAY = date(2030, 1, 6)


def notes(html):
    return [text_of(each) for each in re.findall(r'<small class="slot__note[^>]*>([^<]*)<', html)]


def set_rules(**rules):
    BookingRules.load()
    BookingRules.objects.update(**rules)


def why(html):
    found = re.search(r"</h2>\s*<p>([^<]*)</p>", html[html.index("times__empty") :])
    return found.group(1).replace("\xa0", " ").replace("&quot;", '"')


def test_short_visit_at_one_price_says_only_when_it_begins(visitor, catalogue):
    assert notes(times_page(visitor, catalogue, f"&day={DAY}")) == []


def test_long_visit_says_until_when(visitor, catalogue):
    Service.objects.update(duration_minutes=120)
    assert notes(times_page(visitor, catalogue, f"&day={DAY}"))[0] == "until 12:00 PM"


def test_times_of_different_price_say_theirs(visitor, catalogue):
    lama, amal = catalogue.stylists
    own(amal, catalogue.service, price_minor=20000)
    set_rules(anybody="order")
    book(catalogue, staff=lama)
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert notes(html)[0] == "SAR 200"
    assert "SAR 115" in notes(html)


@pytest.mark.parametrize(("best", "shown"), [("off", False), ("prefer", True), ("only", False)])
def test_recommended_times_come_first_where_the_salon_prefers_them(visitor, catalogue, best, shown):
    for stylist in catalogue.stylists:
        book(catalogue, staff=stylist, start=TEN_O_CLOCK + timedelta(hours=1))
    set_rules(best_times=best, slot_step_minutes=30)
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert ("Recommended" in html, "slot--best" in html) == (shown, shown)
    # 12:30 would leave half an hour to nobody.
    marked = re.findall(r'slot--best" formaction="[^"]*"><bdi>([^<]*)</bdi>', html)
    assert ("12:00\xa0PM" in marked, "12:30\xa0PM" in marked) == (shown, False)
    assert ("12:30\xa0PM" in slots(html)) is False or best != "only"


def test_class_says_how_many_places_are_left(visitor, catalogue):
    Service.objects.update(capacity=3)
    for _ in range(2):
        book(catalogue, staff=catalogue.stylists[0], customer=UserFactory())
    html = times_page(visitor, catalogue, f"&day={DAY}&staff={catalogue.stylists[0].pk}")
    assert (slots(html)[0], notes(html)[0]) == ("10:00\xa0AM", "1 place left")
    assert "3 places left" in notes(html)


def test_closed_day_is_named(visitor, catalogue):
    SpecialDay.objects.create(date=SUNDAY, label_ar="عيد الفطر", label_en="Eid al-Fitr")
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert why(html) == "The salon is closed: Eid al-Fitr."
    assert "Next free: Monday 7 January" in html


def test_weekday_without_hours_is_said(visitor, catalogue):
    OpeningHours.objects.filter(weekday=Weekday(SUNDAY.weekday())).delete()
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert why(html) == "The salon is closed on this day."


def test_booked_day_is_said(visitor, catalogue):
    Service.objects.update(duration_minutes=720)
    for stylist in catalogue.stylists:
        book(catalogue, staff=stylist)
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert why(html) == "Everything is booked on this day."


@pytest.mark.parametrize(("hours", "words"), [(47, "47 hours"), (48, "2 days"), (24 * 7, "7 days")])
def test_day_within_the_notice_says_how_long_before(visitor, catalogue, hours, words):
    set_rules(minimum_notice_minutes=hours * 60)
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert why(html) == f"It is too late for this day: the salon wants to know {words} before."


def test_evening_with_too_little_left_of_the_day_is_too_late(visitor, catalogue, time_machine):
    time_machine.move_to(NOW.replace(hour=18, minute=30), tick=False)
    set_rules(minimum_notice_minutes=0)
    assert why(times_page(visitor, catalogue, "&day=2030-01-05")) == (
        "It is too late to book for this day."
    )


def test_day_off_of_the_chosen_person_is_said(visitor, catalogue):
    lama = catalogue.stylists[0]
    StaffShift.objects.create(staff=lama, weekday=Weekday.MONDAY, starts=time(10), ends=time(20))
    html = times_page(visitor, catalogue, f"&day={DAY}&staff={lama.pk}")
    assert why(html) == f"{lama.name_en} does not work on this day."


def test_day_off_of_everybody_names_the_service(visitor, catalogue):
    everybody_away(catalogue, TEN_O_CLOCK, days=1)
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert why(html) == f"Nobody who does “{catalogue.service.name_en}” works on this day."


def test_visit_longer_than_the_day_is_said(visitor, catalogue):
    OpeningHours.objects.filter(weekday=Weekday(SUNDAY.weekday())).update(ends=time(10, 30))
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert why(html) == "No time of this day is long enough for the visit."


def test_day_on_which_nothing_is_ready_in_time_is_said(visitor, catalogue):
    OpeningHours.objects.filter(weekday=Weekday(SUNDAY.weekday())).update(starts=time(14))
    html = times_page(visitor, catalogue, f"&ready=1300&day={DAY}")
    assert why(html) == "Nothing is ready by 1:00 PM on this day."


def test_ready_after_midnight_belongs_to_the_night_before(visitor, catalogue):
    OpeningHours.objects.update(starts=time(21), ends=time(3))
    html = times_page(visitor, catalogue, f"&ready=0100&day={DAY}")
    assert (slots(html)[-1], notes(html)[-1]) == ("12:00\xa0AM", "until 1:00 AM")


def test_arabic_page_says_it_in_arabic(visitor, catalogue):
    SpecialDay.objects.create(date=SUNDAY, label_ar="عيد الفطر", label_en="Eid al-Fitr")
    address = f"/ar/book/?service={catalogue.service.pk}&day={DAY}"
    assert "عيد الفطر" in visitor.get(address).content.decode()


@pytest.mark.parametrize("target", ["", "calendar", "times"])
def test_salon_is_read_once_for_strip_and_times(
    visitor, catalogue, django_assert_max_num_queries, target
):
    headers = part(target) if target else {}
    times_page(visitor, catalogue, f"&day={DAY}")
    with django_assert_max_num_queries(34) as asked:
        times_page(visitor, catalogue, f"&day={DAY}", **headers)
    reads = [q for q in asked.captured_queries if "EXECUTE booking_catalogue" in q["sql"]]
    assert len(reads) == 1


def test_services_and_people_take_no_more_queries(
    visitor, catalogue, django_assert_num_queries, django_assert_max_num_queries
):
    two = [another_service(catalogue) for _ in range(2)]
    query = f"&day={DAY}&service={two[0].pk}"
    times_page(visitor, catalogue, query)
    with django_assert_max_num_queries(34) as asked:
        times_page(visitor, catalogue, query)
    more = [another_service(catalogue) for _ in range(2)]
    query += "".join(f"&service={service.pk}" for service in (two[1], *more))
    with django_assert_num_queries(len(asked)):
        assert slots(times_page(visitor, catalogue, query))
