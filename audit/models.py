"""The log of changes: public, one row per change, readable by the salon it happened in."""

from auditlog.models import AbstractLogEntry, LogEntryManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.tenancy.erasure import PROCESSING_RECORDS, Keep
from foundation.tenancy.models import (
    TenantManager,
    TenantOwnedModel,
    tenant_constraints,
)


class AuditEntryManager(TenantManager, LogEntryManager):
    """django-auditlog's manager, kept to the connection's salon."""


class AuditEntry(TenantOwnedModel, AbstractLogEntry):
    """Who changed what, where and from which address. Can be read and added to, never changed."""

    on_erasure = Keep(PROCESSING_RECORDS)

    host = models.CharField(_("host"), max_length=253, blank=True)

    objects = AuditEntryManager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-timestamp"]
        default_permissions = ("view",)
        constraints = tenant_constraints("audit_auditentry", kind="append_only")
        indexes = [
            # The history of one object, the newest entries of one salon.
            models.Index(
                fields=["schema_name", "content_type", "object_pk"], name="audit_entry_object"
            ),
            models.Index(fields=["schema_name", "-timestamp"], name="audit_entry_newest"),
        ]
