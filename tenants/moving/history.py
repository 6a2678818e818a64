"""What a move rewrites in the tables of this app and of the audit log."""

from typing import Any

from django.apps import apps

from audit.models import AuditEntry
from tenants.enums import ExportStatus
from tenants.models import Domain, OrphanReference, SalonExport, Tenant
from tenants.moving.registry import Ids, Row, register_json, register_text


def register() -> None:
    """Name the columns; called once when Django starts."""
    register_text(Tenant._meta.label, "is_read_only", lambda value, row, ids: "f")
    register_text(Tenant._meta.label, "moved_at", lambda value, row, ids: None)
    register_text(Domain._meta.label, "domain", lambda value, row, ids: ids.host(value))
    register_text(SalonExport._meta.label, "status", _status_of_export)
    register_text(OrphanReference._meta.label, "object_pk", _row_of_finding)
    register_json(AuditEntry._meta.label, "changes", _changes_of_entry)


def _status_of_export(status: str, row: Row, ids: Ids) -> str:
    """Say that an archive is gone: the file stays behind, a new one is made in seconds."""
    return ExportStatus.EXPIRED.value if status == ExportStatus.READY else status


def _row_of_finding(key: str, row: Row, ids: Ids) -> str:
    """Translate the row that the nightly checker found; its model is named in words."""
    try:
        return ids.id(apps.get_model(row["model"] or ""), key)
    except (LookupError, ValueError):
        return key


def _changes_of_entry(changes: Any, row: Row, ids: Ids) -> Any:
    """Translate the keys that a logged change speaks of, before and after."""
    model = ids.model(row["content_type_id"])
    if model is None or not isinstance(changes, dict):
        return changes
    named = {f.name: f.related_model for f in model._meta.local_concrete_fields if f.is_relation}
    named[model._meta.pk.name] = model

    def translated(field: str, values: Any) -> Any:
        target = named.get(field)
        if not isinstance(target, type) or not isinstance(values, list):
            return values
        return [ids.id(target, value) if isinstance(value, str) else value for value in values]

    return {field: translated(field, values) for field, values in changes.items()}
