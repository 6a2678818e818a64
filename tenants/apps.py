from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """Salons as tenants: provisioning, domains, life cycle, membership."""

    name = "tenants"
    verbose_name = _("Salons")

    def ready(self) -> None:
        from auditlog.registry import auditlog

        from tenants import checks  # noqa: F401
        from tenants.models import Domain, SalonMembership, Tenant

        # The state's moves are recorded with their reason by the life cycle.
        bookkeeping = ["heads_hash", "migration_started_at", "migration_error"]
        auditlog.register(Tenant, exclude_fields=["status", *bookkeeping])
        auditlog.register(Domain)
        auditlog.register(SalonMembership)
