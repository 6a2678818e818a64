"""What the database itself refuses."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import OTPChallenge, User
from tests.accounts.callers import NOOR, PHONE

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def challenge(user: User, **fields: Any) -> OTPChallenge:
    values = {
        "purpose": "auth",
        "phone_number": user.phone_number,
        "host": NOOR,
        "code_hmac": b"x" * 32,
        "key_id": 1,
        "expires_at": timezone.now() + timedelta(minutes=5),
    }
    return OTPChallenge.objects.create(user=user, **(values | fields))


@pytest.mark.parametrize("number", ["0500000777", "+0500000777", "+9665٠٠٠٠٠777", "", "+966"])
def test_number_that_is_not_e164_is_refused(number: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(phone_number=number)


def test_number_is_unique(make_person: Any) -> None:
    make_person(PHONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(phone_number=PHONE)


def test_verified_without_a_moment_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(phone_number=PHONE, is_phone_verified=True)


@pytest.mark.parametrize(
    "fields",
    [
        {"purpose": "other"},
        {"attempts": 6},
        {"max_attempts": 11},
        {"consumed_at": timezone.now(), "invalidated_at": timezone.now()},
    ],
)
def test_impossible_challenge_is_refused(make_person: Any, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        challenge(make_person(PHONE), **fields)


def test_second_live_challenge_is_refused(make_person: Any) -> None:
    user = make_person(PHONE)
    challenge(user)
    with pytest.raises(IntegrityError), transaction.atomic():
        challenge(user)


def test_person_shows_no_full_number(make_person: Any) -> None:
    assert str(make_person(PHONE)) == "+966••••••777"
