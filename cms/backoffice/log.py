"""The salon's log in the owner's words."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language_bidi, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from audit.models import AuditEntry
from billing.enums import AutomaticReason

LONGEST = 300
ACTIONS = {
    AuditEntry.Action.CREATE: pgettext_lazy("audit", "created"),
    AuditEntry.Action.UPDATE: pgettext_lazy("audit", "changed"),
    AuditEntry.Action.DELETE: pgettext_lazy("audit", "deleted"),
    AuditEntry.Action.ACCESS: pgettext_lazy("audit", "looked at"),
}
# Verbs that code writes, in words.
VERBS = {
    "support.opened": gettext_lazy("Platform support came in"),
    "support.ended": gettext_lazy("Platform support left"),
    "payment_announced": gettext_lazy("Told the platform of a payment"),
    "reopening_asked": gettext_lazy("Asked to open the salon again"),
    "export_requested": gettext_lazy("Asked for an archive"),
    "export_downloaded": gettext_lazy("Downloaded the archive"),
    "invited": gettext_lazy("Invited somebody to work here"),
    "invitation_sent_again": gettext_lazy("Sent an invitation again"),
    "invitation_accepted": gettext_lazy("Accepted an invitation"),
    "invitation_declined": gettext_lazy("Declined an invitation"),
    "invitation_revoked": gettext_lazy("Withdrew an invitation"),
    "customer_noted": gettext_lazy("Changed a customer's notes"),
    "customer_tagged": gettext_lazy("Changed a customer's tags"),
    "customer_blocked": gettext_lazy("Stopped a customer's online booking"),
    "customer_unblocked": gettext_lazy("Allowed a customer's online booking again"),
    "customers_merged": gettext_lazy("Merged two customers"),
    "family_added": gettext_lazy("Added somebody to a customer's family"),
    "family_changed": gettext_lazy("Changed somebody in a customer's family"),
    "family_removed": gettext_lazy("Took somebody off a customer's family"),
    "health_consented": gettext_lazy("Wrote down health notes with the customer's agreement"),
    "health_changed": gettext_lazy("Changed a customer's health notes"),
    "health_read": gettext_lazy("Looked at a customer's health notes"),
    "health_withdrawn": gettext_lazy("Deleted a customer's health notes: agreement taken back"),
    "calendar_made": gettext_lazy("Made an address for a calendar program"),
    "calendar_ended": gettext_lazy("Ended the address of a calendar program"),
    "invitation_expired": gettext_lazy("An invitation expired"),
}
# Of what a verb is said: the words alone do not tell which one.
ABOUT = frozenset({"invitation", "customerrecord", "stafffeed"})
# What is no field, or a field without a name for people.
NAMES = {
    "primary": gettext_lazy("main address"),
    "next_move_at": gettext_lazy("moves on by itself"),
}
# Reasons that code gives; people write their own.
REASONS = dict(AutomaticReason.choices)
NOTHING = frozenset({"", "None"})
TRUTHS = {"True": gettext_lazy("yes"), "False": gettext_lazy("no")}


def log_entries(*, support_only: bool = False) -> QuerySet[AuditEntry]:
    """Return this salon's entries, newest first."""
    entries: QuerySet[AuditEntry] = AuditEntry.objects.select_related("actor", "content_type")
    if support_only:
        entries = entries.filter(content_type__model="supportaccess") | entries.filter(
            additional_data__via="support"
        )
    return entries.order_by("-timestamp", "-pk")


def who(entry: AuditEntry) -> str:
    """Return the person, marked where she came in for support; the system where nobody did."""
    if entry.actor is None:
        return _("Automatic")
    if is_support(entry):
        return _("%(person)s (platform support)") % {"person": entry.actor}
    return str(entry.actor)


def is_support(entry: AuditEntry) -> bool:
    """Return whether the entry is about or by the platform's support."""
    extra = entry.additional_data or {}
    return extra.get("via") == "support" or str(extra.get("verb", "")).startswith("support.")


def did(entry: AuditEntry) -> str:
    """Return what was done to what."""
    verb = (entry.additional_data or {}).get("verb", "")
    if verb in VERBS:
        is_named = entry.content_type.model in ABOUT
        about = f" · {entry.object_repr}" if is_named else ""
        return f"{VERBS[verb]}{about}"
    kind = entry.content_type.name if entry.content_type else ""
    return f"{ACTIONS[entry.action]} · {kind} · {entry.object_repr}"


def details(entry: AuditEntry) -> str:
    """Return the reason and each changed field with what it was and what it is."""
    reason = (entry.additional_data or {}).get("reason", "")
    parts = [str(REASONS.get(reason, reason))] if reason else []
    if entry.action == AuditEntry.Action.UPDATE:
        fields = _fields(entry)
        parts += [
            _change(fields.get(name), name, *pair)
            for name, pair in (entry.changes or {}).items()
            if isinstance(pair, list) and len(pair) == 2
        ]
    text = " · ".join(parts)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _change(field: Any, name: str, before: Any, after: Any) -> str:
    label = NAMES.get(name) or getattr(field, "verbose_name", name)
    # An arrow is not mirrored with the text around it.
    arrow = "←" if get_language_bidi() else "→"
    return f"{label}: {_in_words(field, before)} {arrow} {_in_words(field, after)}"


def _fields(entry: AuditEntry) -> dict[str, Any]:
    model = entry.content_type.model_class() if entry.content_type else None
    return {field.name: field for field in model._meta.get_fields()} if model else {}


def _in_words(field: Any, raw: Any) -> str:
    """Return a stored value as a page would show it: a choice's name, a date, yes or no."""
    text = str(raw)
    if text in NOTHING:
        return "—"
    if text in TRUTHS and isinstance(field, models.BooleanField):
        return str(TRUTHS[text])
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(text)):
        return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
    return str(dict(getattr(field, "flatchoices", ())).get(text, text))
