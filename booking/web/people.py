"""Who can be asked for: in all, or for one service, each with her own price and length."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.web.lines import Length, Line
from booking.web.selection import Selection
from salons.domain.prices import ShownPrice
from salons.models import StaffMember
from salons.queries import bookable_staff


@dataclass(frozen=True)
class StaffOption:
    """A person who does at least one of the services; ``partly`` when not all of them.

    Price and length are told where they depend on who does it, and she does all of it.
    """

    member: StaffMember
    does: tuple[Line, ...]
    partly: bool
    is_selected: bool
    price: ShownPrice | None = None
    length: Length | None = None


@dataclass(frozen=True)
class LinePerson:
    """A person for one service."""

    member: StaffMember
    line: Line
    is_selected: bool

    @property
    def value(self) -> str:
        """Return what the address says of her."""
        return f"{self.line.service.pk}-{self.member.pk}"


@dataclass(frozen=True)
class LinePeople:
    """One service of one guest and who can do it."""

    line: Line
    people: tuple[LinePerson, ...]

    @property
    def number(self) -> int:
        return self.line.guest + 1


@dataclass(frozen=True)
class People:
    """The strip of people for the whole visit, and the choice for each service."""

    strip: tuple[StaffOption, ...]
    lines: tuple[LinePeople, ...]
    # Whether somebody was named for one service.
    is_split: bool


def people_for(selection: Selection) -> People:
    """Return who can be asked for. Three queries."""
    team = list(bookable_staff())
    return People(
        strip=tuple(_strip(team, selection)),
        lines=tuple(
            LinePeople(line, tuple(_of_line(team, line, selection))) for line in selection.lines
        ),
        is_split=any(guest.people for guest in selection.choice.guests),
    )


def _strip(team: Iterable[StaffMember], selection: Selection) -> Iterable[StaffOption]:
    wanted = [line.by(None) for line in selection.guests[0]]
    depends = any(line.price.by_person for line in wanted)
    varies = any(line.length.least < line.length.most for line in wanted)
    for member in team:
        does = tuple(line.by(member.pk) for line in wanted if line.is_done_by(member.pk))
        partly = len(does) < len(wanted)
        if does:
            alone = Selection(selection.choice, (does,))
            yield StaffOption(
                member,
                does,
                partly,
                is_selected=member.pk == selection.choice.staff,
                price=alone.total if depends and not partly else None,
                length=alone.length if varies and not partly else None,
            )


def _of_line(team: Iterable[StaffMember], line: Line, selection: Selection) -> Iterable[LinePerson]:
    named = selection.choice.guests[line.guest].person_for(line.service.pk)
    # A party has no strip for all: there the select shows who does it in the end.
    chosen = line.staff_id if selection.choice.size > 1 else named
    for member in team:
        if line.is_done_by(member.pk):
            yield LinePerson(member, line.by(member.pk), is_selected=member.pk == chosen)
