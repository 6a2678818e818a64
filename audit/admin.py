"""The audit log of the whole platform, to read."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.models import AuditEntry
from foundation.tenancy.admin import EverySalonAdmin

ACTIONS = {
    AuditEntry.Action.CREATE: pgettext_lazy("audit", "created"),
    AuditEntry.Action.UPDATE: pgettext_lazy("audit", "changed"),
    AuditEntry.Action.DELETE: pgettext_lazy("audit", "deleted"),
    AuditEntry.Action.ACCESS: pgettext_lazy("audit", "looked at"),
}

# django-auditlog registers its own page, which neither opens the scope nor refuses changes.
admin.site.unregister(AuditEntry)


@admin.register(AuditEntry)
class AuditEntryAdmin(EverySalonAdmin):
    """Every salon's entries; nobody adds, changes or deletes one."""

    list_display = [
        *("at", "schema_name", "who", "did", "content_type", "what", "changed", "address"),
    ]
    list_filter = ["action", "timestamp"]
    search_fields = ["=schema_name", "=object_pk", "=cid"]
    list_select_related = ["actor", "content_type"]
    scope_reason = "audit log in the platform's administration"

    @admin.display(description=_("at"), ordering="timestamp")
    def at(self, entry: AuditEntry) -> Any:
        return entry.timestamp

    @admin.display(description=pgettext_lazy("audit", "who"))
    def who(self, entry: AuditEntry) -> str:
        return str(entry.actor) if entry.actor else "—"

    @admin.display(description=_("did"))
    def did(self, entry: AuditEntry) -> str:
        return str(ACTIONS[entry.action])

    @admin.display(description=_("what"))
    def what(self, entry: AuditEntry) -> str:
        return entry.object_repr

    @admin.display(description=_("address"))
    def address(self, entry: AuditEntry) -> str:
        return entry.remote_addr or "—"

    @admin.display(description=_("change"))
    def changed(self, entry: AuditEntry) -> str:
        """Return before and after of changed fields; a new row's fields are on its own page."""
        extra = entry.additional_data or {}
        parts = [str(extra[key]) for key in ("verb", "reason") if extra.get(key)]
        if entry.action != AuditEntry.Action.CREATE:
            parts += [f"{name}: {old} → {new}" for name, (old, new) in _pairs(entry)]
        return "; ".join(parts)[:300]


def _pairs(entry: AuditEntry) -> list[tuple[str, list[Any]]]:
    """Return field changes; many-to-many entries have another shape and are left out."""
    changes = entry.changes or {}
    return [(n, v) for n, v in changes.items() if isinstance(v, list) and len(v) == 2]
