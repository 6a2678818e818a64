"""The audit log of the whole platform, to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.models import AuditEntry
from foundation.tenancy.scope import platform_scope

ACTIONS = {
    AuditEntry.Action.CREATE: pgettext_lazy("audit", "created"),
    AuditEntry.Action.UPDATE: pgettext_lazy("audit", "changed"),
    AuditEntry.Action.DELETE: pgettext_lazy("audit", "deleted"),
    AuditEntry.Action.ACCESS: pgettext_lazy("audit", "looked at"),
}

# django-auditlog registers its own page, which neither opens the scope nor refuses changes.
admin.site.unregister(AuditEntry)


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Every salon's entries; nobody adds, changes or deletes one."""

    list_display = [
        *("at", "schema_name", "who", "did", "content_type", "what", "changed", "address"),
    ]
    list_filter = ["action", "timestamp"]
    search_fields = ["=schema_name", "=object_pk", "=cid"]
    list_select_related = ["actor", "content_type"]
    date_hierarchy = None
    show_full_result_count = False
    list_per_page = 50

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Render inside the scope: the list is evaluated by the template."""
        with platform_scope("audit log in the platform's administration"):
            response = super().changelist_view(request, extra_context)
            return response.render() if isinstance(response, TemplateResponse) else response

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with platform_scope("audit entry in the platform's administration"):
            response = super().changeform_view(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

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
