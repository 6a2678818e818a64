"""The salon's profile and its entry in the directory."""

from datetime import time

from salons.domain.starters import chosen_starters
from salons.models import OpeningHours, SalonProfile, Weekday
from tenants.domain.opening.provisioning import NewSalon
from tenants.models import DirectoryListing

# A usual Saudi week: closed before Friday noon. The owner changes it in her back office.
DEFAULT_HOURS = {
    day: (time(14) if day is Weekday.FRIDAY else time(10), time(22)) for day in Weekday
}

# Fields of the profile that the directory has too.
PUBLISHED = (
    *("name_ar", "name_en", "tagline_ar", "tagline_en", "city_ar", "city_en"),
    *("address_ar", "address_en", "time_zone", "accent"),
)


def start_profile(details: NewSalon) -> SalonProfile:
    """Write profile and opening hours of a new salon: those of its first trade."""
    profile: SalonProfile = SalonProfile.load()
    profile.name_ar, profile.name_en = details.name_ar, details.name_en
    profile.city_ar, profile.city_en = details.city_ar, details.city_en
    profile.time_zone = details.time_zone
    # A salon that is not registered must not show VAT; the owner enters her number.
    profile.is_vat_registered = False
    profile.save()
    chosen = chosen_starters(details.starters, audience=details.audience)
    hours = chosen[0].hours if chosen else DEFAULT_HOURS
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=day, starts=starts, ends=ends) for day, (starts, ends) in hours.items()
    )
    DirectoryListing.objects.update(audience=details.audience)
    return profile


def publish_listing(profile: SalonProfile) -> DirectoryListing:
    """Copy what visitors of the platform may see into the shared directory."""
    listing, _created = DirectoryListing.objects.update_or_create(
        defaults={field: getattr(profile, field) for field in PUBLISHED}
    )
    return listing
