"""Taking rows out of the catalogue: what is booked is archived, never deleted."""

from django.db import transaction

from salons.errors import ResourceTypeNeeded, RowInUse
from salons.locks import lock_row
from salons.models import AddOn, Resource, ResourceType, Service, StaffMember
from salons.signals import row_in_use

# What bookings may name, and what those belong to.
Removable = Service | StaffMember | AddOn | Resource | ResourceType
REMOVABLE = (Service, StaffMember, AddOn, Resource, ResourceType)


def remove_from_catalogue(row: Removable) -> bool:
    """Delete a row that nobody ever booked, archive any other; return whether it is deleted.

    Past appointments keep naming what was booked, so its row must stay. The row is locked first:
    a booking made at the same moment either is seen here or no longer finds it. Raises
    ResourceTypeNeeded.
    """
    if isinstance(row, ResourceType):
        return _remove_resource_type(row)
    with transaction.atomic():
        if is_kept(row):
            _archive(row)
            return False
        row.delete()
    return True


def is_kept(row: Removable) -> bool:
    """Lock the row and return whether something names it. Inside a transaction.

    Until its end nothing can name the row that did not: what is answered stays true.
    """
    return _is_in_use(lock_row(row))


def refuse_removal_in_use(row: Removable) -> None:
    """Raise RowInUse where the row is named; lock it otherwise. Inside the deleting transaction.

    The last gate of every deletion by Django, whatever code asks for it.
    """
    if is_kept(row):
        raise RowInUse


def _remove_resource_type(kind: ResourceType) -> bool:
    """Remove a kind with all of it: what of it was never booked goes either way.

    Raises ResourceTypeNeeded where the price list has services that need it: they could not be
    booked any more.
    """
    with transaction.atomic():
        locked = lock_row(kind)
        if locked.services.filter(is_archived=False).exists():
            raise ResourceTypeNeeded
        is_gone = [remove_from_catalogue(unit) for unit in Resource.objects.filter(type=locked)]
        # An archived service still says what it needed.
        if not all(is_gone) or _is_in_use(locked) or locked.services.exists():
            _archive(locked)
            return False
        ResourceType.objects.get(pk=locked.pk).delete()
    return True


def _archive(row: Removable) -> None:
    row.is_archived = True
    row.save(update_fields=["is_archived"])


def _is_in_use(row: Removable) -> bool:
    return any(answer for _receiver, answer in row_in_use.send(sender=type(row), row=row))
