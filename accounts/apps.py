from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People: phone-first users, one-time codes, sessions."""

    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from accounts import (
            audit,
            handlers,  # noqa: F401 - connects itself
        )
        from accounts.api import schema  # noqa: F401 - registers itself
        from accounts.domain.numbers import recycling
        from accounts.domain.second_factor import stage as second_factor_stage
        from accounts.domain.sign_in.completion import AFTER_SIGN_IN
        from accounts.web.second_factor import ways
        from accounts.web.social.completion import link_after_sign_in

        audit.register()
        AFTER_SIGN_IN.append(link_after_sign_in)
        recycling.register()
        second_factor_stage.register()
        ways.register()
