"""What a move of a salon has to know of Wagtail's tables."""

from typing import Any

from django.db.models import Model
from modelcluster.models import get_all_child_relations

from tenants.moving.registry import Ids, Row, leave_behind, register_json, register_text


def register() -> None:
    """Name the columns and tables; called once when Django starts."""
    register_json("wagtailcore.Revision", "content", _revision)
    register_text("wagtailcore.Site", "hostname", lambda value, row, ids: ids.host(value))
    # Open editors and their unsaved forms: a browser at work, not the salon.
    leave_behind("wagtailadmin.EditingSession", "wagtailadmin.FormState")


def _revision(content: Any, row: Row, ids: Ids) -> Any:
    """Translate the people and types that an older state of a page or picture names."""
    model = ids.model(row["content_type_id"])
    return content if model is None else _fields(content, model, ids)


def _fields(content: Any, model: type[Model], ids: Ids) -> Any:
    """Return the serialised object with its own keys and its children's translated."""
    if not isinstance(content, dict):
        return content
    translated = dict(content)
    for field in model._meta.get_fields():
        value = content.get(field.name)
        if field.many_to_one and isinstance(value, int) and isinstance(field.related_model, type):
            translated[field.name] = int(ids.id(field.related_model, str(value)))
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if isinstance(content.get(name), list):
            translated[name] = [_fields(one, relation.related_model, ids) for one in content[name]]
    return translated
