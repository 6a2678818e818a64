from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillingConfig(AppConfig):
    """Payments and refunds through Moyasar."""

    name = "billing"
    verbose_name = _("Payments")
