"""Secret addresses under which calendar programs read appointments."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from booking.enums import FeedOf
from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints


class CalendarFeed(models.Model):
    """One address for a person's appointments at all salons. A new one ends the old."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # SHA-256 of the secret; the secret itself is shown once.
    token_hash = models.CharField(max_length=64, unique=True)
    # Of the names in it, as of the page on which it was made.
    language = models.CharField(max_length=2, default="ar")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"


class StaffFeed(TenantOwnedModel):
    """One address of somebody who works at a salon: for her own work, or for the whole salon's."""

    on_erasure = Delete()

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    of = models.CharField(max_length=5, choices=FeedOf)
    # SHA-256 of the secret; the secret itself is shown once.
    token_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=2, default="ar")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *tenant_constraints("booking_stafffeed"),
            models.UniqueConstraint(
                fields=["schema_name", "user", "of"], name="booking_stafffeed_once"
            ),
            # What a calendar program asks by.
            models.UniqueConstraint(
                fields=["schema_name", "token_hash"], name="booking_stafffeed_token"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_of_display())
