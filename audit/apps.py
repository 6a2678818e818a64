from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The append-only log of who changed what."""

    name = "audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        from audit.handlers import fill_in_origin
        from audit.models import AuditEntry

        pre_save.connect(fill_in_origin, sender=AuditEntry, dispatch_uid="audit.origin")
