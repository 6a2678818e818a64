"""The log of what happened at the doors: written once, read by platform admins."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from accounts.enums import AuthEventKind, AuthResult
from accounts.models import AuthEvent, User
from accounts.phone import country_of
from accounts.visitors import Visitor, address_of
from foundation.errors import DomainError


def record_event(
    kind: AuthEventKind,
    result: AuthResult = AuthResult.OK,
    *,
    visitor: Visitor | None = None,
    user: User | None = None,
    phone_number: str = "",
    rule: str = "",
    purpose: str = "",
    channel: str = "",
    challenge_id: UUID | None = None,
    device_id: UUID | None = None,
) -> None:
    """Write one event. A refusal is recorded after its transaction has rolled back."""
    phone_number = phone_number or (user.phone_number if user else "")
    AuthEvent.objects.create(
        kind=kind,
        result=result,
        rule=rule[:48],
        purpose=purpose,
        channel=channel,
        user_id=user.pk if user else None,
        phone_hash=phone_hash(phone_number) if phone_number else "",
        country=country_of(phone_number) if phone_number else "",
        challenge_id=challenge_id,
        device_id=device_id or (visitor.device_id if visitor else None),
        **(_origin(visitor) if visitor else {}),
    )


@contextmanager
def refusals_recorded(kind: AuthEventKind, **details: Any) -> Iterator[None]:
    """Record an event for a rule's refusal inside; what was done there has rolled back by then."""
    try:
        yield
    except DomainError as refusal:
        record_event(kind, AuthResult.REFUSED, rule=rule_of(refusal), **details)
        raise


def rule_of(refusal: DomainError) -> str:
    """Return by which the log knows the rule that refused, such as ``throttled:phone:600``."""
    return str(getattr(refusal, "rule", refusal.code))


def phone_hash(phone_number: str) -> str:
    """Return the keyed hash under which the log knows a number."""
    return salted_hmac("accounts.events", phone_number, algorithm="sha256").hexdigest()


def _origin(visitor: Visitor) -> dict[str, object]:
    return {
        "salon": visitor.salon,
        "host": visitor.host[:253],
        "address": address_of(visitor),
        "user_agent": visitor.user_agent,
        "request_id": visitor.request_id,
    }
