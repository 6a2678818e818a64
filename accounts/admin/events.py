"""The log of the doors, to read. It holds no numbers, only keyed hashes of them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.admin.reading import ReadOnlyAdmin
from accounts.domain.events import phone_hash
from accounts.enums import AuthEventKind, AuthResult
from accounts.models import AuthEvent
from accounts.phone import InvalidPhone, normalize_phone

_K = AuthEventKind
KINDS = {
    _K.CODE_REQUESTED: pgettext_lazy("event", "code requested"),
    _K.CODE_VERIFIED: pgettext_lazy("event", "code entered"),
    _K.SIGNED_IN: pgettext_lazy("event", "signed in"),
    _K.SIGNED_OUT: pgettext_lazy("event", "signed out"),
    _K.SESSION_ENDED: pgettext_lazy("event", "session ended"),
    _K.TOKEN_REFRESHED: pgettext_lazy("event", "app session renewed"),
    _K.SECOND_FACTOR: pgettext_lazy("event", "second factor shown"),
    _K.FACTOR_ADDED: pgettext_lazy("event", "second factor added"),
    _K.FACTOR_REMOVED: pgettext_lazy("event", "second factor removed"),
    _K.IDENTITY_LINKED: pgettext_lazy("event", "account linked"),
    _K.IDENTITY_UNLINKED: pgettext_lazy("event", "account unlinked"),
    _K.SOCIAL_SIGN_IN: pgettext_lazy("event", "signed in by another provider"),
    _K.PHONE_CHANGED: pgettext_lazy("event", "number changed"),
    _K.PHONE_RELEASED: pgettext_lazy("event", "number released"),
    _K.REAUTHENTICATED: pgettext_lazy("event", "shown again who it is"),
    _K.SENDING_ALARM: pgettext_lazy("event", "alarm about codes"),
}
RESULTS = {
    AuthResult.OK: pgettext_lazy("event", "done"),
    AuthResult.REFUSED: pgettext_lazy("event", "refused"),
    AuthResult.FAILED: pgettext_lazy("event", "failed"),
}


class KindFilter(admin.SimpleListFilter):
    """What happened."""

    title = _("event")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuthEvent]) -> Any:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class ResultFilter(admin.SimpleListFilter):
    """How it ended."""

    title = _("outcome")
    parameter_name = "result"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return list(RESULTS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuthEvent]) -> Any:
        return queryset.filter(result=self.value()) if self.value() else queryset


@admin.register(AuthEvent)
class AuthEventAdmin(ReadOnlyAdmin):
    """Newest first. A whole number that is typed finds its events; none is shown."""

    list_display = ["when", "what", "how", "by_rule", "where", "source", "number"]
    list_filter = [ResultFilter, KindFilter]
    search_fields = ["=rule", "=address", "=device_id", "=user_id", "=salon", "=request_id"]
    search_help_text = _("A whole phone number, an address, a rule, the id of a person or device.")
    ordering = ["-at"]

    @admin.display(description=_("at"), ordering="at")
    def when(self, event: AuthEvent) -> Any:
        return event.at

    @admin.display(description=_("event"))
    def what(self, event: AuthEvent) -> str:
        return str(KINDS.get(AuthEventKind(event.kind), event.kind))

    @admin.display(description=_("outcome"))
    def how(self, event: AuthEvent) -> str:
        return str(RESULTS[AuthResult(event.result)])

    @admin.display(description=_("rule"))
    def by_rule(self, event: AuthEvent) -> str:
        return event.rule or "—"

    @admin.display(description=_("host"))
    def where(self, event: AuthEvent) -> str:
        return event.host or "—"

    @admin.display(description=_("address"))
    def source(self, event: AuthEvent) -> str:
        return event.address or "—"

    @admin.display(description=_("number"))
    def number(self, event: AuthEvent) -> str:
        """Tell numbers apart without showing them."""
        return f"{event.country} {event.phone_hash[:8]}".strip() or "—"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[AuthEvent], search_term: str
    ) -> Any:
        try:
            number = normalize_phone(search_term)
        except InvalidPhone:
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(phone_hash=phone_hash(number)), False
