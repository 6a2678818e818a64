"""The platform's administration of salons."""

from tenants.admin import salons, support  # noqa: F401
