"""Who signs in as which member of the team: whose day a person sees as her own."""

from typing import Any

from django.db.models import Q, QuerySet

from salons.locks import lock_staff_member
from salons.models import StaffMember
from tenants.errors import StaffRowTaken

# What a form says for "as nobody of the team".
NOBODY = 0


def link_person(user: Any, staff_id: int) -> None:
    """Let the person be that member of the team, and no other; NOBODY: none at all.

    Inside the transaction of what caused it. Raises StaffRowTaken where somebody else is she, or
    she is not there.
    """
    if staff_id == NOBODY:
        unlink_person(user)
        return
    member = lock_staff_member(staff_id)
    if member is None or member.user_id not in (None, user.pk):
        raise StaffRowTaken(param="staff_row")
    if member.user_id == user.pk:
        return
    unlink_person(user)
    member.user = user
    member.save(update_fields=["user"])


def unlink_person(user: Any) -> None:
    """Let the person be nobody of the team. A second call changes nothing."""
    for member in StaffMember.objects.filter(user_id=user.pk):
        member.user = None
        member.save(update_fields=["user"])


def linkable_staff(user: Any = None) -> QuerySet[StaffMember]:
    """Return the members of the team that nobody signs in as, and the one that ``user`` is."""
    free = Q(user__isnull=True)
    if user is not None:
        free |= Q(user_id=user.pk)
    return StaffMember.objects.filter(free, is_archived=False)
