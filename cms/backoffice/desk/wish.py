"""What is wanted, as the desk's forms ask for it: guests, services, add-ons, people.

The same choice as on the customer's pages (``booking.web.choice``), of everything that the salon
does rather than of what is offered online. Fields repeat, so that any number of services can be
chosen without a script: what is chosen brings its add-ons and one more row with the next answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.domain.availability import MAX_GUESTS, MAX_PARTS, MAX_SERVICES, VisitRequest
from booking.domain.engine.world import Alignment
from booking.errors import EmptyVisit, TooManyServices, UnknownService
from booking.web.address import parse_number
from booking.web.choice import Choice, has_too_many, suffix_of
from booking.web.exact import exact_selection
from booking.web.lines import Line
from booking.web.people import LinePerson
from booking.web.price_list import Extra
from booking.web.selection import Selection, requested_visit, select
from cms.backoffice.desk.fields import DeskForm
from foundation.errors import DomainError
from salons.models import Service, StaffMember
from salons.queries import services_at_desk

WISH = ("service", "staff", "guests", "align")
# So many rows stand open before anything is chosen.
FIRST_ROWS = 2


@dataclass(frozen=True)
class WishRow:
    """A field for a service, with what is chosen in it: its add-ons and who can do it."""

    line: Line | None = None
    extras: tuple[Extra, ...] = ()
    people: tuple[LinePerson, ...] = ()


@dataclass(frozen=True)
class WishGuest:
    """The rows of one guest; without ``has_own`` services she has those of ``lines``."""

    index: int
    has_own: bool
    lines: tuple[WishRow, ...]
    rows: tuple[WishRow, ...]

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def suffix(self) -> str:
        return suffix_of(self.index)


class WishFields(DeskForm):
    """Up to five services for each of up to six guests, by somebody or anybody."""

    # Rendered row by row; the field marks what is wrong with any of them.
    service = forms.Field(label=gettext_lazy("Service"), required=False)
    staff = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label=gettext_lazy("With"),
        required=False,
        empty_label=gettext_lazy("anybody"),
    )
    guests = forms.TypedChoiceField(
        label=gettext_lazy("Guests"),
        choices=[(n, str(n)) for n in range(1, MAX_GUESTS + 1)],
        coerce=int,
        empty_value=1,
        required=False,
    )
    align = forms.ChoiceField(
        label=gettext_lazy("When there are several"),
        choices=[
            (Alignment.START.value, gettext_lazy("Start together")),
            (Alignment.END.value, gettext_lazy("Be ready together")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff: Any = self.fields["staff"]
        staff.queryset = StaffMember.objects.filter(is_archived=False)

    @cached_property
    def offered(self) -> list[Service]:
        return list(services_at_desk())

    @cached_property
    def choice(self) -> Choice:
        """Return what the address or the form says; what makes no sense counts as not chosen."""
        return Choice.from_query(self.typed).but(day=None, start=None, ready=None)

    @cached_property
    def shown(self) -> Selection:
        """Return what is chosen of what there is, for the page."""
        return select(self.offered, self.choice)

    @property
    def menu(self) -> list[tuple[Any, list[Service]]]:
        """Return the services under their headings."""
        grouped = groupby(self.offered, key=lambda service: service.category)
        return [(category, list(services)) for category, services in grouped]

    @property
    def wishes(self) -> list[WishGuest]:
        """Return the guests with their rows."""
        return [self._guest(n) for n in range(self.shown.choice.size)]

    @property
    def is_party(self) -> bool:
        return self.shown.choice.size > 1

    def clean(self) -> None:
        super().clean()
        try:
            self.wanted = self._exact()
        except DomainError as refusal:
            if refusal.param not in self.fields:
                refusal.param = "service"
            self.refuse(refusal)

    def visit(self) -> VisitRequest:
        """Return what is wanted, of a form whose wish is right."""
        return requested_visit(self.wanted)

    def _exact(self) -> Selection:
        """Return exactly what was chosen. Raises what ``exact_selection`` and a visit raise."""
        if any(text and not parse_number(text) for text in self._typed_services()):
            raise UnknownService(param="service")
        if not self.choice.services:
            raise EmptyVisit(param="service")
        if has_too_many(self.typed):
            raise TooManyServices(param="service")
        selection = exact_selection(self.choice, self.offered)
        if selection.is_too_large:
            words = _("One visit has room for %(most)s services, for everybody together.")
            raise TooManyServices(words % {"most": MAX_PARTS}, param="service")
        requested_visit(selection)
        return selection

    def _typed_services(self) -> Iterator[str]:
        for guest in range(self.choice.size):
            yield from self.typed.getlist(f"service{suffix_of(guest)}")

    def _guest(self, index: int) -> WishGuest:
        has_own = self.shown.choice.has_own(index)
        lines = tuple(map(self._row, self.shown.guests[index]))
        rows = lines if has_own else ()
        least = FIRST_ROWS if index == 0 else 1
        blank = min(max(len(rows) + 1, least), MAX_SERVICES) - len(rows)
        return WishGuest(index, has_own, lines, rows + (WishRow(),) * blank)

    def _row(self, line: Line) -> WishRow:
        extras = (
            Extra(each, f"{line.service.pk}-{each.pk}", each.pk in line.add_on_ids)
            for each in line.service.extras
        )
        return WishRow(line, tuple(extras), tuple(self._people(line)))

    def _people(self, line: Line) -> Iterator[LinePerson]:
        """Yield who can do one service of several; of one alone the form asks once."""
        if len(self.shown.lines) < 2:
            return
        named = self.shown.choice.guests[line.guest].person_for(line.service.pk)
        for skill in line.service.doers:
            yield LinePerson(skill.staff, line.by(skill.staff_id), skill.staff_id == named)
