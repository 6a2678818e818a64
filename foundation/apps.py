from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Errors, money, identifiers and the pieces of tenancy that every app is built on."""

    name = "foundation"

    def ready(self) -> None:
        from foundation.tenancy import checks, live  # noqa: F401
