"""Sessions, and what carries a person from one session to another."""

import uuid
from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import SessionKind
from accounts.models.devices import Device
from accounts.models.people import User


class Session(AbstractBaseSession):
    """A session; the key is the SHA-256 of the secret that the browser or app holds."""

    session_key = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    host = models.CharField(max_length=253, default="")
    kind = models.CharField(max_length=3, choices=SessionKind, default=SessionKind.WEB)
    # Stays the same while the secret is renewed: what is listed and ended.
    family = models.UUIDField(default=uuid.uuid4, db_index=True)
    # The family of the session whose ticket opened this one: it ends with that one.
    parent = models.UUIDField(null=True, db_index=True)
    device = models.ForeignKey(Device, models.SET_NULL, null=True, related_name="+")
    user_agent = models.CharField(max_length=200, default="")
    address = models.GenericIPAddressField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Written every few minutes at most.
    last_seen_at = models.DateTimeField(default=timezone.now)
    # When it was last in the back office or the platform's administration.
    office_seen_at = models.DateTimeField(null=True)
    # However busy: the session is over then. Anonymous ones have no such end.
    ends_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expire_date"], name="accounts_session_expire")]

    @classmethod
    def get_session_store_class(cls) -> Any:
        from accounts.sessions import SessionStore

        return SessionStore


class RefreshToken(models.Model):
    """Renews an app's session secret, once; using it again ends the session."""

    # SHA-256 of the secret that the app holds.
    token_hash = models.CharField(max_length=64, unique=True)
    family = models.UUIDField(db_index=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    host = models.CharField(max_length=253)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="accounts_refresh_expires")]


class SignInTicket(models.Model):
    """Carries a signed-in person from one of our hosts to another, once, within a minute."""

    # SHA-256 of the secret in the link.
    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    host = models.CharField(max_length=253)
    next_path = models.CharField(max_length=200, default="/")
    # SHA-256 (base64url) of a secret in a cookie of the browser that asked on the other host:
    # a link that somebody else was sent signs nobody in.
    challenge = models.CharField(max_length=43, default="")
    # The family of the session that it was issued from.
    parent = models.UUIDField(null=True)
    # Put into the new session: what the door that issued it wants to be remembered.
    data = models.JSONField(default=dict)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_path__startswith="/") & ~Q(next_path__startswith="//"),
                name="accounts_ticket_path",
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="accounts_ticket_expires")]
