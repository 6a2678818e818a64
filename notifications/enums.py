"""States of a message."""

from django.db import models


class MessageStatus(models.TextChoices):
    """A message whose outcome is unclear stays ``sent``: a second SMS is worse than none."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
