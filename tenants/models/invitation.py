"""Somebody is asked to work in a salon's back office."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.phone import E164_SQL, display_phone
from foundation.ids import uuid7
from foundation.masking import mask_phone
from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from tenants.enums import InvitationStatus, Role


def new_invitation_token() -> str:
    """Return the secret of a link: short enough for an SMS, too long to be guessed."""
    return secrets.token_urlsafe(16)


class Invitation(TenantOwnedModel):
    """Whoever holds the number may take the role. Says nothing of an account of the number."""

    on_erasure = Delete()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    phone_number = models.CharField(_("phone number"), max_length=16)
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=9, choices=Role)
    # The member of the team whose day she will see (salons.StaffMember, in the salon's schema).
    staff_row = models.BigIntegerField(null=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # SHA-256 of the secret in the link; a new one with every message.
    token_hash = models.CharField(max_length=64, editable=False)
    status = models.CharField(
        _("status"),
        max_length=8,
        choices=InvitationStatus,
        default=InvitationStatus.WAITING,
        editable=False,
    )
    created_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    sends = models.PositiveSmallIntegerField(default=1, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    ended_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        default_permissions = ()
        constraints = [
            *tenant_constraints("tenants_invitation"),
            models.UniqueConstraint(
                fields=["schema_name", "token_hash"], name="tenants_invitation_token"
            ),
            # One live invitation for a number: a new one ends the old one first.
            models.UniqueConstraint(
                fields=["schema_name", "phone_number"],
                condition=Q(status=InvitationStatus.WAITING),
                name="tenants_invitation_one_live",
            ),
            models.CheckConstraint(
                condition=Q(phone_number__regex=E164_SQL), name="tenants_invitation_e164"
            ),
            models.CheckConstraint(
                condition=Q(status=InvitationStatus.WAITING, ended_at__isnull=True)
                | ~Q(status=InvitationStatus.WAITING) & Q(ended_at__isnull=False),
                name="tenants_invitation_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(status=InvitationStatus.ACCEPTED) | Q(accepted_by__isnull=True),
                name="tenants_invitation_accepted_by",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="tenants_invitation_order"
            ),
        ]
        # The list of the people's page.
        indexes = [
            models.Index(fields=["schema_name", "-created_at"], name="tenants_invitation_newest")
        ]

    def __str__(self) -> str:
        # Audit texts are made of this: no full number.
        return f"{self.name} {mask_phone(self.phone_number)}"

    @property
    def display_phone(self) -> str:
        return display_phone(self.phone_number)

    @property
    def is_open(self) -> bool:
        """Return whether it can still be answered."""
        return self.status == InvitationStatus.WAITING and self.expires_at > timezone.now()

    @property
    def has_expired(self) -> bool:
        """Return whether nobody answered in time, noted already or not."""
        late = self.status == InvitationStatus.WAITING and self.expires_at <= timezone.now()
        return late or self.status == InvitationStatus.EXPIRED
