"""From what somebody asks for to what the engine places: ids become parts with their minutes."""

from booking.domain.availability.facts import AddOnFacts, Facts, ServiceFacts
from booking.domain.availability.wanted import PartRequest, VisitRequest
from booking.domain.engine.world import Blocks, Part, Visit
from booking.errors import UnknownAddOn, UnknownService, UnknownStaff


def resolve_visit(request: VisitRequest, facts: Facts) -> Visit:
    """Return the visit in the engine's terms. Raises UnknownService, UnknownStaff, UnknownAddOn."""
    return Visit(
        guests=tuple(tuple(_part(part, facts) for part in guest) for guest in request.guests),
        alignment=request.alignment,
        longest_wait=facts.rules.longest_wait_minutes,
    )


def add_ons_of(part: PartRequest, facts: Facts) -> tuple[AddOnFacts, ...]:
    """Return the add-ons of a part. Raises UnknownAddOn."""
    found = tuple(facts.add_ons[pk] for pk in part.add_on_ids if pk in facts.add_ons)
    if len(found) < len(part.add_on_ids) or any(
        part.service_id not in add_on.service_ids for add_on in found
    ):
        raise UnknownAddOn(param="add_on")
    return found


def _part(part: PartRequest, facts: Facts) -> Part:
    service = facts.services.get(part.service_id)
    if service is None:
        raise UnknownService(param="service")
    if part.staff_id is not None and service.id not in _skills(part.staff_id, facts):
        raise UnknownStaff(param="staff")
    longer = sum(add_on.minutes for add_on in add_ons_of(part, facts))
    return Part(
        service_id=service.id,
        blocks=_blocks(service, service.duration_minutes + longer),
        staff_id=part.staff_id,
        women_only=service.women_staff_only,
        resource_type_id=service.resource_type_id,
        capacity=service.capacity,
        own_durations={
            member.id: own + longer
            for member in facts.staff.values()
            if service.id in member.skills
            and (own := member.skills[service.id].duration_minutes) is not None
        },
    )


def _skills(staff_id: int, facts: Facts) -> frozenset[int]:
    member = facts.staff.get(staff_id)
    return frozenset(member.skills) if member else frozenset()


def _blocks(service: ServiceFacts, duration: int) -> Blocks:
    return Blocks(
        before=service.buffer_before_minutes,
        duration=duration,
        processing=service.processing_minutes,
        finishing=service.finishing_minutes,
        after=service.cleanup_minutes,
    )
