"""Browsers and apps that come again."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import SessionKind
from accounts.models.people import User


class Device(models.Model):
    """A browser on one host or an app, known by a secret that it was given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # SHA-256 of the secret in its cookie or header.
    secret_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=3, choices=SessionKind, default=SessionKind.WEB)
    first_seen_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)
    blocked_at = models.DateTimeField(null=True)

    # Set on an instance whose last_seen_at was written just now: its cookie is renewed as well.
    was_touched = False

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        indexes = [models.Index(fields=["last_seen_at"], name="accounts_device_seen")]


class DeviceUser(models.Model):
    """Somebody has proved her phone on the device: it is no stranger to her number."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="people")
    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    # For the first time.
    proved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "user"], name="accounts_device_user_uniq")
        ]
