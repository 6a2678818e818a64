"""What happened at the doors. Rows are written once; the database refuses to change them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import AuthEventKind, AuthResult


class AuthEvent(models.Model):
    """One thing that happened while somebody signed in, proved or changed who she is.

    No foreign keys: the log outlives people, devices and codes. Phone numbers only as keyed hash.
    """

    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=24, choices=AuthEventKind)
    result = models.CharField(max_length=8, choices=AuthResult)
    # Of a refusal: the code of the error, with the window that was full.
    rule = models.CharField(max_length=48, default="")
    purpose = models.CharField(max_length=12, default="")
    channel = models.CharField(max_length=8, default="")
    user_id = models.BigIntegerField(null=True)
    phone_hash = models.CharField(max_length=64, default="")
    country = models.CharField(max_length=2, default="")
    salon = models.CharField(max_length=63, default="")
    host = models.CharField(max_length=253, default="")
    address = models.GenericIPAddressField(null=True)
    device_id = models.UUIDField(null=True)
    user_agent = models.CharField(max_length=200, default="")
    challenge_id = models.UUIDField(null=True)
    request_id = models.CharField(max_length=32, default="")

    class Meta:
        verbose_name = _("event at the doors")
        verbose_name_plural = _("events at the doors")
        indexes = [
            models.Index(fields=["at", "kind"], name="accounts_event_at"),
            models.Index(fields=["user_id", "at"], name="accounts_event_user"),
            models.Index(fields=["phone_hash", "at"], name="accounts_event_phone"),
            # Was somebody who was refused let in on the same device? (domain.figures)
            models.Index(
                fields=["device_id", "at"],
                condition=Q(device_id__isnull=False),
                name="accounts_event_device",
            ),
        ]
