from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """Salons as tenants: provisioning, domains, life cycle, membership."""

    name = "tenants"
    verbose_name = _("Salons")

    def ready(self) -> None:
        from auditlog.registry import auditlog

        from accounts.domain.second_factor.requirements import require_of
        from accounts.hosts import register_finder
        from accounts.signals import person_absorbed, person_released
        from tenants import checks, handlers  # noqa: F401
        from tenants.domain.domains.crossing import destination
        from tenants.domain.opening.signup import owns_a_salon
        from tenants.models import Domain, SalonMembership, Tenant
        from tenants.moving.history import register as register_for_moving

        register_for_moving()
        person_released.connect(handlers.on_person_released, dispatch_uid="tenants.released")
        person_absorbed.connect(handlers.on_person_absorbed, dispatch_uid="tenants.absorbed")
        register_finder(destination)
        require_of(owns_a_salon)
        # The state's moves are recorded with their reason by the life cycle.
        moves = ["status", "status_changed_at", "next_move_at", "next_notice_at", "is_read_only"]
        bookkeeping = ["heads_hash", "migration_started_at", "migration_error"]
        auditlog.register(Tenant, exclude_fields=[*moves, *bookkeeping])
        auditlog.register(Domain)
        auditlog.register(SalonMembership)
