"""People, known by a phone number. All in the public schema: identity has no tenant."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.enums import NumberChange
from accounts.phone import E164_SQL, display_phone, normalize_phone
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


class PhoneHistory(models.Model):
    """A number that a person no longer has: changed by her, or released to a new holder."""

    user = models.ForeignKey(User, models.CASCADE, related_name="earlier_numbers")
    phone_number = models.CharField(max_length=16)
    reason = models.CharField(max_length=8, choices=NumberChange)
    until = models.DateTimeField(default=timezone.now)
    # SHA-256 of the secret in the message to the old number: "this was not me".
    undo_hash = models.CharField(max_length=64, unique=True, null=True)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["phone_number", "until"], name="accounts_history_number")]
