"""Lists of every salon's rows in the platform's administration."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from foundation.tenancy.scope import platform_scope


class EverySalonAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows of all salons, to read: nobody adds, changes or deletes one here."""

    # Why the scope is opened, in the log of it.
    scope_reason: str
    show_full_result_count = False
    list_per_page = 50

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Render inside the scope: the list is evaluated by the template."""
        with platform_scope(self.scope_reason):
            return _rendered(super().changelist_view(request, extra_context))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with platform_scope(self.scope_reason):
            return _rendered(super().changeform_view(request, *args, **kwargs))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _rendered(response: Any) -> Any:
    return response.render() if isinstance(response, TemplateResponse) else response
