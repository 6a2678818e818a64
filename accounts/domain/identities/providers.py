"""The providers that the environment names (``config.env.social_providers``)."""

from dataclasses import dataclass

from django.conf import settings

from accounts.domain.identities.errors import UnknownProvider

BRANDS = {"google": "Google", "apple": "Apple"}


@dataclass(frozen=True)
class Provider:
    """One way to sign in. ``id`` is in addresses and in the rows of identities."""

    id: str
    name: str


def configured_providers() -> list[Provider]:
    """Return the providers with credentials, in the order of the settings."""
    return [
        Provider(name, BRANDS[name])
        if (name := app.get("provider_id", kind)) in BRANDS
        else Provider(name, app["name"])
        for kind, options in settings.SOCIALACCOUNT_PROVIDERS.items()
        for app in options["APPS"]
    ]


def provider_named(provider_id: str) -> Provider:
    """Return a configured provider. Raises UnknownProvider."""
    for provider in configured_providers():
        if provider.id == provider_id:
            return provider
    raise UnknownProvider


def provider_name(provider_id: str) -> str:
    """Return the name to show, also of a provider that is no longer configured."""
    names = {provider.id: provider.name for provider in configured_providers()}
    return names.get(provider_id) or BRANDS.get(provider_id) or provider_id
