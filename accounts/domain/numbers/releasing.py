"""Taking a number from a person who no longer has it."""

import secrets
from datetime import datetime

from django.db.models import Q

from accounts.allauth_bridge.owned import forget
from accounts.domain.sessions.ends import sign_out_everywhere
from accounts.enums import NumberChange
from accounts.models import OTPChallenge, PhoneHistory, User
from accounts.phone import RELEASED
from accounts.signals import person_absorbed, person_released


def release_number(person: User, *, now: datetime) -> None:
    """Make the person nobody: no number, name, rights, proofs or sessions; her row stays.

    What happened under her name (bookings, payments, the log) keeps pointing at the row. The
    caller holds the locks of the number and of the person.
    """
    PhoneHistory.objects.create(
        user=person, phone_number=person.phone_number, reason=NumberChange.RELEASED, until=now
    )
    void_codes(person, phone_number=person.phone_number, now=now)
    forget(person)
    person.devices.all().delete()
    _anonymise(person)
    sign_out_everywhere(person)
    person_released.send(sender=User, person=person)


def absorb_shell(shell: User, *, into: User, now: datetime) -> None:
    """Hand over what hangs on a record that nobody ever proved, and release its number."""
    person_absorbed.send(sender=User, shell=shell, person=into)
    release_number(shell, now=now)


def is_shell(holder: User) -> bool:
    """Return whether the record was made for a number, and never proved or trusted with rights."""
    is_trusted = holder.is_staff or holder.is_superuser
    return holder.is_active and not holder.is_phone_verified and not is_trusted


def void_codes(person: User, *, phone_number: str, now: datetime) -> None:
    """Make void every open code of the person and of the number, whatever it was for."""
    OTPChallenge.objects.filter(
        Q(user=person) | Q(phone_number=phone_number),
        consumed_at__isnull=True,
        invalidated_at__isnull=True,
    ).update(invalidated_at=now)


def _anonymise(person: User) -> None:
    person.phone_number = _tombstone()
    person.first_name = person.last_name = ""
    person.email, person.phone_verified_at = None, None
    person.is_phone_verified = person.is_active = False
    person.is_staff = person.is_superuser = False
    person.save(
        update_fields=[
            *("phone_number", "first_name", "last_name", "email", "phone_verified_at"),
            *("is_phone_verified", "is_active", "is_staff", "is_superuser"),
        ]
    )


def _tombstone() -> str:
    """Return ten random digits behind a country code of nobody.

    Random, not the row's id: a salon that moves to another deployment takes its people along, and
    their ids are somebody else's there.
    """
    return f"{RELEASED}{secrets.randbelow(10**10):010}"
