"""The platform's administration of salons."""

from tenants.admin import findings, salons, support  # noqa: F401
