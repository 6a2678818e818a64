"""Where visits take place: a salon by its own profile, many by what they publish."""

import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language

from booking.models import Appointment
from salons.models import SalonProfile
from tenants.addresses import salon_url
from tenants.models import DirectoryListing, Domain


@dataclass(frozen=True, kw_only=True)
class Place:
    """A salon as a customer's visit names it. ``site`` ends in a slash, empty without a host."""

    name: str
    address: str
    city: str
    zone: zoneinfo.ZoneInfo
    site: str
    accent: str
    phone: str = ""
    coordinates: tuple[float, float] | None = None

    @property
    def whole_address(self) -> str:
        """Return name, street and city in one line, as calendars and maps take it."""
        return ", ".join(filter(None, [self.name, self.address, self.city]))

    def page_of(self, appointment: Appointment) -> str:
        """Return the whole address of the visit's page; empty for a salon that has left."""
        return f"{self.site}{_language()}/my/{appointment.pk}/" if self.site else ""

    def booking_page(self, query: str) -> str:
        """Return where the same is booked again; empty for a salon that has left."""
        return f"{self.site}{_language()}/book/?{query}" if self.site else ""


def place_of_profile(profile: SalonProfile, *, site: str) -> Place:
    """Return the current salon, in the active language."""
    known = profile.latitude is not None and profile.longitude is not None
    return Place(
        name=profile.name,
        address=profile.address,
        city=profile.city,
        zone=profile.zone,
        site=site,
        accent=profile.accent,
        phone=profile.phone,
        coordinates=(float(profile.latitude), float(profile.longitude)) if known else None,
    )


def places_of(schemas: Iterable[str]) -> dict[str, Place]:
    """Return salons by schema, in the active language. Two queries, however many there are."""
    schemas = set(schemas)
    hosts = dict(
        Domain.objects.filter(is_primary=True, tenant__schema_name__in=schemas).values_list(
            "tenant__schema_name", "domain"
        )
    )
    listings = DirectoryListing.published.filter(schema_name__in=schemas)
    return {each.schema_name: _listed(each, hosts.get(each.schema_name, "")) for each in listings}


def directions(place: Place) -> dict[str, str]:
    """Return links into the two maps that phones have, by coordinates where they are known."""
    target = place.whole_address
    if place.coordinates is not None:
        target = "{:.5f},{:.5f}".format(*place.coordinates)
    elif not place.address:
        return {}
    return {
        "google": "https://www.google.com/maps/dir/?"
        + urlencode({"api": "1", "destination": target}),
        "apple": "https://maps.apple.com/?" + urlencode({"daddr": target}),
    }


def _listed(listing: Any, host: str) -> Place:
    return Place(
        name=listing.name,
        address=listing.address,
        city=listing.city,
        zone=listing.zone,
        site=salon_url(host) if host else "",
        accent=listing.accent,
    )


def _language() -> str:
    return (get_language() or "ar")[:2]
