"""Everything of a salon in one file."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from tenants.enums import ExportStatus


class SalonExport(TenantOwnedModel):
    """One archive of a salon's data: asked for, made by a worker, kept for a while."""

    on_erasure = Delete()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=ExportStatus,
        default=ExportStatus.REQUESTED,
        editable=False,
    )
    # Under the folder of exports, never under the public media.
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    size_bytes = models.PositiveBigIntegerField(_("size"), default=0, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    # The worker that makes it holds it until here; another takes over what a crash left.
    leased_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    ready_at = models.DateTimeField(_("ready"), null=True, editable=False)
    expires_at = models.DateTimeField(_("kept until"), null=True, editable=False)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-created_at"]
        default_permissions = ("view", "add")
        constraints = [
            *tenant_constraints("tenants_salonexport"),
            models.UniqueConstraint(
                fields=["schema_name"],
                condition=models.Q(status=ExportStatus.REQUESTED),
                name="tenants_salonexport_one_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(status=ExportStatus.REQUESTED),
                name="tenants_salonexport_open",
            ),
            models.Index(
                fields=["expires_at"],
                condition=models.Q(status=ExportStatus.READY),
                name="tenants_salonexport_expires",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.created_at:%Y-%m-%d}"
