"""The locking reads of the catalogue; their order is in docs/locking.md."""

from typing import Any, TypeVar

from salons.models import AddOn, Resource, ResourceType, SalonProfile, Service, StaffMember

Row = TypeVar("Row", bound=Service | StaffMember | AddOn | Resource | ResourceType)


def lock_row(row: Row) -> Row:
    """Lock and return a row that bookings may name: a booking that names it waits."""
    model: Any = type(row)
    locked: Row = model.objects.select_for_update(of=("self",)).get(pk=row.pk)
    return locked


def lock_staff_member(staff_id: int) -> StaffMember | None:
    """Lock and return a member of the team, None where there is none."""
    people = StaffMember.objects.select_for_update(of=("self",), no_key=True)
    return people.filter(pk=staff_id).first()


def lock_hours() -> None:
    """Lock the salon's hours, all of them, by its profile's row: two writers follow each other."""
    profiles = SalonProfile.objects.select_for_update(of=("self",), no_key=True)
    list(profiles.order_by("pk").values_list("pk", flat=True))
