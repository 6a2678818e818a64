"""Every model that has rows of a salon, found by introspection: a new one is in it at once."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.postgresql.psycopg_any import Range

from foundation.tenancy.checks import shared_labels
from foundation.tenancy.models import TenantOwnedModel, current_schema_name

CHUNK_ROWS = 1000
# Tables of a salon's schema that its owner does not get, and why.
LEFT_OUT = {
    "auth.permission": "the list of rights that the code knows, the same in every salon",
    "wagtailcore.apitoken": "secrets that open the back office",
    "wagtailcore.referenceindex": "worked out from the pages",
    "wagtailsearch.indexentry": "worked out from the pages",
    "wagtailadmin.editingsession": "who has a page open right now",
}
# Columns that hold what opens something.
SECRET_COLUMNS = frozenset({"password", "key_hash"})


def schema_models() -> list[type[models.Model]]:
    """Return the models whose tables are in every salon's schema, links between them included."""
    shared = shared_labels()
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in shared and model._meta.managed and not model._meta.proxy
    ]


def shared_models() -> list[type[TenantOwnedModel]]:
    """Return the shared models that have rows of salons."""
    return [model for model in apps.get_models() if issubclass(model, TenantOwnedModel)]


def exported_models() -> list[type[models.Model]]:
    """Return the models whose rows an owner gets, by name."""
    found = [*schema_models(), *shared_models()]
    kept = [model for model in found if model._meta.label_lower not in LEFT_OUT]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def rows_of(model: type[models.Model]) -> "models.QuerySet[Any]":
    """Return the current salon's rows of a model, by key; past every custom manager."""
    rows: models.QuerySet[Any] = models.QuerySet(model)
    if issubclass(model, TenantOwnedModel):
        rows = rows.filter(schema_name=current_schema_name())
    return rows.order_by("pk")


def json_lines(model: type[models.Model]) -> Iterator[str]:
    """Return each row of the current salon as one line of JSON, a bounded number at a time."""
    fields = model._meta.local_concrete_fields
    names = [field.attname for field in fields if field.name not in SECRET_COLUMNS]
    for values in rows_of(model).values_list(*names).iterator(chunk_size=CHUNK_ROWS):
        row = dict(zip(names, values, strict=True))
        yield json.dumps(row, cls=RowEncoder, ensure_ascii=False) + "\n"


class RowEncoder(DjangoJSONEncoder):
    """Adds what our columns hold beside Django's own types."""

    def default(self, o: Any) -> Any:
        if isinstance(o, Range):
            return None if o.isempty else [o.lower, o.upper]
        if isinstance(o, bytes | memoryview):
            return bytes(o).hex()
        # Wagtail's streams of blocks.
        return o.get_prep_value() if hasattr(o, "get_prep_value") else super().default(o)
