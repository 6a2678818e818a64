"""What the catalogue does when something happened below it."""

from typing import Any

from salons.domain.linking import link_person, unlink_person
from salons.domain.profile import publish_listing, start_profile
from salons.domain.removal import refuse_removal_in_use
from salons.domain.starters import apply_starters
from salons.models import SalonProfile
from tenants.domain.opening.provisioning import NewSalon


def on_salon_created(sender: Any, details: NewSalon, **kwargs: Any) -> None:
    """Write the salon's first profile, hours and services, and publish it in the directory."""
    start_profile(details)
    apply_starters(details)


def on_salon_upgraded(sender: Any, **kwargs: Any) -> None:
    """Publish an existing salon's profile again: the directory may show more of it than it did."""
    publish_listing(SalonProfile.load())


def on_member_joined(sender: Any, user: Any, staff_row: int | None = None, **kwargs: Any) -> None:
    """Link somebody who works in the salon to the member of the team that she is."""
    if staff_row is not None:
        link_person(user, staff_row)


def on_member_left(sender: Any, user: Any, **kwargs: Any) -> None:
    """Leave the member of the team without a person who signs in as her."""
    unlink_person(user)


def on_profile_saved(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Publish what the platform's list of salons shows of the profile."""
    if not raw:
        publish_listing(instance)


def on_row_deleting(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Keep what is booked, also from code that has not asked the catalogue's rule first."""
    refuse_removal_in_use(instance)
