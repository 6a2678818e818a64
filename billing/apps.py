from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillingConfig(AppConfig):
    """Payments and refunds through Moyasar."""

    name = "billing"
    verbose_name = _("Payments")

    def ready(self) -> None:
        # Importing them registers what they hold with booking: outbox, due jobs, page panels.
        from billing import handlers, held, jobs  # noqa: F401
        from billing.exports import on_spreadsheets_asked
        from billing.handlers import on_erasure_asked
        from billing.web import panels  # noqa: F401
        from tenants.signals import erasure_asked, spreadsheets_asked

        spreadsheets_asked.connect(on_spreadsheets_asked, dispatch_uid="billing.spreadsheets")
        erasure_asked.connect(on_erasure_asked, dispatch_uid="billing.erasure_asked")
