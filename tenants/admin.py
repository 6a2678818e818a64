"""The platform's list of salons: create, look up, suspend, resume."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from foundation.errors import DomainError
from tenants import admin_findings  # noqa: F401
from tenants.addresses import salon_url
from tenants.domain.life_cycle import resume_salon, suspend_salon
from tenants.forms import NewSalonForm
from tenants.models import Domain, SalonMembership, Tenant


class DomainInline(admin.TabularInline):
    """The hosts of a salon, to read."""

    model = Domain
    extra = 0
    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MemberInline(admin.TabularInline):
    """Who works there, to read."""

    model = SalonMembership
    extra = 0
    can_delete = False
    readonly_fields = ["user", "role", "created_at"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Tenant)
class TenantAdmin(admin.ModelAdmin):
    """Salons are created and suspended here, never deleted."""

    list_display = ["name_en", "name_ar", "address", "city", "status", "created_at"]
    list_filter = ["status", "audience"]
    search_fields = ["schema_name", "name_ar", "name_en", "domains__domain"]
    readonly_fields = ["schema_name", "status", "created_at"]
    fields = ["name_ar", "name_en", "city", "audience", "schema_name", "status", "created_at"]
    inlines = [DomainInline, MemberInline]
    actions = ["suspend", "resume"]
    list_select_related = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tenant]:
        salons = super().get_queryset(request).exclude(schema_name="public")
        return salons.prefetch_related("domains")

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        if obj is None:
            return NewSalonForm
        return super().get_form(request, obj, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            names = ["subdomain", "name_ar", "name_en", "city_ar", "city_en"]
            return [*names, "audience", "owner_phone"]
        return self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.readonly_fields if obj else []

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Say what no field could foresee: a stale template, a race for the same address."""
        try:
            return super().add_view(request, *args, **kwargs)
        except DomainError as refusal:
            self.message_user(request, str(refusal.detail), messages.ERROR)
            return redirect(request.get_full_path())

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        # The form's save() makes the whole salon; the admin must not save it a second time.
        return form.save(commit=False) if change else form.save()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)

    @admin.display(description=_("address"))
    def address(self, tenant: Tenant) -> str:
        domain = next((d for d in tenant.domains.all() if d.is_primary), None)
        if domain is None:
            return "—"
        return format_html('<a href="{}">{}</a>', salon_url(domain.domain), domain.domain)

    @admin.action(description=_("Suspend: the site answers 503, data stay"))
    def suspend(self, request: HttpRequest, queryset: QuerySet[Tenant]) -> None:
        self._move(request, queryset, suspend_salon)

    @admin.action(description=_("Resume: the site answers again"))
    def resume(self, request: HttpRequest, queryset: QuerySet[Tenant]) -> None:
        self._move(request, queryset, resume_salon)

    def _move(self, request: HttpRequest, queryset: QuerySet[Tenant], move: Any) -> None:
        done = 0
        for tenant in queryset:
            try:
                move(tenant)
            except DomainError as refusal:
                self.message_user(request, f"{tenant.name}: {refusal.detail}", messages.ERROR)
            else:
                done += 1
        if done:
            text = ngettext("%(count)d salon changed.", "%(count)d salons changed.", done)
            self.message_user(request, text % {"count": done}, messages.SUCCESS)
