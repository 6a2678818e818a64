"""The secret address of a person's calendar: made, ended, known again by its hash."""

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.permissions import can_act, require_verified
from booking.models import CalendarFeed, StaffFeed

# 256 bits: nobody finds one by trying.
SECRET_BYTES = 32
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
# Calendar programs ask every few minutes; one write an hour says enough.
NOTE_EVERY = timedelta(hours=1)


@sensitive_variables("secret")
def make_feed(user: Any, *, language: str) -> str:
    """Give the person a new address, the old one is void; return its secret, which is not kept.

    Raises PhoneNotVerified.
    """
    require_verified(user)
    secret, fresh = new_address(language)
    CalendarFeed.objects.update_or_create(user=user, defaults=fresh)
    return secret


def end_feed(user: Any) -> None:
    """End the person's address; a second call changes nothing."""
    CalendarFeed.objects.filter(user=user).delete()


def feed_of(user: Any) -> CalendarFeed | None:
    """Return the person's feed, None where she has made no address."""
    found: CalendarFeed | None = CalendarFeed.objects.filter(user=user).first()
    return found


@sensitive_variables("secret")
def find_feed(secret: str) -> CalendarFeed | None:
    """Return the feed of a secret whose person may act still, and note that it is read."""
    if not SECRET.fullmatch(secret):
        return None
    found: CalendarFeed | None = (
        CalendarFeed.objects.select_related("user").filter(token_hash=hash_of(secret)).first()
    )
    if found is None or not can_act(found.user):
        return None
    note_reading(found)
    return found


@sensitive_variables("secret")
def new_address(language: str) -> tuple[str, dict[str, Any]]:
    """Return a new secret, and what a feed keeps of an address that begins with it."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return secret, {
        "token_hash": hash_of(secret),
        "language": language,
        "created_at": timezone.now(),
        "read_at": None,
    }


@sensitive_variables("secret")
def hash_of(secret: str) -> str:
    """Return what the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def note_reading(feed: CalendarFeed | StaffFeed) -> None:
    """Note that a calendar program reads, once an hour."""
    now = timezone.now()
    long_ago = Q(read_at__isnull=True) | Q(read_at__lte=now - NOTE_EVERY)
    if feed.read_at is None or feed.read_at <= now - NOTE_EVERY:
        type(feed).objects.filter(long_ago, pk=feed.pk).update(read_at=now)
