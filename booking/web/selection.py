"""The chosen services with what they cost together, and who can do them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings

from booking.domain.availability import MAX_SERVICES, PartRequest, VisitRequest
from booking.web.choice import Choice
from foundation.money import Money, vat_included
from salons.models import Service, ServiceCategory, StaffMember
from salons.queries import bookable_services, bookable_staff


@dataclass(frozen=True)
class Selection:
    """Services in the order in which they were chosen."""

    services: tuple[Service, ...]

    @property
    def minutes(self) -> int:
        return sum(service.visit_minutes for service in self.services)

    @property
    def total(self) -> Money:
        return Money(sum(service.price_minor for service in self.services))

    @property
    def vat(self) -> Money:
        """The VAT inside the total, for a salon that is registered for it."""
        return Money(vat_included(self.total.amount, rate_percent=settings.VAT_RATE_PERCENT))

    @property
    def is_full(self) -> bool:
        return len(self.services) >= MAX_SERVICES

    def __bool__(self) -> bool:
        return bool(self.services)


@dataclass(frozen=True)
class StaffOption:
    """A person who does at least one of the services; ``partly`` when not all of them."""

    member: StaffMember
    does: tuple[Service, ...]
    partly: bool
    is_selected: bool


def offered_services() -> list[Service]:
    """Return what can be booked online: services that somebody bookable does. Two queries."""
    return [service for service in bookable_services() if service.doers]


def select(offered: Sequence[Service], choice: Choice) -> Selection:
    """Return the chosen services; those that are no longer offered are left out."""
    by_id = {service.pk: service for service in offered}
    return Selection(tuple(by_id[pk] for pk in choice.services if pk in by_id))


def by_category(offered: Sequence[Service]) -> list[tuple[ServiceCategory, list[Service]]]:
    """Return the price list under its headings."""
    return [
        (category, list(services))
        for category, services in groupby(offered, key=lambda service: service.category)
    ]


def staff_options(selection: Selection, staff_id: int | None) -> list[StaffOption]:
    """Return who can be asked for. Three queries."""
    wanted = {service.pk: service for service in selection.services}
    options = []
    for member in bookable_staff():
        skills = {skill.service_id for skill in member.skills.all()}
        does = tuple(service for pk, service in wanted.items() if pk in skills)
        if does:
            partly = len(does) < len(wanted)
            options.append(StaffOption(member, does, partly, member.pk == staff_id))
    return options


def requested_visit(selection: Selection, staff_id: int | None) -> VisitRequest:
    """Return the visit: the chosen person does what she can, anybody does the rest."""
    return VisitRequest.of(
        *(
            PartRequest(service.pk, staff_id if _does(service, staff_id) else None)
            for service in selection.services
        )
    )


def _does(service: Any, staff_id: int | None) -> bool:
    return staff_id is not None and any(skill.staff_id == staff_id for skill in service.doers)
