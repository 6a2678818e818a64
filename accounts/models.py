"""People and what proves who they are. All in the public schema: identity has no tenant."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.enums import OTPPurpose, SessionKind
from accounts.phone import E164_SQL, display_phone, normalize_phone
from foundation.ids import uuid7
from foundation.masking import mask_phone


class UserManager(BaseUserManager["User"]):
    """Creates users by phone number; there are no passwords."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(phone_number=username)

    def create_user(self, phone_number: str, **fields: Any) -> "User":
        """Create a person; the number is normalised. Raises InvalidPhone."""
        user = self.model(phone_number=normalize_phone(phone_number), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, phone_number: str, password: None = None, **fields: Any) -> "User":
        """Create a platform admin. Who runs this on the server vouches for the number."""
        return self.create_user(
            phone_number,
            is_staff=True,
            is_superuser=True,
            is_phone_verified=True,
            phone_verified_at=timezone.now(),
            **fields,
        )


class User(AbstractUser):
    """A person, known by a phone number that she has proved by a one-time code."""

    username = None  # type: ignore[assignment]
    phone_number = models.CharField(_("phone number"), max_length=16, unique=True)
    is_phone_verified = models.BooleanField(_("phone verified"), default=False)
    phone_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    email = models.EmailField(_("email address"), null=True, blank=True)  # type: ignore[assignment]
    language = models.CharField(max_length=2, default="ar")
    # Raised by one to end every session of the person at once.
    auth_epoch = models.PositiveIntegerField(default=0, editable=False)
    # Authority belongs to a salon: the through tables exist in every schema, search_path picks.
    groups = models.ManyToManyField(
        "auth.Group",
        through="membership.UserGroup",
        related_name="user_set",
        related_query_name="user",
        blank=True,
    )
    user_permissions = models.ManyToManyField(
        "auth.Permission",
        through="membership.UserPermission",
        related_name="user_set",
        related_query_name="user",
        blank=True,
    )

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[misc,assignment]

    USERNAME_FIELD = "phone_number"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(phone_number__regex=E164_SQL), name="accounts_user_phone_e164"
            ),
            models.CheckConstraint(
                condition=Q(is_phone_verified=True, phone_verified_at__isnull=False)
                | Q(is_phone_verified=False, phone_verified_at__isnull=True),
                name="accounts_user_verified_at",
            ),
        ]

    def __str__(self) -> str:
        # Audit and admin texts are made of this: no full number.
        return self.get_full_name() or mask_phone(self.phone_number)

    def clean(self) -> None:
        super().clean()
        # Django's own clean turns "none" into an empty text.
        self.email = self.email or None

    @property
    def display_phone(self) -> str:
        return display_phone(self.phone_number)

    def get_session_auth_hash(self) -> str:
        """Change with the phone number and the epoch: both end every session."""
        value = f"{self.auth_epoch}|{self.phone_number}"
        return salted_hmac("accounts.session", value, algorithm="sha256").hexdigest()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        value = f"{self.auth_epoch}|{self.phone_number}"
        return salted_hmac("accounts.session", value, secret=secret, algorithm="sha256").hexdigest()


class Session(AbstractBaseSession):
    """A session; the key is the SHA-256 of the secret that the browser or app holds."""

    session_key = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    host = models.CharField(max_length=253, default="")
    kind = models.CharField(max_length=3, choices=SessionKind, default=SessionKind.WEB)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        indexes = [models.Index(fields=["expire_date"], name="accounts_session_expire")]

    @classmethod
    def get_session_store_class(cls) -> Any:
        from accounts.sessions import SessionStore

        return SessionStore


class OTPChallenge(models.Model):
    """One code that was sent, bound to a purpose, a person, a number and a host.

    The code itself is kept only as a keyed hash; attempts are reserved before they are compared.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purpose = models.CharField(max_length=12, choices=OTPPurpose)
    user = models.ForeignKey(User, models.CASCADE, related_name="otp_challenges")
    phone_number = models.CharField(max_length=16)
    host = models.CharField(max_length=253)
    code_hmac = models.BinaryField(max_length=32)
    key_id = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=8, default="sms")
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    consumed_at = models.DateTimeField(null=True)
    invalidated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attempts__lte=models.F("max_attempts")) & Q(max_attempts__lte=10),
                name="accounts_otp_attempts",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=OTPPurpose.values), name="accounts_otp_purpose"
            ),
            models.CheckConstraint(
                condition=Q(consumed_at__isnull=True) | Q(invalidated_at__isnull=True),
                name="accounts_otp_one_end",
            ),
            # One live code per number and purpose: a new one ends the old one first.
            models.UniqueConstraint(
                fields=["phone_number", "purpose"],
                condition=Q(consumed_at__isnull=True, invalidated_at__isnull=True),
                name="accounts_otp_one_live",
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="accounts_otp_expires")]


class PhoneAuthState(models.Model):
    """Wrong codes in a row for one number. Survives new codes (NIST SP 800-63B 3.1.3.2)."""

    phone_number = models.CharField(max_length=16, primary_key=True)
    consecutive_failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)


class RateWindow(models.Model):
    """How often something happened in one window of time, the same for every salon."""

    scope = models.CharField(max_length=16)
    key = models.CharField(max_length=64)  # SHA-256: no number or address in clear
    action = models.CharField(max_length=16)
    seconds = models.PositiveIntegerField()
    start = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "key", "action", "seconds", "start"],
                name="accounts_rate_window_uniq",
            )
        ]
        indexes = [models.Index(fields=["start"], name="accounts_rate_window_start")]


class SignInTicket(models.Model):
    """Carries a signed-in person from one of our hosts to another, once, within a minute."""

    # SHA-256 of the secret in the link.
    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    host = models.CharField(max_length=253)
    next_path = models.CharField(max_length=200, default="/")
    # Put into the new session: what the door that issued it wants to be remembered.
    data = models.JSONField(default=dict)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="accounts_ticket_expires")]
