"""Salons whose rows are to be left alone: those that are being moved, and those that have been."""

from django_tenants.utils import get_tenant_model


def resting_schemas() -> list[str]:
    """Return the schemas of the salons that only read: sweeps leave their rows alone.

    A row that is written meanwhile spoils the copy; work that is handed out comes back undone,
    and keeps the place of work that could be done.
    """
    resting = get_tenant_model().objects.filter(is_read_only=True).order_by()
    return list(resting.values_list("schema_name", flat=True))
