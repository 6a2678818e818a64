"""The log of the doors, to read. It holds no numbers, only keyed hashes of them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.reading import ReadOnlyAdmin
from accounts.domain.events import phone_hash
from accounts.models import AuthEvent
from accounts.phone import InvalidPhone, normalize_phone


@admin.register(AuthEvent)
class AuthEventAdmin(ReadOnlyAdmin):
    """Newest first. A whole number that is typed finds its events; none is shown."""

    list_display = ["at", "kind", "result", "rule", "country", "host", "address", "number"]
    list_filter = ["result", "kind", "purpose", "channel", "country", "at"]
    search_fields = ["=rule", "=address", "=device_id", "=user_id", "=salon", "=request_id"]
    search_help_text = _("A whole phone number, an address, a rule, the id of a person or device.")
    ordering = ["-at"]

    @admin.display(description=_("number"))
    def number(self, event: AuthEvent) -> str:
        """Tell numbers apart without showing them."""
        return event.phone_hash[:8] or "—"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[AuthEvent], search_term: str
    ) -> Any:
        try:
            number = normalize_phone(search_term)
        except InvalidPhone:
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(phone_hash=phone_hash(number)), False
