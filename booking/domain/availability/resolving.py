"""From what somebody asks for to what the engine places: ids become parts with their minutes."""

from booking.domain.availability.facts import AddOnFacts, Facts, ServiceFacts
from booking.domain.availability.wanted import PartRequest, VisitRequest
from booking.domain.engine.world import Blocks, Part, Visit
from booking.errors import UnknownAddOn, UnknownService, UnknownStaff


def resolve_visit(request: VisitRequest, facts: Facts) -> Visit:
    """Return the visit in the engine's terms. Raises UnknownService, UnknownStaff, UnknownAddOn."""
    visit = Visit(
        guests=tuple(tuple(_part(part, facts) for part in guest) for guest in request.guests),
        alignment=request.alignment,
        longest_wait=facts.rules.longest_wait_minutes,
    )
    wanted = {part.staff_id for part in request.parts if part.if_able}
    if not wanted <= {None, *(part.staff_id for parts in visit.guests for part in parts)}:
        raise UnknownStaff(param="staff")
    return visit


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
    longer = sum(add_on.minutes for add_on in add_ons_of(part, facts))
    return Part(
        service_id=service.id,
        blocks=_blocks(service, service.duration_minutes + longer),
        staff_id=_staff_id(part, facts),
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


def _staff_id(part: PartRequest, facts: Facts) -> int | None:
    if part.staff_id is None:
        return None
    member = facts.staff.get(part.staff_id)
    if member is not None and part.service_id in member.skills:
        return part.staff_id
    if part.if_able:
        return None
    raise UnknownStaff(param="staff")


def _blocks(service: ServiceFacts, duration: int) -> Blocks:
    return Blocks(
        before=service.buffer_before_minutes,
        duration=duration,
        processing=service.processing_minutes,
        finishing=service.finishing_minutes,
        after=service.cleanup_minutes,
    )
