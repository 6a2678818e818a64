"""What allauth may do with identities of other providers: talk to the providers, nothing more."""

from typing import Any, NoReturn

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from accounts.domain.identities.errors import ProviderUnavailable


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider's claims never find, make or change a person."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[Any]:
        """Return the providers of the environment; rows in the database count for nothing."""
        apps = super().list_apps(request, provider=provider, client_id=client_id)
        return [app for app in apps if app.pk is None]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        raise RuntimeError("allauth must not sign people in")

    def on_authentication_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        # Instead of allauth's own page.
        raise ProviderUnavailable

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        return None

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return False

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> NoReturn:
        raise RuntimeError("allauth must not make people")
