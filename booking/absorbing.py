"""What booking does when a number changes its holder."""

from typing import Any

from accounts.models import User
from booking.domain.customers.uniting import hand_over, unite_records
from booking.enums import WaitlistStatus
from booking.locks import lock_records
from booking.models import (
    CalendarFeed,
    CustomerRecord,
    FamilyMember,
    HealthNote,
    StaffFeed,
    WaitlistEntry,
)
from foundation.tenancy.scope import platform_scope

_W = WaitlistStatus


def on_person_absorbed(*, shell: User, person: User, **_kwargs: Any) -> None:
    """Hand what salons wrote down for a number, at every salon, to the person who proved it.

    Where a salon knows both, the two records become one.
    """
    with platform_scope("visits of a number that its holder has proved"):
        records = lock_records((shell.pk, person.pk))
        hand_over(gone_id=shell.pk, kept_id=person.pk)
        known = {each.schema_name: each for each in records if each.customer_id == person.pk}
        for gone in (each for each in records if each.customer_id == shell.pk):
            if gone.schema_name in known:
                unite_records(kept=known[gone.schema_name], gone=gone)
            else:
                CustomerRecord.objects.filter(pk=gone.pk).update(customer=person)


def on_person_released(*, person: User, **_kwargs: Any) -> None:
    """Forget what describes a person who is nobody any more, at every salon.

    Health, family, notes and tags go, she waits for nothing, her calendar's address is void. Her
    appointments stay, of a person without a name; whom the salon blocked stays blocked.
    """
    with platform_scope("a person whose number went to somebody else"):
        HealthNote.objects.filter(record__customer=person).delete()
        FamilyMember.objects.filter(record__customer=person).update(
            name="—", relation="", birth_year=None, notes="", is_archived=True
        )
        CustomerRecord.objects.filter(customer=person).update(notes="", tags=[], blocked_reason="")
        WaitlistEntry.objects.filter(customer=person, status__in=(_W.WAITING, _W.OFFERED)).update(
            status=_W.WITHDRAWN
        )
        StaffFeed.objects.filter(user=person).delete()
    CalendarFeed.objects.filter(user=person).delete()
