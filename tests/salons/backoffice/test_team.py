"""The form of a team member: what she does, when she works."""

from datetime import time

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from salons.models import StaffMember, StaffShift, StaffSkill, Weekday
from tests.salons.factories import ServiceFactory, StaffMemberFactory

pytestmark = pytest.mark.django_db
TEAM = "/manage/snippets/salons/staffmember/"
LIST = 17
INLINES = ("skills", "shifts", "breaks", "time_off", "extra_hours")


def staff_form(**changes):
    fields = {"name_ar": "سارة", "name_en": "Sara", "gender": "women", "is_bookable_online": "on"}
    texts = dict.fromkeys(("title_ar", "title_en", "bio_ar", "bio_en", "photo", "daily_cap"), "")
    rows = {name: inline_formset([]) for name in INLINES}
    return nested_form_data(fields | texts | rows | changes)


def interval(day, starts, ends, **more):
    return {"weekday": str(day), "starts": starts, "ends": ends} | more


def dated(starts, ends):
    return {"starts_at": starts, "ends_at": ends, "reason": ""}


def test_owner_gives_a_duration_and_a_price_of_her_own(owner):
    service, other = ServiceFactory(), ServiceFactory()
    skills = [
        {"service": str(service.pk), "duration_minutes": "75", "price_minor": "220"},
        {"service": str(other.pk), "duration_minutes": "", "price_minor": ""},
    ]
    assert owner.post(f"{TEAM}add/", staff_form(skills=inline_formset(skills))).status_code == 302
    found = StaffSkill.objects.values_list("service", "duration_minutes", "price_minor")
    assert list(found.order_by("pk")) == [(service.pk, 75, 22000), (other.pk, None, None)]


def test_owner_plans_shifts_breaks_and_dates(owner):
    form = staff_form(
        shifts=inline_formset([interval(6, "10:00", "14:00"), interval(6, "16:00", "01:00")]),
        breaks=inline_formset([interval(6, "12:00", "12:30", label="Lunch")]),
        extra_hours=inline_formset([dated("2030-01-05 20:00", "2030-01-05 23:00")]),
        time_off=inline_formset([dated("2030-02-01 00:00", "2030-02-03 00:00")]),
        daily_cap="6",
    )
    assert owner.post(f"{TEAM}add/", form).status_code == 302
    member = StaffMember.objects.get()
    shifts = list(member.shifts.values_list("weekday", "starts", "ends"))
    assert shifts == [
        (Weekday.SUNDAY, time(10), time(14)),
        (Weekday.SUNDAY, time(16), time(1)),
    ]
    assert member.breaks.get().label == "Lunch"
    assert (member.extra_hours.count(), member.time_off.count(), member.daily_cap) == (1, 1, 6)


@pytest.mark.parametrize(
    "rows",
    [
        {"extra_hours": inline_formset([dated("2030-01-05 23:00", "2030-01-05 20:00")])},
        {"breaks": inline_formset([interval(6, "12:00", "")])},
        {"shifts": inline_formset([interval(6, "10:00", "14:00")] * 2)},
        {"daily_cap": "0"},
    ],
)
def test_odd_times_are_refused(owner, rows):
    response = owner.post(f"{TEAM}add/", staff_form(**rows))
    assert response.status_code == 200
    assert not StaffMember.objects.exists()


def test_archived_service_is_not_given_to_anybody_anew(owner):
    service = ServiceFactory(is_archived=True)
    row = {"service": str(service.pk), "duration_minutes": "", "price_minor": ""}
    response = owner.post(f"{TEAM}add/", staff_form(skills=inline_formset([row])))
    assert "This service is archived." in response.text
    member = StaffMemberFactory(services=[service])
    kept = row | {"id": str(member.skills.get().pk), "price_minor": "99"}
    form = staff_form(skills=inline_formset([kept], initial=1))
    assert owner.post(f"{TEAM}edit/{member.pk}/", form).status_code == 302
    assert member.skills.get().price_minor == 9900


@pytest.mark.parametrize("count", [1, 3])
def test_list_is_in_order_at_the_same_cost(owner, django_assert_num_queries, count):
    service = ServiceFactory()
    for number in range(count):
        member = StaffMemberFactory(name_en=f"Member {number}", services=[service])
        StaffShift.objects.create(staff=member, weekday=6, starts=time(10), ends=time(14))
    owner.get(TEAM)
    with django_assert_num_queries(LIST):
        html = owner.get(TEAM).text
    assert html.count("Sun\n") + html.count(">Sun<") >= count
    places = [html.index(f"Member {number}") for number in range(count)]
    assert places == sorted(places)
