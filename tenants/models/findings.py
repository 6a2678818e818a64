"""What the nightly jobs found and measured."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints


class OrphanReference(TenantOwnedModel):
    """A row that names another one that is not there, found by the nightly checker.

    Between a salon's schema and the shared tables no foreign key holds: this is the third guard.
    """

    on_erasure = Delete()

    model = models.CharField(_("what"), max_length=80)
    object_pk = models.CharField(max_length=64)
    field = models.CharField(_("field"), max_length=63)
    missing = models.CharField(_("points at"), max_length=120)
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    gone_at = models.DateTimeField(_("mended"), null=True)

    class Meta:
        verbose_name = _("reference to nothing")
        verbose_name_plural = _("references to nothing")
        ordering = ["-found_at"]
        default_permissions = ("view",)
        constraints = [
            *tenant_constraints("tenants_orphanreference"),
            models.UniqueConstraint(
                fields=["schema_name", "model", "object_pk", "field"],
                condition=models.Q(gone_at__isnull=True),
                name="tenants_orphanreference_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_pk}.{self.field} → {self.missing}"


class SalonMeasure(TenantOwnedModel):
    """How big a salon is and when something last happened in it, as of ``measured_at``."""

    on_erasure = Delete()

    size_bytes = models.PositiveBigIntegerField(_("size"), default=0)
    media_bytes = models.PositiveBigIntegerField(_("pictures"), default=0)
    last_active_at = models.DateTimeField(_("last activity"), null=True)
    measured_at = models.DateTimeField(_("measured"), default=timezone.now)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        default_permissions = ("view",)
        constraints = [
            *tenant_constraints("tenants_salonmeasure"),
            models.UniqueConstraint(fields=["schema_name"], name="tenants_salonmeasure_one"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.size_bytes}"
