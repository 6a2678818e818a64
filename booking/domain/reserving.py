"""The locks of a visit that is about to be written, in one order for whoever writes it."""

from collections.abc import Sequence
from datetime import datetime

from booking.domain.availability import VisitRequest
from booking.locks import (
    lock_classes_between,
    lock_day_cap,
    lock_resources,
    lock_staff,
    share_services,
)
from booking.models import LONGEST
from salons.models import StaffSkill


def reserve(visit: VisitRequest, starts: Sequence[datetime]) -> None:
    """Lock who could do the visit, its services, rooms, the day's cap and classes, in this order.

    For every start at once: each kind of lock is taken one time in a transaction. What a customer
    books by herself takes the same locks in one round trip (``booking.visit_locks``). Raises
    UnknownService for a service that is gone or archived, Busy.
    """
    lock_staff(candidate_ids(visit))
    services = share_services(visit.service_ids)
    lock_resources(services.resource_type_ids)
    lock_day_cap()
    if services.class_ids:
        until = max(starts) + LONGEST * len(visit.parts)
        lock_classes_between(services.class_ids, min(starts), until)


def candidate_ids(visit: VisitRequest) -> set[int]:
    """Return everybody who could do a part of the visit."""
    fixed = {part.staff_id for part in visit.parts if part.staff_id is not None}
    open_to_any = [part.service_id for part in visit.parts if part.staff_id is None or part.if_able]
    if not open_to_any:
        return fixed
    able = StaffSkill.objects.filter(service__in=open_to_any)
    return fixed | set(able.values_list("staff_id", flat=True))
