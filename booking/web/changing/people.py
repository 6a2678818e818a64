"""Who can be asked for when a visit is moved: the same people, anybody, or somebody by name."""

from dataclasses import dataclass

from booking.domain.availability import VisitRequest
from booking.web.changing.choice import ANYBODY, ChangeChoice
from salons.models import StaffMember
from salons.queries import bookable_staff


@dataclass(frozen=True)
class People:
    """The choices: ``value`` of the one that is chosen, and the people who do some of it."""

    chosen: str
    team: tuple[StaffMember, ...]
    anybody: str = ANYBODY


def people_for_change(visit: VisitRequest, choice: ChangeChoice) -> People:
    """Return who can be asked for; a party is asked only whether it keeps its people."""
    wanted = set(visit.service_ids)
    team = () if choice.size > 1 else tuple(_able(wanted))
    return People(choice.who, team)


def _able(wanted: set[int]) -> list[StaffMember]:
    return [
        member
        for member in bookable_staff()
        if wanted & {skill.service_id for skill in member.skills.all()}
    ]
