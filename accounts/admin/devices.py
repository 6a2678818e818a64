"""Browsers and apps that codes were sent to."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.reading import ReadOnlyAdmin
from accounts.domain.sessions.devices import block_devices, unblock_devices
from accounts.enums import SessionKind
from accounts.models import Device

KINDS = {SessionKind.WEB: _("browser"), SessionKind.APP: _("app")}


@admin.register(Device)
class DeviceAdmin(ReadOnlyAdmin):
    """Devices are known by their secret alone; here they are blocked and let in again."""

    list_display = ["id", "what", "first_seen", "last_seen", "people_count", "blocked"]
    list_filter = [("blocked_at", admin.EmptyFieldListFilter)]
    search_fields = ["=id"]
    ordering = ["-last_seen_at"]
    actions = ["block", "unblock"]
    exclude = ["secret_hash"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Device]:
        return super().get_queryset(request).annotate(people_number=Count("people"))

    @admin.display(description=_("kind of device"))
    def what(self, device: Device) -> str:
        return str(KINDS[SessionKind(device.kind)])

    @admin.display(description=_("first seen"), ordering="first_seen_at")
    def first_seen(self, device: Device) -> Any:
        return device.first_seen_at

    @admin.display(description=_("last seen"), ordering="last_seen_at")
    def last_seen(self, device: Device) -> Any:
        return device.last_seen_at

    @admin.display(description=_("blocked since"), ordering="blocked_at")
    def blocked(self, device: Device) -> Any:
        return device.blocked_at or "—"

    @admin.display(description=_("people"), ordering="people_number")
    def people_count(self, device: Device) -> int:
        return int(getattr(device, "people_number", 0))

    @admin.action(description=_("Send no codes to these devices"))
    def block(self, request: HttpRequest, queryset: QuerySet[Device]) -> None:
        block_devices(device.pk for device in queryset)
        self._log(request, queryset, _("Blocked."))
        messages.success(request, _("These devices get no codes any more."))

    @admin.action(description=_("Send codes to these devices again"))
    def unblock(self, request: HttpRequest, queryset: QuerySet[Device]) -> None:
        unblock_devices(device.pk for device in queryset)
        self._log(request, queryset, _("Let in again."))
        messages.success(request, _("These devices get codes again."))

    def _log(self, request: HttpRequest, queryset: QuerySet[Device], message: Any) -> None:
        for device in queryset:
            self.log_change(request, device, str(message))
