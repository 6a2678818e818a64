"""Prices and names of a changed visit: what stays as it was agreed, what is new as it is today."""

from dataclasses import replace

from booking.domain.availability import PlannedPart, Slot
from booking.domain.changing.wishes import Difference
from booking.domain.policy.amounts import Priced
from booking.domain.policy.terms import Terms
from booking.models import AppointmentItem
from salons.domain.prices import price_of
from salons.models import StaffSkill

Agreed = dict[int, Terms]


def with_agreed_prices(slot: Slot, found: Difference) -> Slot:
    """Return the plan with names and prices of what stays as they were copied when it was booked.

    Somebody else's work costs what hers costs where the two differ in it today.
    """
    changed = [item for part, item in found.kept if item and item.staff_id != part.staff.id]
    own = _own_prices(changed)
    parts = tuple(
        _as_agreed(part, item, own) if item is not None else part for part, item in found.kept
    )
    return replace(slot, parts=parts)


def ended_by_change(found: Difference, terms: Agreed, *, before: int, after: int) -> list[Priced]:
    """Return what the customer ends by a change: what leaves, as far as the visit gets cheaper.

    To take one service for another is no cancellation as long as the visit costs no less.
    """
    cheaper = before - after
    gone = sum(item.price_minor for item in found.removed)
    if cheaper <= 0 or not gone:
        return []
    share = min(cheaper, gone)
    return [
        Priced(item.price_minor * share // gone, terms[item.service_id]) for item in found.removed
    ]


def _own_prices(items: list[AppointmentItem]) -> dict[tuple[int, int], int | None]:
    """Return (service, person) -> her own price today."""
    if not items:
        return {}
    skills = StaffSkill.objects.filter(
        service__in={item.service_id for item in items}, staff__in={item.staff_id for item in items}
    )
    return {(s, p): own for s, p, own in skills.values_list("service", "staff", "price_minor")}


def _as_agreed(
    part: PlannedPart, item: AppointmentItem, own: dict[tuple[int, int], int | None]
) -> PlannedPart:
    if item.staff_id != part.staff.id:
        extras = sum(add_on.price_minor for add_on in part.add_ons)
        today = price_of(part.service, own_minor=own.get((item.service_id, item.staff_id)))
        if today.amount + extras != part.price_minor:
            return part
    copied = {each["id"]: each for each in item.add_ons}
    service = replace(part.service, name_ar=item.service_name_ar, name_en=item.service_name_en)
    add_ons = tuple(
        replace(
            add_on,
            name_ar=copied[add_on.id]["name_ar"],
            name_en=copied[add_on.id]["name_en"],
            price_minor=copied[add_on.id]["price_minor"],
        )
        for add_on in part.add_ons
    )
    return replace(part, price_minor=item.price_minor, service=service, add_ons=add_ons)
