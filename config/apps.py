from django.contrib.admin.apps import AdminConfig


class PlatformAdminConfig(AdminConfig):
    """Django's admin with our site: platform admins only, signed in by phone."""

    default_site = "config.admin.PlatformAdminSite"

    def ready(self) -> None:
        super().ready()
        # A process that has not seen our queue sends its tasks to Celery's default one.
        from config import celery  # noqa: F401
