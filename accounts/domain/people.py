"""The record of a person: made before a code is sent, verified by it."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from accounts.enums import OTPPurpose
from accounts.models import User

# Purposes whose code proves that the person's own number is hers.
PROVING = frozenset({OTPPurpose.AUTH, OTPPurpose.VERIFY, OTPPurpose.SOCIAL_LINK})
# No code lives longer: an older record was not made for the one that is proved.
LONGEST_CODE = timedelta(minutes=10)


def person_with(phone_number: str, *, language: str) -> User:
    """Return the person of a normalised number; an unknown one gets an unverified record."""
    shell = User(phone_number=phone_number, language=language, password=make_password(None))
    # The same two statements for everybody: who watches the clock learns nothing.
    User.objects.bulk_create([shell], ignore_conflicts=True)
    return User.objects.get(phone_number=phone_number)


def mark_verified(user: User, *, purpose: str, now: datetime) -> None:
    """Note that the person holds the number. A second time changes nothing.

    Whoever signs in takes over a record that was made before she asked for her code: whatever
    session of it there may be is void.
    """
    if purpose not in PROVING or user.is_phone_verified:
        return
    user.is_phone_verified, user.phone_verified_at = True, now
    if purpose != OTPPurpose.VERIFY and now - user.date_joined > LONGEST_CODE:
        user.auth_epoch += 1
    user.save(update_fields=["is_phone_verified", "phone_verified_at", "auth_epoch"])


def name_person(user: User, name: str) -> None:
    """Note the name of a person who has none yet."""
    if name and not user.get_full_name():
        user.first_name = name
        user.save(update_fields=["first_name"])


def update_profile(user: User, *, first_name: str, last_name: str, language: str) -> None:
    """Change what a person may change about herself."""
    user.first_name, user.last_name, user.language = first_name, last_name, language
    user.save(update_fields=["first_name", "last_name", "language"])
