"""The salon's spreadsheets show who came with whom, to which room and class."""

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.customers.family import add_member
from booking.domain.customers.health import Consent, keep_health
from booking.domain.customers.records import write_notes
from booking.exports import on_spreadsheets_asked
from booking.models import Appointment
from salons.models import AddOn, Resource, ResourceType
from tenants.domain.people.rights import HOLDERS, Right
from tests.accounts_factories import UserFactory
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


def test_customers_are_a_spreadsheet_with_what_their_visits_add_up_to(catalogue):
    booked = book(catalogue)
    Appointment.objects.filter(pk=booked.pk).update(status="completed", hold_expires_at=None)
    noted = UserFactory(first_name="Mona", last_name="")
    for person in (noted, catalogue.customer):
        write_notes(person.pk, notes="tea", tags=["vip", "عروس"], actor=None)
    found = rows("customers", *("phone", "appointments", "visits", "spend", "tags", "notes"))
    assert sorted(found) == sorted(
        [
            (catalogue.customer.phone_number, 1, 1, "115.00", "vip, عروس", "tea"),
            (noted.phone_number, 0, 0, "0.00", "vip, عروس", "tea"),
        ]
    )


def test_family_is_a_spreadsheet(catalogue):
    add_member(catalogue.customer, name="Sara", relation="daughter", birth_year=2020)
    found = rows("family", *("customer_phone", "name", "relation", "birth_year", "is_archived"))
    assert found == [(catalogue.customer.phone_number, "Sara", "daughter", 2020, False)]


def test_health_is_in_no_spreadsheet_and_the_archive_is_for_who_may_read_it(catalogue):
    keep_health(
        catalogue.customer.pk,
        allergies="walnuts",
        notes="",
        consent=Consent("Yes."),
        actor=catalogue.customer,
    )
    cells = [str(row) for sheet in sheets().values() for row in sheet.rows()]
    assert "walnuts" not in " ".join(cells)
    assert HOLDERS[Right.MANAGE_ACCOUNT] <= HOLDERS[Right.SEE_HEALTH]
