"""Secret addresses of calendars for the salon's people: made, ended, void with the right to them.

docs/decisions, "Calendars of the salon's people".
"""

from typing import Any

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.permissions import can_act
from audit.log import record as log
from audit.models import AuditEntry
from booking.domain.feeds import SECRET, hash_of, new_address, note_reading
from booking.enums import FeedOf
from booking.models import StaffFeed
from booking.permissions import can_subscribe, can_subscribe_salon
from foundation.errors import NotAllowed
from tenants.domain.people.rights import forget_holder

ALLOWED = {FeedOf.OWN: can_subscribe, FeedOf.SALON: can_subscribe_salon}


def feeds_open_to(user: Any) -> list[FeedOf]:
    """Return the calendars that the person may have of the current salon."""
    return [of for of, allowed in ALLOWED.items() if allowed(user)]


@sensitive_variables("secret")
def make_staff_feed(user: Any, of: FeedOf, *, language: str) -> str:
    """Give the person a new address, the old one is void; return its secret, which is not kept.

    Raises NotAllowed.
    """
    if of not in feeds_open_to(user) or not can_act(user):
        raise NotAllowed
    secret, fresh = new_address(language)
    with transaction.atomic():
        feed, _made = StaffFeed.objects.update_or_create(user=user, of=of, defaults=fresh)
        log(feed, action=AuditEntry.Action.CREATE, verb="calendar_made", actor=user)
    return secret


def end_staff_feed(user: Any, of: FeedOf) -> None:
    """End the person's address; a second call changes nothing."""
    with transaction.atomic():
        for feed in StaffFeed.objects.filter(user=user, of=of):
            log(feed, action=AuditEntry.Action.DELETE, verb="calendar_ended", actor=user)
            feed.delete()


def staff_feeds_of(user: Any) -> dict[str, StaffFeed]:
    """Return the person's feeds at the current salon, by what they are of."""
    return {feed.of: feed for feed in StaffFeed.objects.filter(user=user)}


@sensitive_variables("secret")
def find_staff_feed(secret: str) -> StaffFeed | None:
    """Return this salon's feed of a secret whose person may have it still; note the reading."""
    if not SECRET.fullmatch(secret):
        return None
    found: StaffFeed | None = (
        StaffFeed.objects.select_related("user").filter(token_hash=hash_of(secret)).first()
    )
    if found is None or not can_act(found.user) or found.of not in feeds_open_to(found.user):
        return None
    note_reading(found)
    return found


def end_feeds_beyond(user: Any) -> None:
    """End the addresses that the person has no right to any more: they do not come back with it."""
    forget_holder(user)
    StaffFeed.objects.filter(user=user).exclude(of__in=feeds_open_to(user)).delete()


def on_place_changed(sender: Any, user: Any, **kwargs: Any) -> None:
    """Follow who comes, gets another role or leaves, in the salon's schema."""
    end_feeds_beyond(user)
