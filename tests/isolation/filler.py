"""A row of any model, made by introspection: a model of tomorrow has one the day it is written."""

import datetime
import itertools
import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from treebeard.mp_tree import MP_Node

from tests.isolation.canaries import own_rows, salon_models

# Later ones end what earlier ones begin.
SECONDS = itertools.count(1)


def fill_everything() -> dict[str, str]:
    """Give each model without rows of the salon one; return what could not be made and why."""
    refused: dict[str, str] = {}
    todo = [model for model in salon_models() if not own_rows(model).exists()]
    for _round in range(3):
        refused = {}
        for model in todo:
            if not own_rows(model).exists():
                refused |= _fill(model)
    return refused


def _fill(model: type[models.Model]) -> dict[str, str]:
    if issubclass(model, MP_Node) or model._meta.parents:
        return {model._meta.label: "a node of a tree is made by hand"}
    try:
        with transaction.atomic():
            row = model(**{f.attname: _value(f) for f in _needed(model)})
            row.save_base(raw=True, force_insert=True)
    except (DatabaseError, LookupError, ValueError) as error:
        return {model._meta.label: str(error)}
    return {}


def _needed(model: type[models.Model]) -> list[Any]:
    """Return the fields without a value of their own; texts all, to have room for a canary."""
    return [
        field
        for field in model._meta.local_fields
        if not field.has_default()
        and not (field.primary_key and field.get_internal_type().endswith("AutoField"))
        and (not field.null or field.remote_field)
    ]


def _value(field: Any) -> Any:
    if field.remote_field:
        return _related(field)
    if field.choices:
        return field.flatchoices[0][0]
    kind = field.get_internal_type()
    values = {
        "BooleanField": False,
        "DateTimeField": timezone.now() + datetime.timedelta(seconds=next(SECONDS)),
        "DateField": timezone.now().date(),
        "TimeField": datetime.time(10),
        "UUIDField": uuid.uuid4(),
        "JSONField": {},
        "FileField": "images/kept.png",
        "URLField": "https://example.com/",
        "GenericIPAddressField": "192.0.2.1",
    }
    if kind in values:
        return values[kind]
    is_text = "Char" in kind or "Text" in kind or "Slug" in kind
    return "kept"[: field.max_length] if is_text else 1


def _related(field: Any) -> Any:
    target = field.remote_field.model
    if target is ContentType:
        return ContentType.objects.get(app_label="cms", model="contentpage").pk
    # The newest: the one that the salon's own rows were made with.
    newest = own_rows(target).order_by("-pk").values_list(field.target_field.name, flat=True)
    if not newest and not field.null:
        raise LookupError(f"no row of {target._meta.label} yet")
    return newest.first()
