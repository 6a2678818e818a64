"""The secret address under which a person's calendar program reads her appointments."""

from django.conf import settings
from django.db import models
from django.utils import timezone


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
