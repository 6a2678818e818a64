"""Browsers and apps that come again: found, kept, proved on, blocked."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from accounts.enums import SessionKind
from accounts.models import Device, DeviceUser, User
from accounts.visitors import Visitor

# How exactly it is known when a device was here last.
SEEN_EVERY = timedelta(hours=6)


def find_device(secret: str, *, kind: SessionKind) -> Device | None:
    """Return the device of a secret, noting every few hours that it was here."""
    device = Device.objects.filter(secret_hash=_hash(secret), kind=kind).first()
    now = timezone.now()
    if device is not None and now - device.last_seen_at > SEEN_EVERY:
        device.last_seen_at, device.was_touched = now, True
        device.save(update_fields=["last_seen_at"])
    return device


def keep_device(visitor: Visitor, *, now: datetime) -> UUID | None:
    """Return the visitor's device; a new one gets its row. Its secret leaves with the answer."""
    new = visitor.new_device
    if visitor.device_id or new is None:
        return visitor.device_id
    Device.objects.create(
        id=new.id,
        secret_hash=_hash(new.secret),
        kind=SessionKind.APP if visitor.is_app else SessionKind.WEB,
        first_seen_at=now,
        last_seen_at=now,
    )
    return new.id


def note_owner(user: User, *, visitor: Visitor) -> None:
    """Remember that the person signed in on the visitor's device by a code to her number.

    Only once she owes nothing more: a code alone does not say whose a number is that slept.
    """
    if visitor.device_id is None:
        return
    DeviceUser.objects.bulk_create(
        [DeviceUser(device_id=visitor.device_id, user=user)], ignore_conflicts=True
    )


def block_devices(device_ids: Iterable[UUID]) -> None:
    """Refuse codes to devices from now on. For platform admins."""
    Device.objects.filter(pk__in=device_ids, blocked_at=None).update(blocked_at=timezone.now())


def unblock_devices(device_ids: Iterable[UUID]) -> None:
    """Let devices ask for codes again. For platform admins."""
    Device.objects.filter(pk__in=device_ids).update(blocked_at=None)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
