"""Add-ons, several services and parties at the desk, without any script."""

from datetime import timedelta

import pytest

from booking.models import Appointment
from salons.models import StaffSkill
from tests.booking.conftest import TEN_O_CLOCK
from tests.clients import prove_again
from tests.salons.factories import AddOnFactory, ServiceFactory

NEW = "/manage/appointments/new/"
WALK_IN = "/manage/appointments/walk-in/"
SERIES = "/manage/appointments/series/new/"


@pytest.fixture
def nails(catalogue):
    """A second service of both, not offered online, and an add-on of the first."""
    nails = ServiceFactory(duration_minutes=30, price_minor=6000, is_bookable_online=False)
    for stylist in catalogue.stylists:
        StaffSkill.objects.create(staff=stylist, service=nails)
    return nails


@pytest.fixture
def mask(catalogue):
    return AddOnFactory(services=[catalogue.service], minutes=15, price_minor=2500)


def typed(catalogue, **values):
    return {
        "service": [catalogue.service.pk],
        "date": "2030-01-06",
        "time": "10:00",
        "phone": "0551234567",
        "name": "Huda",
        **values,
    }


def parts():
    """Return what is booked: guest, service, add-ons, minutes after ten, length."""
    items = Appointment.objects.get().items.order_by("position")
    return [
        (
            each.guest,
            each.service_id,
            [extra["id"] for extra in each.add_ons],
            (each.starts_at - TEN_O_CLOCK) // timedelta(minutes=1),
            each.duration_minutes,
        )
        for each in items
    ]


def test_chosen_service_brings_its_add_ons_and_another_row(reception, catalogue, nails, mask):
    empty = reception.get(NEW).content.decode()
    assert (empty.count('name="service"'), 'name="add"' in empty) == (2, False)
    response = reception.post(NEW, typed(catalogue, do="wish", phone=""))
    html = response.content.decode()
    assert f'name="add" value="{catalogue.service.pk}-{mask.pk}"' in html
    assert (html.count('name="service"'), response.context["form"].errors) == (2, {})
    both = typed(catalogue, service=[catalogue.service.pk, nails.pk], do="wish")
    html = reception.post(NEW, both).content.decode()
    assert (html.count('name="service"'), html.count('name="by"')) == (3, 2)


def test_add_ons_and_services_are_booked_in_their_order(reception, catalogue, nails, mask):
    wish = {
        "service": [nails.pk, catalogue.service.pk, ""],
        "add": [f"{catalogue.service.pk}-{mask.pk}"],
        "by": ["", f"{nails.pk}-{catalogue.stylists[1].pk}"],
    }
    reception.post(NEW, typed(catalogue, do="book", **wish))
    assert parts() == [
        (0, nails.pk, [], 0, 30),
        (0, catalogue.service.pk, [mask.pk], 30, 75),
    ]
    made = Appointment.objects.get()
    assert (made.items.first().staff, made.total_minor) == (catalogue.stylists[1], 20000)
    html = reception.get(f"/manage/appointments/{made.pk}/").content.decode()
    assert mask.name_en in html


@pytest.mark.parametrize(("align", "offsets"), [("start", [0, 0]), ("end", [0, 30]), ("", [0, 0])])
def test_party_begins_or_is_ready_together(reception, catalogue, nails, align, offsets):
    values = {"guests": "2", "align": align, "service2": [nails.pk]}
    reception.post(NEW, typed(catalogue, do="book", **values))
    assert [row[:2] + row[3:] for row in parts()] == [
        (0, catalogue.service.pk, offsets[0], 60),
        (1, nails.pk, offsets[1], 30),
    ]
    made = Appointment.objects.get()
    assert "Guest 2" in reception.get(f"/manage/appointments/{made.pk}/").content.decode()
    assert "2 guests" in reception.get("/manage/appointments/?day=2030-01-06").content.decode()


def test_guests_without_services_of_their_own_have_those_of_the_first(reception, catalogue, mask):
    values = {"guests": "2", "add": [f"{catalogue.service.pk}-{mask.pk}"]}
    html = reception.post(NEW, typed(catalogue, do="times", **values)).content.decode()
    assert "the same as guest 1" in html
    reception.post(NEW, typed(catalogue, do="book", **values))
    assert [(guest, extras) for guest, _pk, extras, *_rest in parts()] == [
        (0, [mask.pk]),
        (1, [mask.pk]),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"service": ["", ""]},
        {"service": ["0"]},
        {"service": ["7777"]},
        {"service": ["x"]},
        {"add": ["{}-7777"]},
        {"guests": "2", "service2": ["7777"]},
        {"service": list(range(1, 8))},
    ],
)
def test_wishes_for_what_is_not_there_are_marked(reception, catalogue, values):
    typed_values = {
        name: value
        if name == "guests"
        else [str(each).format(catalogue.service.pk) for each in value]
        for name, value in values.items()
    }
    for do in ("wish", "times", "book"):
        response = reception.post(NEW, typed(catalogue, do=do, **typed_values))
        assert list(response.context["form"].errors) == ["service"]
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("guests", ["0", "7", "x"])
def test_party_of_another_size_is_marked(reception, catalogue, guests):
    response = reception.post(NEW, typed(catalogue, do="book", guests=guests))
    assert list(response.context["form"].errors) == ["guests"]
    assert not Appointment.objects.exists()


def test_more_than_a_visit_holds_is_refused_in_words(reception, catalogue, nails):
    services = [ServiceFactory(duration_minutes=5).pk for _ in range(3)]
    for stylist in catalogue.stylists:
        for pk in services:
            StaffSkill.objects.create(staff=stylist, service_id=pk)
    values = {"service": [*services, nails.pk], "guests": "4"}
    response = reception.post(NEW, typed(catalogue, do="times", **values))
    [error] = response.context["form"].errors["service"]
    assert "12 services" in error


def test_third_guest_of_a_small_team_is_refused_with_reasons(reception, catalogue):
    response = reception.post(NEW, typed(catalogue, do="book", guests="3"))
    assert response.context["reasons"]
    assert not Appointment.objects.exists()


def test_party_walks_in(reception, catalogue, nails, mask, time_machine):
    time_machine.move_to(TEN_O_CLOCK, tick=False)
    prove_again(reception)
    values = {
        "service": [catalogue.service.pk],
        "add": [f"{catalogue.service.pk}-{mask.pk}"],
        "guests": "2",
        "service2": [nails.pk],
    }
    html = reception.post(WALK_IN, {**values, "do": "look"}).content.decode()
    assert "Guest 2" in html
    reception.post(WALK_IN, {**values, "do": "start"})
    assert [row[:3] for row in parts()] == [
        (0, catalogue.service.pk, [mask.pk]),
        (1, nails.pk, []),
    ]


def test_walk_in_is_told_when_somebody_is_free(reception, catalogue, time_machine):
    time_machine.move_to(TEN_O_CLOCK + timedelta(hours=11, minutes=30), tick=False)
    prove_again(reception)
    values = {"service": [catalogue.service.pk], "do": "start"}
    html = reception.post(WALK_IN, values).content.decode()
    assert "Nobody has time for this any more today." in html
    # Where the page jumps to is what went wrong.
    assert html.count('id="answer"') == 1
    assert f"{NEW}?service={catalogue.service.pk}&amp;date=2030-01-07&amp;time=10:00" in html
    assert not Appointment.objects.exists()


def test_series_has_add_ons(reception, catalogue, mask):
    extra = {"add": [f"{catalogue.service.pk}-{mask.pk}"], "every_weeks": "1", "times": "2"}
    values = typed(catalogue, **extra)
    dates = reception.post(SERIES, {**values, "do": "plan"}).context["dates"]
    assert [each.slot.parts[0].minutes for each in dates] == [75, 75]
    starts = {f"start-{n}": each.start.isoformat() for n, each in enumerate(dates)}
    reception.post(SERIES, {**values, **starts, "do": "save"})
    assert [each.total_minor for each in Appointment.objects.all()] == [14000, 14000]


def test_many_services_take_the_queries_of_one(
    reception, catalogue, nails, django_assert_num_queries, django_assert_max_num_queries
):
    values = typed(catalogue, do="times")
    reception.post(NEW, values)
    with django_assert_max_num_queries(30) as one:
        reception.post(NEW, values)
    for _ in range(4):
        AddOnFactory(services=[catalogue.service, nails])
    with django_assert_num_queries(len(one)):
        reception.post(NEW, {**values, "service": [catalogue.service.pk, nails.pk]})
