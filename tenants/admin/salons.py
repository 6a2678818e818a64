"""The platform's list of salons: create, look up, move through their life, enter for support."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError
from foundation.tenancy.scope import platform_scope
from tenants.addresses import salon_url
from tenants.admin.moves import move_view, possible_moves
from tenants.admin.support import support_view
from tenants.forms import NewSalonForm
from tenants.models import Domain, SalonMeasure, SalonMembership, Tenant


class DomainInline(admin.TabularInline):
    """The hosts of a salon, to read."""

    model = Domain
    extra = 0
    can_delete = False
    fields = readonly_fields = ["host", "is_main"]  # type: ignore[assignment]

    @admin.display(description=_("domain"))
    def host(self, domain: Domain) -> str:
        return str(domain.domain)

    @admin.display(description=_("main address"), boolean=True)
    def is_main(self, domain: Domain) -> bool:
        return bool(domain.is_primary)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MemberInline(admin.TabularInline):
    """Who works there, to read."""

    model = SalonMembership
    verbose_name_plural = _("team")
    extra = 0
    can_delete = False
    fields = readonly_fields = ["person", "role", "since"]  # type: ignore[assignment]

    @admin.display(description=_("person"))
    def person(self, membership: SalonMembership) -> str:
        address = reverse("admin:accounts_user_change", args=[membership.user_id])
        return format_html('<a href="{}">{}</a>', address, membership.user)

    @admin.display(description=_("created"))
    def since(self, membership: SalonMembership) -> str:
        return _moment(membership.created_at)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Tenant)
class TenantAdmin(admin.ModelAdmin):
    """Salons are created and moved through their life here, never deleted."""

    list_display = [
        *("name_en", "name_ar", "address", "status", "moves_on", "plan", "size"),
        *("last_activity", "created_at"),
    ]
    list_filter = ["status", "plan", "audience"]
    search_fields = ["schema_name", "name_ar", "name_en", "city", "domains__domain"]
    readonly_fields = [
        *("subdomain", "status", "since", "moves_on", "size", "last_activity"),
        *("created_at",),
    ]
    fields = ["name_ar", "name_en", "city", "audience", "plan", *readonly_fields]
    inlines = [DomainInline, MemberInline]
    list_select_related = True
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tenant]:
        salons = super().get_queryset(request).exclude(schema_name="public")
        return salons.prefetch_related("domains")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Read the measures of the salons on the page at once."""
        response = super().changelist_view(request, extra_context)
        changelist = (getattr(response, "context_data", None) or {}).get("cl")
        if changelist is not None:
            attach_measures(changelist.result_list)
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Offer what can be done with the salon in its present state."""
        tenant = self.get_object(request, object_id)
        extra = dict(extra_context or {})
        if tenant is not None:
            extra |= {"moves": possible_moves(tenant), "support_url": _support_url(tenant)}
        return super().change_view(request, object_id, form_url, extra)

    def get_urls(self) -> list[Any]:
        """Add the moves and the door for support."""
        move = path(
            "<int:pk>/move/<slug:name>/",
            self.admin_site.admin_view(partial(move_view, admin_site=self.admin_site)),
            name="tenants_tenant_move",
        )
        support = path(
            "<int:pk>/support/",
            self.admin_site.admin_view(partial(support_view, admin_site=self.admin_site)),
            name="tenants_tenant_support",
        )
        return [move, support, *super().get_urls()]

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

    @admin.display(description=_("subdomain"))
    def subdomain(self, tenant: Tenant) -> str:
        return str(tenant.schema_name)

    @admin.display(description=_("in this state since"), ordering="status_changed_at")
    def since(self, tenant: Tenant) -> str:
        return _moment(tenant.status_changed_at)

    @admin.display(description=_("moves on by itself"), ordering="next_move_at")
    def moves_on(self, tenant: Tenant) -> str:
        return _moment(tenant.next_move_at)

    @admin.display(description=_("size"))
    def size(self, tenant: Tenant) -> str:
        measure = measure_of(tenant)
        return filesizeformat(measure.size_bytes + measure.media_bytes) if measure else "—"

    @admin.display(description=_("last activity"))
    def last_activity(self, tenant: Tenant) -> str:
        measure = measure_of(tenant)
        return _moment(measure.last_active_at if measure else None)


def attach_measures(tenants: Sequence[Tenant]) -> None:
    """Give each salon its measure, all in one query."""
    names = [tenant.schema_name for tenant in tenants]
    with platform_scope("sizes in the platform's list of salons"):
        found = SalonMeasure.objects.filter(schema_name__in=names)
        measures = {each.schema_name: each for each in found}
    for tenant in tenants:
        tenant.measure = measures.get(tenant.schema_name)  # type: ignore[attr-defined]


def measure_of(tenant: Tenant) -> SalonMeasure | None:
    """Return the salon's measure, attached before or read now."""
    if not hasattr(tenant, "measure"):
        attach_measures([tenant])
    return tenant.measure  # type: ignore[attr-defined,no-any-return]


def _moment(moment: datetime | None) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else "—"


def _support_url(tenant: Tenant) -> str:
    return reverse("admin:tenants_tenant_support", args=[tenant.pk])
