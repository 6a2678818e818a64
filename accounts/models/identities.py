"""What keeps an ID token of an app from being used twice."""

from django.db import models


class SpentToken(models.Model):
    """The nonce of an ID token that has signed somebody in. Kept until the token is too old."""

    # SHA-256 of provider and nonce.
    nonce_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="accounts_spent_expires")]
