from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """Salons as tenants: provisioning, domains, life cycle, membership."""

    name = "tenants"
    verbose_name = _("Salons")
