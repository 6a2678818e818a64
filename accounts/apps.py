from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People: phone-first users, one-time codes, sessions."""

    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from accounts import audit
        from accounts.api import schema  # noqa: F401 - registers itself
        from accounts.domain import recycling

        audit.register()
        recycling.register()
