"""Signed links for the guests of a party: each shows one guest what concerns her.

Nothing is stored. A link holds the appointment, the guest's number and the size of the party, and
is signed for one salon. It is void when the visit is lost, the party has another size, or the
visit is some days past.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.utils import timezone

from booking.enums import AppointmentStatus
from booking.errors import GuestLinkVoid
from booking.models import Appointment, AppointmentItem
from foundation.tenancy.models import current_schema_name

# To look up afterwards what was done, and by whom.
VALID_AFTER = timedelta(days=3)
UUID_BYTES = 16
_S = AppointmentStatus
# A visit that takes place; before it is paid for nobody is invited.
SHOWN = frozenset({_S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED})


@dataclass(frozen=True)
class GuestVisit:
    """What one guest's link leads to; ``guest`` counts from 0, as items do."""

    appointment: Appointment
    guest: int
    items: tuple[AppointmentItem, ...]


def can_invite(appointment: Appointment) -> bool:
    """Return whether links for guests lead anywhere: the visit is certain and not long past."""
    status = AppointmentStatus(appointment.status)
    return status in SHOWN and timezone.now() <= appointment.ends_at + VALID_AFTER


def guest_token(appointment: Appointment, *, guest: int, size: int) -> str:
    """Return the signed part of a guest's link. The same guest has the same link."""
    plain = appointment.pk.bytes + bytes((guest, size))
    return _signer().sign(base64.urlsafe_b64encode(plain).decode())


def visit_of_token(token: str) -> GuestVisit:
    """Return the guest's visit in the current salon. Three queries.

    Raises GuestLinkVoid for a link that is forged, of another salon, or void by now.
    """
    appointment_id, guest, size = _read(token)
    appointment = (
        Appointment.objects.select_related("customer")
        .prefetch_related("items__resource")
        .filter(pk=appointment_id)
        .first()
    )
    if appointment is None or not can_invite(appointment):
        raise GuestLinkVoid
    items = list(appointment.items.all())
    own = tuple(item for item in items if item.guest == guest)
    if len({item.guest for item in items}) != size or not own:
        raise GuestLinkVoid
    return GuestVisit(appointment, guest, own)


def _read(token: str) -> tuple[UUID, int, int]:
    try:
        plain = base64.urlsafe_b64decode(_signer().unsign(token))
        guest, size = plain[UUID_BYTES:]
        return UUID(bytes=plain[:UUID_BYTES]), guest, size
    except (signing.BadSignature, binascii.Error, ValueError):
        raise GuestLinkVoid from None


def _signer() -> signing.Signer:
    # The salt holds the salon: a link of one salon is no link at another.
    return signing.Signer(salt=f"booking.guest:{current_schema_name()}", sep="~")
