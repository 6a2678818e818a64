"""``why?``: one question for the back office, with an answer for every time and wish."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.domain.availability.loading import load_around
from booking.domain.availability.slots import Slot
from booking.domain.availability.wanted import PartRequest, VisitRequest
from booking.domain.availability.words.reasons import Named, Reason, reasons_for
from booking.domain.engine.reasons import Rule
from booking.errors import UnknownService, UnknownStaff
from salons.models import SalonProfile, Service, StaffMember


@dataclass(frozen=True)
class Explanation:
    """The slot where the visit can begin; what refuses it where it cannot."""

    zone: ZoneInfo
    slot: Slot | None
    reasons: list[Reason]


def explain(request: VisitRequest, start: datetime, *, now: datetime | None = None) -> Explanation:
    """Return what customers are offered at an instant, or why it is not offered.

    People and services that the salon has, but not for this, are a reason; unknown ones raise
    UnknownService, UnknownStaff, UnknownAddOn; far instants DateOutOfRange.
    """
    try:
        availability = load_around(request, start, now=now)
    except (UnknownService, UnknownStaff):
        reasons = _not_offered(request)
        if not reasons:
            raise
        return Explanation(SalonProfile.load().zone, None, reasons)
    slot = availability.slot_at(start)
    reasons = [] if slot else reasons_for(availability, start)
    return Explanation(availability.facts.place.zone, slot, reasons)


def _not_offered(request: VisitRequest) -> list[Reason]:
    """Return what of the wish the salon has, but does not offer; nothing if it has it not."""
    services = Service.objects.filter(is_archived=False).in_bulk(request.service_ids)
    asked = {part.staff_id for part in request.parts if part.staff_id is not None}
    team = StaffMember.objects.filter(is_archived=False).prefetch_related("skills").in_bulk(asked)
    if len(services) < len(request.service_ids) or len(team) < len(asked):
        return []
    found = []
    for guest, parts in enumerate(request.guests):
        for position, part in enumerate(parts):
            reason = _objection(part, services[part.service_id], team.get(part.staff_id or 0))
            if reason is not None:
                found.append(replace(reason, guest=guest, position=position))
    return found


def _objection(part: PartRequest, service: Service, member: StaffMember | None) -> Reason | None:
    names = {"service": service.name, "person": member.name if member else ""}
    what = Named(service.pk, str(service.name))
    if not service.is_bookable_online:
        message = _("“%(service)s” is not bookable online.") % names
        return Reason(rule=Rule.NOT_ONLINE, message=message, service=what)
    if member is None:
        return None
    who = Named(member.pk, str(member.name))
    if not member.is_bookable_online:
        message = _("%(person)s is not bookable online.") % names
        return Reason(rule=Rule.NOT_ONLINE, message=message, service=what, staff=who)
    if part.service_id not in {skill.service_id for skill in member.skills.all()}:
        message = _("%(person)s does not do “%(service)s”.") % names
        return Reason(rule=Rule.NOT_SKILLED, message=message, service=what, staff=who)
    return None
