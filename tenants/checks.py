"""System checks of this app."""

from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connection

from tenants.domain.schemas.template import current_template, is_rebuilding
from tenants.errors import StaleTemplate
from tenants.models import SchemaTemplate


@register(Tags.database)
def check_template(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """Demand a template of the migrations on disk: without it no salon can be made.

    An empty database has no table for it yet, and the command that builds it runs checks too.
    """
    if connection.alias not in (databases or []) or is_rebuilding():
        return []
    if SchemaTemplate._meta.db_table not in connection.introspection.table_names():
        return []
    try:
        current_template()
    except StaleTemplate:
        return [
            Error(
                "The template of new salons belongs to other migrations: none can be created.",
                hint="Run migrate_schemas.",
                id="salon.E007",
            )
        ]
    return []
