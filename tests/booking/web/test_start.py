"""The first two steps: services, then people, days and times."""

import re
from datetime import time, timedelta

import pytest

from salons.models import BookingRules, SalonProfile, Service, StaffMember, StaffSkill, TimeOff
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.salons.factories import (
    ServiceCategoryFactory,
    ServiceFactory,
    StaffMemberFactory,
    open_every_day,
)

DAY = "2030-01-06"


def times_page(client, catalogue, query="", **headers):
    address = f"/en/book/?service={catalogue.service.pk}{query}"
    return client.get(address, headers=headers).content.decode()


def slots(html):
    return re.findall(r'class="slot" formaction="[^"]*"><bdi>([^<]*)</bdi>', html)


def everybody_away(catalogue, starts_at, *, days):
    ends_at = starts_at + timedelta(days=days)
    for stylist in catalogue.stylists:
        TimeOff.objects.create(staff=stylist, starts_at=starts_at, ends_at=ends_at)


def part(target):
    return {"HX-Request": "true", "HX-Target": target}


@pytest.mark.parametrize(
    ("language", "heading", "direction"),
    [("en", "What can we do for you?", "ltr"), ("ar", "ما الذي يمكننا تقديمه لك؟", "rtl")],
)
def test_services_are_listed_with_length_and_price(
    visitor, catalogue, language, heading, direction
):
    html = visitor.get(f"/{language}/book/").content.decode()
    name = catalogue.service.name_en if language == "en" else catalogue.service.name_ar
    assert (heading in html or language == "ar", name in html, f'dir="{direction}"' in html) == (
        True,
        True,
        True,
    )
    assert "115" in html


def test_services_without_anybody_bookable_are_not_offered(visitor, catalogue):
    lonely = ServiceFactory(name_en="Nobody does this")
    StaffMember.objects.update(is_bookable_online=False)
    html = visitor.get("/en/book/").content.decode()
    assert (lonely.name_en in html, "Online booking opens soon" in html) == (False, True)


def test_sixty_services_take_as_many_queries_as_one(
    visitor, catalogue, django_assert_num_queries, django_assert_max_num_queries
):
    visitor.get("/en/book/")
    with django_assert_max_num_queries(20) as one:
        visitor.get("/en/book/")
    long_name = "An exceptionally long name of a service " * 2
    for _ in range(59):
        service = ServiceFactory(category=catalogue.service.category, name_en=long_name)
        StaffSkill.objects.create(staff=catalogue.stylists[0], service=service)
    with django_assert_num_queries(len(one)):
        html = visitor.get("/en/book/").content.decode()
    assert html.count('name="service"') == 60


def test_nothing_chosen_is_said(visitor, catalogue):
    html = visitor.get("/en/book/?chosen=1").content.decode()
    assert "Choose at least one service." in html


def test_unchoosing_everything_is_no_mistake(visitor, catalogue):
    html = visitor.get("/en/book/?chosen=1&step=services").content.decode()
    assert "Choose at least one service." not in html


def test_more_than_five_are_cut_and_said(visitor, catalogue):
    more = [ServiceFactory(category=catalogue.service.category) for _ in range(6)]
    for service in more:
        StaffSkill.objects.create(staff=catalogue.stylists[0], service=service)
    query = "&".join(f"service={service.pk}" for service in more)
    html = visitor.get(f"/en/book/?{query}").content.decode()
    assert ("room for 5 services" in html, html.count(" checked")) == (True, 5)


def test_service_in_the_address_leads_straight_to_the_times(visitor, catalogue):
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert slots(html)[:2] == ["10:00\xa0AM", "10:15\xa0AM"]
    assert 'name="staff" value="" checked' in html.replace("\n", " ")


def test_archived_service_in_the_address_is_said(visitor, catalogue):
    Service.objects.update(is_archived=True)
    ServiceCategoryFactory()
    other = ServiceFactory(category=catalogue.service.category)
    StaffSkill.objects.create(staff=catalogue.stylists[0], service=other)
    html = times_page(visitor, catalogue)
    assert "is no longer offered" in html


def test_first_free_day_is_shown_without_a_choice(visitor, catalogue):
    html = times_page(visitor, catalogue)
    assert re.search(r'value="2030-01-05"\s+checked', html)
    # Ten minutes past nine at the salon, an hour's notice: nothing earlier than ten.
    assert slots(html)[0] == "10:00\xa0AM"


def test_day_without_times_is_disabled(visitor, catalogue):
    BookingRules.load()
    BookingRules.objects.update(minimum_notice_minutes=60 * 24)
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert re.search(r'value="2030-01-05"\s+disabled', html)


def test_busy_times_of_the_chosen_person_are_left_out(visitor, catalogue):
    lama = catalogue.stylists[0]
    book(catalogue, staff=lama)
    mine = slots(times_page(visitor, catalogue, f"&day={DAY}&staff={lama.pk}"))
    anybody = slots(times_page(visitor, catalogue, f"&day={DAY}"))
    assert (mine[0], anybody[0]) == ("11:00\xa0AM", "10:00\xa0AM")


def test_person_who_does_some_of_it_is_offered_as_such(visitor, catalogue):
    other = ServiceFactory(category=catalogue.service.category)
    amal = StaffMemberFactory(name_en="Amal", services=[other])
    html = times_page(visitor, catalogue, f"&service={other.pk}&staff={amal.pk}&day={DAY}")
    assert "1 of 2 services" in html
    assert slots(html)


def test_unknown_person_counts_as_anybody(visitor, catalogue):
    html = times_page(visitor, catalogue, f"&staff=999999&day={DAY}")
    links = re.findall(r'class="slot" formaction="([^"]*)"', html)
    assert links
    assert not any("staff" in link for link in links)


def test_times_after_midnight_stand_under_their_business_day(visitor, catalogue):
    open_every_day(time(21), time(3))
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert ("After midnight" in html, "early on Monday 7 January" in html) == (True, True)
    assert slots(html)[-1] == "2:00\xa0AM"
    assert "start=20300106T2300Z" in html


def test_early_morning_still_belongs_to_the_running_night(visitor, catalogue, time_machine):
    open_every_day(time(21), time(3))
    time_machine.move_to(NOW.replace(day=6, hour=21, minute=30), tick=False)
    html = times_page(visitor, catalogue)
    assert re.search(r'value="2030-01-06"\s+checked', html)


def test_full_day_points_to_the_next_free_one(visitor, catalogue):
    everybody_away(catalogue, TEN_O_CLOCK, days=2)
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert ("no free times" in html, "Next free: Tuesday 8 January" in html) == (True, True)
    assert slots(html) == []


def test_two_full_weeks_open_on_the_page_that_has_times(visitor, catalogue):
    everybody_away(catalogue, NOW, days=20)
    html = times_page(visitor, catalogue)
    assert re.search(r'name="from" value="2030-01-19"', html)
    assert slots(html)


def test_nothing_free_at_all_says_so(visitor, catalogue):
    everybody_away(catalogue, NOW, days=400)
    assert "Nothing free in the coming weeks" in times_page(visitor, catalogue)


@pytest.mark.parametrize("day", ["2030-01-01", "2031-01-01"], ids=["past", "beyond"])
def test_day_out_of_range_is_not_an_error(visitor, catalogue, day):
    html = times_page(visitor, catalogue, f"&day={day}")
    assert "2030-01-05" in html or "2030-03-0" in html


def test_pages_of_days_end_at_the_horizon(visitor, catalogue):
    html = times_page(visitor, catalogue, "&from=2030-03-02")
    assert ("days-earlier" in html, "days-later" in html) == (True, False)
    assert re.findall(r'name="day" value="([^"]*)"', html)[-1] == "2030-03-06"


@pytest.mark.parametrize("target", ["basket", "calendar", "times"])
def test_htmx_gets_only_the_part_it_asked_for(visitor, catalogue, target):
    query = "&step=services" if target == "basket" else f"&day={DAY}"
    address = f"/en/book/?service={catalogue.service.pk}{query}"
    answer = visitor.get(address, headers=part(target))
    html = answer.content.decode()
    assert ("<html" in html, answer.headers["Cache-Control"]) == (False, "private, no-cache")
    assert {"HX-Request", "HX-Target"} <= set(answer.headers["Vary"].split(", "))
    assert {"basket": "SAR 115", "calendar": "days__strip", "times": "slot"}[target] in html


def test_history_gets_the_whole_page(visitor, catalogue):
    headers = part("times") | {"HX-History-Restore-Request": "true"}
    assert "<html" in times_page(visitor, catalogue, **headers)


def test_two_people_and_four_take_the_same_queries(
    visitor, catalogue, django_assert_num_queries, django_assert_max_num_queries
):
    times_page(visitor, catalogue)
    with django_assert_max_num_queries(34) as two:
        times_page(visitor, catalogue)
    for _ in range(2):
        StaffMemberFactory(services=[catalogue.service])
    with django_assert_num_queries(len(two)):
        times_page(visitor, catalogue)


def test_times_follow_the_zone_of_the_salon(visitor, catalogue):
    profile = SalonProfile.load()
    profile.time_zone = "Asia/Dubai"
    profile.save()
    html = times_page(visitor, catalogue, f"&day={DAY}")
    assert slots(html)[0] == "10:00\xa0AM"
    assert "start=20300106T0600Z" in html
