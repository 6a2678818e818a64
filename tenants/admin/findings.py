"""References to nothing in the platform's administration, to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from foundation.tenancy.scope import platform_scope
from tenants.models import OrphanReference


@admin.register(OrphanReference)
class OrphanReferenceAdmin(admin.ModelAdmin):
    """What the nightly checker found in every salon; it alone writes here."""

    list_display = ["found_at", "schema_name", "model", "object_pk", "field", "missing", "gone_at"]
    list_filter = [("gone_at", admin.EmptyFieldListFilter), "found_at"]
    search_fields = ["=schema_name", "model"]
    show_full_result_count = False
    list_per_page = 50

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Render inside the scope: the list is evaluated by the template."""
        with platform_scope("references to nothing in the platform's administration"):
            response = super().changelist_view(request, extra_context)
            return response.render() if isinstance(response, TemplateResponse) else response

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with platform_scope("a reference to nothing in the platform's administration"):
            response = super().changeform_view(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
