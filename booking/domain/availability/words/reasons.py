"""Why a visit cannot begin at a time, for the people of the salon."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from booking.domain.availability.window import Availability
from booking.domain.availability.words.case import Case, Sentences
from booking.domain.availability.words.of_people import OF_PEOPLE
from booking.domain.availability.words.of_salon import OF_SALON
from booking.domain.availability.words.of_visits import OF_VISITS
from booking.domain.availability.words.public import TAKEN, public_words
from booking.domain.engine.reasons import Refusal, Rule
from booking.domain.engine.world import Part

SENTENCES: Sentences = {**OF_SALON, **OF_PEOPLE, **OF_VISITS}
# The same for everybody who could do it: told once, without a name.
OF_NOBODY = {Rule.PAUSE, Rule.CLOSES_BEFORE_END, Rule.RESOURCE, Rule.WAIT}


@dataclass(frozen=True)
class Named:
    """Somebody or something of the catalogue."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One refusal in words.

    ``guest`` and ``position``: which part of the visit; ``starts`` and ``until``: what stands in
    the way, as far as it is a stretch of time; ``label``: the owner's own words for it.
    """

    rule: str
    message: str
    staff: Named | None = None
    service: Named | None = None
    guest: int | None = None
    position: int | None = None
    starts: datetime | None = None
    until: datetime | None = None
    label: str = ""


def reasons_for(availability: Availability, start: datetime) -> list[Reason]:
    """Return what refuses an instant, one for each person concerned; nothing if it is free."""
    found: dict[str, Reason] = {}
    for refusal in availability.why(start):
        reason = _reason(availability, start, refusal)
        found.setdefault(reason.message, reason)
    return list(found.values())


def seen_by_colleague(reasons: Iterable[Reason], own_ids: Collection[int]) -> list[Reason]:
    """Return the reasons for somebody who sees her own work alone.

    What keeps the others of the team is one reason without name, time or label.
    """
    found: dict[str, Reason] = {}
    for reason in reasons:
        if reason.staff is not None and reason.staff.id not in own_ids:
            reason = Reason(rule=TAKEN, message=public_words(Rule.BOOKED))
        found.setdefault(reason.message, reason)
    return list(found.values())


def _reason(availability: Availability, start: datetime, refusal: Refusal) -> Reason:
    reason = Reason(
        rule=refusal.rule.value,
        message=SENTENCES[refusal.rule](Case(availability, start, refusal)),
        label=refusal.label,
    )
    facts = availability.facts
    if refusal.staff_id is not None and refusal.rule not in OF_NOBODY:
        reason = replace(
            reason, staff=Named(refusal.staff_id, str(facts.staff[refusal.staff_id].name))
        )
    if refusal.part is not None:
        guest, position = next(_places(availability, refusal.part))
        service = facts.services[refusal.part.service_id]
        reason = replace(
            reason, service=Named(service.id, str(service.name)), guest=guest, position=position
        )
    if refusal.span is not None:
        starts, until = map(availability.world.window.instant, refusal.span)
        reason = replace(reason, starts=starts, until=until)
    return reason


def _places(availability: Availability, wanted: Part) -> Iterator[tuple[int, int]]:
    for guest, parts in enumerate(availability.visit.guests):
        for position, part in enumerate(parts):
            if part is wanted:
                yield guest, position
