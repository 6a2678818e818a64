from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillingConfig(AppConfig):
    """Payments and refunds through Moyasar."""

    name = "billing"
    verbose_name = _("Payments")

    def ready(self) -> None:
        # Importing them registers what they hold with booking: outbox, due jobs, page panels.
        from billing import handlers, jobs  # noqa: F401
        from billing.web import panels  # noqa: F401
