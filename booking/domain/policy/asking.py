"""What the policy says of a choice, before a time is chosen or with it."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from booking.domain.availability import (
    Availability,
    PartRequest,
    VisitRequest,
    load_around,
    load_availability,
)
from booking.domain.availability.resolving import add_ons_of
from booking.domain.policy.resolving import resolve
from booking.domain.policy.shown import PolicyShown, policy_of_plan, policy_shown
from salons.domain.prices import price_of
from salons.models import SalonProfile


def policy_at(visit: VisitRequest, start: datetime, *, customer: Any) -> PolicyShown:
    """Return the policy of a visit at a time: exactly what its confirmation would be asked for.

    Raises SlotTaken, NotBookable, and what ``load_availability`` raises.
    """
    availability = load_around(visit, start)
    slot = availability.slot_or_refuse(start)
    day = slot.start.astimezone(availability.facts.place.zone).date()
    return policy_of_plan(slot.parts, customer=customer, on=day)


def policy_on(visit: VisitRequest, day: date | None, *, customer: Any) -> PolicyShown:
    """Return the policy of a visit on a day, today without one, by the price list.

    A person who is named counts with her own prices. Raises what ``load_availability`` raises.
    """
    day = day or timezone.localdate(timezone=SalonProfile.load().zone)
    availability = load_availability(visit, day, day)
    services = availability.facts.services
    resolved = resolve(visit.service_ids, customer=customer, on=day)
    priced = [
        (part.service_id, services[part.service_id].name, _price(part, availability))
        for part in visit.parts
    ]
    return policy_shown(priced, resolved)


def _price(part: PartRequest, availability: Availability) -> int:
    facts = availability.facts
    doer = facts.staff.get(part.staff_id) if part.staff_id else None
    skill = doer.skills.get(part.service_id) if doer else None
    own = skill.price_minor if skill else None
    price = price_of(facts.services[part.service_id], own_minor=own).amount
    return price + sum(add_on.price_minor for add_on in add_ons_of(part, facts))
