"""The platform's list of salons. Public tables only; reads what each salon published."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cms.domain.colour import Palette, palette_of
from tenants.addresses import salon_url
from tenants.enums import OPEN_STATUSES
from tenants.models import DirectoryListing, Domain, Tenant

ARTWORKS = 5
SEARCHED = ("name_ar", "name_en", "city_ar", "city_en", "tagline_ar", "tagline_en")


@dataclass(frozen=True)
class ListedSalon:
    """A salon as its card shows it."""

    listing: DirectoryListing
    url: str
    palette: Palette
    # Which of the ornaments the card wears: the same at every visit.
    artwork: int

    @property
    def art_name(self) -> str:
        """Return the file name of the ornament."""
        return f"{self.artwork}.html"


def listed_salons(words: str = "") -> QuerySet[DirectoryListing]:
    """Return the listings of open salons whose name, city or tagline has every word."""
    open_salons = Tenant.objects.filter(status__in=OPEN_STATUSES).exclude(schema_name="public")
    listings: QuerySet[DirectoryListing] = DirectoryListing.published.filter(
        schema_name__in=open_salons.values("schema_name")
    ).order_by("name_en", "schema_name")
    for word in words.split():
        hits = Q()
        for field in SEARCHED:
            hits |= Q(**{f"{field}__icontains": word})
        listings = listings.filter(hits)
    return listings


def with_addresses(listings: Iterable[DirectoryListing]) -> list[ListedSalon]:
    """Return cards for one page of listings; a salon without a primary domain is left out."""
    listings = list(listings)
    hosts = dict(
        Domain.objects.filter(
            is_primary=True, tenant__schema_name__in=[each.schema_name for each in listings]
        ).values_list("tenant__schema_name", "domain")
    )
    return [
        ListedSalon(
            listing=each,
            url=salon_url(hosts[each.schema_name]),
            palette=palette_of(each.accent),
            artwork=sum(each.schema_name.encode()) % ARTWORKS + 1,
        )
        for each in listings
        if each.schema_name in hosts
    ]
