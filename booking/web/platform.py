"""A customer's appointments at every salon, on the platform's own host."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.web.phone.verified import phone_verified_required
from booking.models import Appointment
from booking.queries import appointments_of, without_unbooked
from booking.web.mine import split
from foundation.tenancy.scope import platform_scope
from tenants.addresses import salon_url
from tenants.models import DirectoryListing, Domain

# A person's own list: nobody scrolls further, and the page's cost stays bounded.
MOST_PAST = 30


@dataclass(frozen=True)
class Visit:
    """An appointment with the salon it is at; ``address`` is empty for a salon that has left."""

    appointment: Appointment
    salon: DirectoryListing | None
    address: str


@require_safe
@never_cache
@phone_verified_required
def my_appointments(request: HttpRequest) -> HttpResponse:
    """List the visitor's appointments at all salons."""
    with platform_scope("a customer's own appointments at every salon"):
        # Nothing but her own: inside the scope no policy filters.
        upcoming, past = split(without_unbooked(appointments_of(request.user)))
        ahead, before = list(upcoming), list(_latest(past))
    salons = _salons({each.schema_name for each in (*ahead, *before)})
    context = {
        "upcoming": [_visit(each, salons) for each in ahead],
        "past": [_visit(each, salons) for each in before],
    }
    return render(request, "booking/pages/platform_mine.html", context)


def _latest(past: QuerySet[Any]) -> QuerySet[Any]:
    return past[:MOST_PAST]


def _salons(schemas: Iterable[str]) -> dict[str, tuple[DirectoryListing, str]]:
    """Return listing and host of each salon, by schema. Two queries."""
    schemas = list(schemas)
    hosts = dict(
        Domain.objects.filter(is_primary=True, tenant__schema_name__in=schemas).values_list(
            "tenant__schema_name", "domain"
        )
    )
    listings = DirectoryListing.published.filter(schema_name__in=schemas)
    return {each.schema_name: (each, hosts.get(each.schema_name, "")) for each in listings}


def _visit(appointment: Appointment, salons: dict[str, tuple[DirectoryListing, str]]) -> Visit:
    salon, host = salons.get(appointment.schema_name, (None, ""))
    path = f"{appointment.language}/my/{appointment.pk}/"
    return Visit(appointment, salon, f"{salon_url(host)}{path}" if host else "")
