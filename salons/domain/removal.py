"""Taking services and people out of the catalogue."""

from django.db import transaction

from salons.errors import RowInUse
from salons.locks import lock_row
from salons.models import Service, StaffMember
from salons.signals import row_in_use


def remove_from_catalogue(row: Service | StaffMember) -> bool:
    """Delete a row that nobody ever booked, archive any other; return whether it is deleted.

    Past appointments keep naming what was booked, so its row must stay. The row is locked first:
    a booking made at the same moment either is seen here or no longer finds it.
    """
    with transaction.atomic():
        locked = lock_row(row)
        if _is_in_use(locked):
            locked.is_archived = True
            locked.save(update_fields=["is_archived"])
            return False
        locked.delete()
    return True


def refuse_removal_in_use(row: Service | StaffMember) -> None:
    """Raise RowInUse where the row is named; lock it otherwise. Inside the deleting transaction.

    The last gate of every deletion by Django, whatever code asks for it.
    """
    if _is_in_use(lock_row(row)):
        raise RowInUse


def _is_in_use(row: Service | StaffMember) -> bool:
    return any(answer for _receiver, answer in row_in_use.send(sender=type(row), row=row))
