"""The locking reads of this app: the state of the phone, then its codes, then the person.

Of sessions: the session, then its refresh token or ticket.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from accounts.allauth_bridge.mfa import Authenticator
from accounts.models import PhoneAuthState, PhoneHistory, Session, SignInTicket, User


def lock_phone_state(phone_number: str) -> PhoneAuthState:
    """Lock and return the row of a number, made if need be. Everything about its codes waits."""
    PhoneAuthState.objects.bulk_create(
        [PhoneAuthState(phone_number=phone_number)], ignore_conflicts=True
    )
    return PhoneAuthState.objects.select_for_update(of=("self",)).get(pk=phone_number)


def lock_ticket(token_hash: str) -> SignInTicket | None:
    """Lock and return a ticket by the hash of its secret, None for an unknown one."""
    tickets = SignInTicket.objects.select_related("user").select_for_update(of=("self",))
    return tickets.filter(token_hash=token_hash).first()


def lock_person(user_id: int) -> User:
    """Lock and return a person; keys that point at her are not held up."""
    people = User.objects.select_for_update(of=("self",), no_key=True)
    return people.get(pk=user_id)


def lock_authenticators(user_id: int) -> list[Authenticator]:
    """Lock and return a person's second factors and recovery codes, oldest first.

    After the windows of her wrong codes; together with the person herself, after her.
    """
    rows = Authenticator.objects.filter(user_id=user_id).order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def lock_sessions(user: User, found: Q) -> list[Session]:
    """Lock and return sessions of a person. By family: their keys change as they are renewed."""
    sessions = Session.objects.filter(found, user=user).select_for_update(of=("self",))
    return list(sessions.order_by("family"))


def lock_numbers(phone_numbers: Iterable[str]) -> None:
    """Lock the states of several numbers, in one order everywhere."""
    for phone_number in sorted(set(phone_numbers)):
        lock_phone_state(phone_number)


def lock_people(found: Q) -> list[User]:
    """Lock and return people whose numbers change, by id."""
    people = User.objects.filter(found).select_for_update(of=("self",))
    return list(people.order_by("pk"))


def lock_undo(undo_hash: str) -> PhoneHistory | None:
    """Lock and return a change of number by the hash of its undo link's secret."""
    changes = PhoneHistory.objects.select_for_update(of=("self",))
    return changes.filter(undo_hash=undo_hash).first()


def lock_family(family: UUID) -> Session | None:
    """Lock and return the session of that name, None if it was ended."""
    return Session.objects.filter(family=family).select_for_update(of=("self",)).first()
