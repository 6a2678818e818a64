"""When the platform's people were in a salon's back office, and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from foundation.tenancy.erasure import PROCESSING_RECORDS, Keep
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints


class SupportAccess(TenantOwnedModel):
    """A platform admin may be in one salon until ``expires_at``. Its owner can read why."""

    on_erasure = Keep(PROCESSING_RECORDS)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    admin = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    reason = models.CharField(_("reason"), max_length=300)
    started_at = models.DateTimeField(_("from"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        verbose_name = _("support access")
        verbose_name_plural = _("support accesses")
        ordering = ["-started_at"]
        default_permissions = ("view",)
        constraints = [
            *tenant_constraints("tenants_supportaccess"),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("started_at")),
                name="tenants_supportaccess_order",
            ),
        ]
        indexes = [
            models.Index(fields=["schema_name", "-started_at"], name="tenants_support_newest")
        ]

    def __str__(self) -> str:
        return f"{self.admin} · {self.started_at:%Y-%m-%d %H:%M}"
