"""Whom a visit is for: somebody with a number, or a guest of whom nothing is kept but a name."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.domain.people import name_person, person_with
from accounts.models import User
from accounts.phone import InvalidPhone, normalize_phone
from booking.models import Appointment

NAME_LENGTH = 80
FOUND_AT_MOST = 8


@dataclass(frozen=True)
class Guest:
    """Who comes: her record where she gave a number, and what she is called here."""

    customer: Any | None = None
    name: str = ""

    @property
    def language(self) -> str:
        return self.customer.language if self.customer is not None else settings.LANGUAGE_CODE


def guest_of(typed_phone: str, name: str) -> Guest:
    """Return who a number and a name stand for; a new number gets an unverified record.

    What the salon calls her stays with the visit: somebody with a proved number is named by nobody
    but herself. Raises InvalidPhone.
    """
    name = " ".join(name.split())[:NAME_LENGTH]
    if not typed_phone.strip():
        return Guest(name=name)
    customer = person_with(normalize_phone(typed_phone), language=settings.LANGUAGE_CODE)
    if not customer.is_phone_verified:
        name_person(customer, name)
    return Guest(customer, name)


def customers_found(typed: str) -> QuerySet[User]:
    """Return the salon's own customers by number or by a part of the name.

    Whoever has never been booked here is not found: the answer would tell where else she goes.
    """
    people = _ours()
    words = typed.split()
    if not words:
        return people.none()
    named = Q()
    for word in words:
        named &= Q(first_name__icontains=word) | Q(last_name__icontains=word)
    if phone := _phone(typed):
        named |= Q(phone_number=phone)
    return people.filter(named).order_by("first_name", "last_name", "pk")[:FOUND_AT_MOST]


def customer_here(user_id: int) -> User | None:
    """Return one of the salon's own customers."""
    return _ours().filter(pk=user_id).first()


def _ours() -> QuerySet[User]:
    booked = Appointment.objects.filter(customer__isnull=False)
    return User.objects.filter(pk__in=booked.values("customer"))


def _phone(typed: str) -> str:
    try:
        return normalize_phone(typed)
    except InvalidPhone:
        return ""
