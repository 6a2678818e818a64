"""What of the catalogue is in a salon's spreadsheets."""

import pytest

from salons.exports import on_spreadsheets_asked
from salons.models import StaffSkill
from tests.salons.factories import (
    AddOnFactory,
    ResourceFactory,
    ServiceFactory,
    StaffMemberFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_noor")]


def sheet(name):
    """Return the rows of a spreadsheet by their headings."""
    found = next(each for each in on_spreadsheets_asked(None) if each.name == name)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows()]


def test_service_has_its_parts_price_and_room():
    room = ResourceFactory().type
    ServiceFactory(processing_minutes=30, price_kind="from", resource_type=room, capacity=1)
    [row] = sheet("services")
    assert (row["price"], row["price_kind"], row["processing_minutes"]) == ("115.00", "from", 30)
    assert (row["category_en"], row["resource_type_en"]) == ("Hair", "Massage room")


def test_add_on_names_its_services():
    services = [ServiceFactory(), ServiceFactory()]
    AddOnFactory(services=services)
    [row] = sheet("add_ons")
    assert (row["price"], row["minutes"]) == ("50.00", 15)
    assert row["services"].split() == [str(service.pk) for service in services]


def test_rooms_are_named_with_their_kind():
    ResourceFactory(name="Blue", is_archived=True)
    [row] = sheet("rooms_and_devices")
    assert (row["type_en"], row["name"], row["is_archived"]) == ("Massage room", "Blue", True)


def test_skills_show_what_is_a_persons_own():
    member = StaffMemberFactory(services=[ServiceFactory()])
    own = {"duration_minutes": 75, "price_minor": 22000}
    StaffSkill.objects.create(staff=member, service=ServiceFactory(), **own)
    found = [(row["duration_minutes"], row["price"]) for row in sheet("staff_services")]
    assert found == [(None, ""), (75, "220.00")]
    assert sheet("staff")[0]["name_en"] == member.name_en
