"""Free times of a day: with whom, where, for how much; alone and in company."""

from datetime import timedelta

import pytest

from booking.errors import NotBookable
from salons.models import AddOn, BookingRules, Resource, ResourceType, Service
from tests.booking.api.conftest import DAY
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.salons.factories import ServiceFactory, StaffMemberFactory

SAR_115 = {"amount": 11500, "currency": "SAR"}


def starts(answer):
    assert answer.status_code == 200, answer.content
    return [slot["start"][11:16] for slot in answer.json()["slots"]]


def test_slot_tells_the_whole_plan(catalogue, ask):
    kind = ResourceType.objects.create(name_ar="كرسي", name_en="chair")
    chair = Resource.objects.create(type=kind, name="Chair 1")
    Service.objects.update(resource_type=kind)
    mask = AddOn.objects.create(name_ar="ماسك", name_en="Mask", minutes=15, price_minor=3000)
    mask.services.add(catalogue.service)
    sara = {"id": catalogue.stylists[0].pk, "name": catalogue.stylists[0].name_en}
    pk = catalogue.service.pk
    first = ask("", date=DAY, service=pk, add_on=f"{pk}:{mask.pk}").json()["slots"][0]
    when = {"start": "2030-01-06T10:00:00+03:00", "end": "2030-01-06T11:15:00+03:00"}
    part = {
        "guest": 0,
        "service": {"id": pk, "name": catalogue.service.name_en},
        "add_ons": [{"id": mask.pk, "name": "Mask"}],
        "staff": sara,
        "resource": {"id": chair.pk, "name": "Chair 1"},
        "price": {"amount": 14500, "currency": "SAR"},
        **when,
    }
    assert first == {
        **when,
        "best": False,
        "total": {"amount": 14500, "currency": "SAR"},
        "staff": sara,
        "parts": [part],
    }


def test_services_follow_one_another_with_the_people_asked_for(catalogue, ask):
    one, other = (stylist.pk for stylist in catalogue.stylists)
    pk = catalogue.service.pk
    first = ask("", date=DAY, service=[pk, pk], staff=[other, one]).json()["slots"][0]
    assert [part["staff"]["id"] for part in first["parts"]] == [other, one]
    assert first["total"] == {"amount": 23000, "currency": "SAR"}


@pytest.mark.parametrize("nobody", ["0", "00"])
def test_zero_is_anybody(catalogue, ask, nobody):
    pk, other = catalogue.service.pk, catalogue.stylists[1].pk
    first = ask("", date=DAY, service=[pk, pk], staff=[nobody, other]).json()["slots"][0]
    assert first["parts"][1]["staff"]["id"] == other


def test_empty_staff_is_anybody(catalogue, ask):
    pk = catalogue.service.pk
    assert len(starts(ask(f"?date={DAY}&service={pk}&staff="))) == 45


def test_one_person_does_what_she_does_and_anybody_the_rest(catalogue, ask):
    henna = ServiceFactory()
    mona = StaffMemberFactory(services=[henna])
    wanted = [catalogue.service.pk, henna.pk]
    first = ask("", date=DAY, service=wanted, staff=mona.pk).json()["slots"][0]
    who = [part["staff"]["id"] for part in first["parts"]]
    assert who == [catalogue.stylists[0].pk, mona.pk]


def test_guests_are_served_side_by_side(catalogue, ask):
    pk, (sara, mona) = catalogue.service.pk, catalogue.stylists
    first = ask("", date=DAY, service=pk, guest=f"{pk}:{sara.pk}").json()["slots"][0]
    parts = [(part["guest"], part["staff"]["id"], part["start"][11:16]) for part in first["parts"]]
    assert parts == [(0, mona.pk, "10:00"), (1, sara.pk, "10:00")]
    assert first["total"] == {"amount": 23000, "currency": "SAR"}


def test_guest_with_several_services_and_add_ons_is_ready_with_the_others(catalogue, ask):
    short = ServiceFactory(duration_minutes=30)
    for stylist in catalogue.stylists:
        stylist.skills.create(service=short)
        stylist.save()
    mask = AddOn.objects.create(name_ar="ماسك", name_en="Mask", minutes=15, price_minor=3000)
    mask.services.add(short)
    pk = catalogue.service.pk
    guest = f"{short.pk}::{mask.pk},{short.pk}"
    slot = ask("", date=DAY, service=pk, guest=guest, align="end").json()["slots"][0]
    assert slot["end"] == max(part["end"] for part in slot["parts"])
    ends = {part["guest"]: part["end"][11:16] for part in slot["parts"]}
    assert (ends, [a["id"] for a in slot["parts"][1]["add_ons"]]) == (
        {0: "11:15", 1: "11:15"},
        [mask.pk],
    )


def test_ready_by_leaves_out_what_ends_later(catalogue, ask):
    pk, ready_by = catalogue.service.pk, f"{DAY}T11:30:00+03:00"
    expected = ["10:00", "10:15", "10:30"]
    assert starts(ask("", date=DAY, service=pk, ready_by=ready_by)) == expected
    # The plus of the offset as programs send it that do not escape it.
    assert starts(ask(f"?date={DAY}&service={pk}&ready_by={ready_by}")) == expected


def test_best_times_come_first_where_asked_for(catalogue, ask):
    BookingRules.load()
    BookingRules.objects.update(best_times="prefer")
    book(catalogue, staff=catalogue.stylists[0], start=TEN_O_CLOCK + timedelta(hours=2))
    wish = {"date": DAY, "service": catalogue.service.pk, "staff": catalogue.stylists[0].pk}
    by_time = ask("", **wish).json()["slots"]
    by_worth = ask("", **wish, order="best").json()["slots"]
    assert [slot["start"] for slot in by_time] == sorted(slot["start"] for slot in by_time)
    assert by_worth == sorted(by_time, key=lambda slot: not slot["best"])
    assert {slot["best"] for slot in by_time} == {True, False}


@pytest.mark.parametrize(
    ("query", "code", "param"),
    [
        ({"service": []}, "invalid", "service"),
        ({"service": "0x1"}, "invalid", "service"),
        ({"service": "1" * 19}, "invalid", "service"),
        ({"service": 999_999}, "unknown_service", "service"),
        ({"staff": "-1"}, "invalid", "staff"),
        ({"staff": [1, 2]}, "invalid", "staff"),
        ({"staff": 999_999}, "unknown_staff", "staff"),
        ({"add_on": "4"}, "invalid", "add_on"),
        ({"add_on": "999999:4"}, "unknown_add_on", "add_on"),
        ({"add_on": "{pk}:999999"}, "unknown_add_on", "add_on"),
        ({"add_on": ["{pk}:4", "{pk}:4"]}, "duplicate_add_on", "add_on"),
        ({"add_on": [f"{{pk}}:{n}" for n in range(1, 7)]}, "too_many_add_ons", "add_on"),
        ({"service": ["{pk}"] * 6}, "too_many_services", "service"),
        ({"guest": ["{pk}"] * 6}, "too_many_guests", "guest"),
        ({"guest": ["{pk},{pk},{pk},{pk}"] * 3}, "too_many_parts", "service"),
        ({"guest": "{pk},"}, "invalid", "guest"),
        ({"guest": "{pk}:x"}, "invalid", "guest"),
        ({"guest": "1," * 1000}, "invalid", "guest"),
        ({"align": "middle"}, "invalid", "align"),
        ({"order": "worst"}, "invalid", "order"),
        ({"ready_by": "19:00"}, "invalid", "ready_by"),
        ({"ready_by": "2030-01-06T19:00:00"}, "invalid", "ready_by"),
        ({"date": "2030-13-01"}, "invalid", "date"),
        ({"date": ""}, "invalid", "date"),
        ({"date": "2030-01-04"}, "date_out_of_range", "date"),
        ({"date": "2030-03-08"}, "date_out_of_range", "date"),
        ({"date": "9999-12-31"}, "date_out_of_range", "date"),
    ],
)  # fmt: skip
def test_bad_wish_is_a_problem_with_its_code(catalogue, ask, query, code, param):
    def filled(value):
        return [filled(each) for each in value] if isinstance(value, list) else (
            value.replace("{pk}", str(catalogue.service.pk)) if isinstance(value, str) else value
        )  # fmt: skip

    wish = {"date": DAY, "service": catalogue.service.pk} | query
    answer = ask("", **{name: filled(value) for name, value in wish.items()})
    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert (problem["code"], problem["errors"][0]["param"]) == (code, param)


def test_every_offered_slot_can_be_booked_and_says_what_is_booked(catalogue, ask):
    offered = ask("", date=DAY, service=catalogue.service.pk).json()["slots"][7]
    made = book(catalogue, start=TEN_O_CLOCK + timedelta(minutes=105))
    assert (made.starts_at.isoformat(), made.total.as_json()) == (
        "2030-01-06T08:45:00+00:00",
        offered["total"],
    )
    assert offered["start"] == "2030-01-06T11:45:00+03:00"
    with pytest.raises(NotBookable):
        book(catalogue, start=TEN_O_CLOCK + timedelta(minutes=1))
