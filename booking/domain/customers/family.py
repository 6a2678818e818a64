"""People who come under one number: a daughter, a mother. The customer keeps the list herself."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from booking.domain.customers.records import locked_record
from booking.errors import (
    FamilyMemberNotFound,
    TooManyMembers,
    UnknownMember,
    YearOfBirthInvalid,
)
from booking.models import FamilyMember

MOST_MEMBERS = 15
OLDEST_YEAR = 1900
FIELDS = ("name", "relation", "birth_year", "notes", "is_archived")


def family_of(customer: Any) -> QuerySet[FamilyMember]:
    """Return the customer's family at the current salon, by name; archived ones left out."""
    found: QuerySet[FamilyMember] = FamilyMember.objects.filter(
        record__customer=customer, is_archived=False
    )
    return found


def member_of_family(customer: Any, member_id: int) -> FamilyMember:
    """Return one member, also an archived one. Raises FamilyMemberNotFound."""
    found: FamilyMember | None = FamilyMember.objects.filter(
        record__customer=customer, pk=member_id
    ).first()
    if found is None:
        raise FamilyMemberNotFound
    return found


def add_member(
    customer: Any, *, name: str, relation: str = "", birth_year: int | None = None, notes: str = ""
) -> FamilyMember:
    """Add somebody who comes under the customer's number.

    Raises TooManyMembers, YearOfBirthInvalid.
    """
    _require_year(birth_year)
    with transaction.atomic():
        record = locked_record(customer.pk)
        _require_room(customer)
        member: FamilyMember = FamilyMember.objects.create(
            record=record,
            name=name.strip(),
            relation=relation.strip(),
            birth_year=birth_year,
            notes=notes.strip(),
        )
    return member


def change_member(customer: Any, member_id: int, **changes: Any) -> FamilyMember:
    """Change what is known of a member (``FIELDS``); ``is_archived`` puts away and takes back.

    Visits that were booked for an archived member stay hers. Raises FamilyMemberNotFound,
    TooManyMembers, YearOfBirthInvalid.
    """
    member_of_family(customer, member_id)
    _require_year(changes.get("birth_year"))
    with transaction.atomic():
        locked_record(customer.pk)
        member = member_of_family(customer, member_id)
        if member.is_archived and changes.get("is_archived") is False:
            _require_room(customer)
        names = [name for name in FIELDS if name in changes]
        for name in names:
            value = changes[name]
            setattr(member, name, value.strip() if isinstance(value, str) else value)
        member.save(update_fields=names)
    return member


def bookable_member(customer: Any, member_id: int | None) -> FamilyMember | None:
    """Return for whom a visit is booked, None for the customer herself. Raises UnknownMember."""
    if member_id is None:
        return None
    found = family_of(customer).filter(pk=member_id).first()
    if found is None:
        raise UnknownMember(param="member")
    return found


def _require_room(customer: Any) -> None:
    if family_of(customer).count() >= MOST_MEMBERS:
        raise TooManyMembers


def _require_year(year: int | None) -> None:
    if year is not None and not OLDEST_YEAR <= year <= timezone.localdate().year:
        raise YearOfBirthInvalid(param="birth_year")
