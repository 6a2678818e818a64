"""The salon's spreadsheets show who came with whom, to which room and class."""

from booking.domain.availability import PartRequest, VisitRequest
from booking.exports import on_spreadsheets_asked
from salons.models import AddOn, Resource, ResourceType
from tests.booking.conftest import book
from tests.salons.factories import ServiceFactory, StaffMemberFactory


def sheets():
    return {sheet.name: sheet for sheet in on_spreadsheets_asked(None)}


def rows(name, *columns):
    sheet = sheets()[name]
    wanted = [sheet.columns.index(column) for column in columns]
    found = list(sheet.rows())
    assert {len(row) for row in found} == {len(sheet.columns)}
    return [tuple(row[place] for place in wanted) for row in found]


def test_items_name_guest_add_ons_and_room(catalogue):
    kind = ResourceType.objects.create(name_ar="غرفة", name_en="Room")
    room = Resource.objects.create(type=kind, name="Room 1")
    add_on = AddOn.objects.create(name_ar="زيت", name_en="Oil", minutes=5, price_minor=100)
    bath = ServiceFactory(resource_type=kind)
    add_on.services.add(bath)
    StaffMemberFactory(services=[bath])
    guests = (PartRequest(catalogue.service.pk),), (PartRequest(bath.pk, None, (add_on.pk,)),)
    book(catalogue, visit=VisitRequest(guests))
    assert rows("appointment_items", "guest", "add_ons_ar", "add_ons_en", "resource") == [
        (1, "", "", ""),
        (2, "زيت", "Oil", room.name),
    ]


def test_classes_are_a_spreadsheet_that_items_name(catalogue):
    lesson = ServiceFactory(capacity=4, name_ar="درس", name_en="Lesson")
    teacher = StaffMemberFactory(services=[lesson])
    book(catalogue, visit=VisitRequest(((PartRequest(lesson.pk),),) * 2))
    [(number, *found)] = rows(
        *("classes", "id", "service_ar", "service_en", "staff_en", "starts_at"),
        *("capacity", "places_taken"),
    )
    expected = ["درس", "Lesson", teacher.name_en, "2030-01-06 10:00", 4, 2]
    assert (found, rows("appointment_items", "class_id")) == (expected, [(number,)] * 2)
