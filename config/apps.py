from django.contrib.admin.apps import AdminConfig


class PlatformAdminConfig(AdminConfig):
    """Django's admin with our site: platform admins only, signed in by phone."""

    default_site = "config.admin.PlatformAdminSite"
