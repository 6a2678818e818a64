"""What happened to an appointment, told to the customer: her own doing, the salon's, what came.

Never who of the salon's people did it, nor why, but for the words that the salon wrote to her when
it cancelled.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from booking.closing import REASON as SALON_CLOSED
from booking.enums import HOLDING, AppointmentStatus, EventKind, Source
from booking.models import Appointment, AppointmentEvent
from foundation.money import Money

_S = AppointmentStatus


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One line of the story. ``tone``: the second half of the class that colours it."""

    text: str
    at: datetime
    icon: str = "check"
    tone: str = "plain"
    # A move to another time: from, to.
    was: datetime | None = None
    now: datetime | None = None
    note: str = ""
    amounts: tuple[str, ...] = ()

    @property
    def icon_name(self) -> str:
        """Return the file of its icon."""
        return f"icons/{self.icon}.html"


def story_of(appointment: Appointment) -> list[Chapter]:
    """Return what happened, the latest first. One query."""
    events = _without_slips(appointment.events.order_by("at", "id"))
    return list(reversed(list(_told(appointment, events))))


def _without_slips(events: Iterable[AppointmentEvent]) -> list[AppointmentEvent]:
    """Leave out an arrival that reception took back: a slip of the finger."""
    kept: list[AppointmentEvent] = []
    for event in events:
        if event.from_status != _S.ARRIVED or event.to_status != _S.CONFIRMED:
            kept.append(event)
        elif kept and (kept[-1].kind, kept[-1].to_status) == (EventKind.MOVED, _S.ARRIVED):
            kept.pop()
    return kept


def _told(appointment: Appointment, events: Iterable[AppointmentEvent]) -> Iterator[Chapter]:
    for event in events:
        details = _details(appointment, event)
        if details is not None:
            yield Chapter(at=event.at, amounts=_amounts(appointment, event), **details)


def _details(appointment: Appointment, event: AppointmentEvent) -> dict[str, Any] | None:
    """Return what a chapter says of an event, None for what does not concern her."""
    by_her = event.actor_id == appointment.customer_id
    if event.kind == EventKind.CREATED:
        return _creation(appointment, event)
    if event.kind == EventKind.MOVED:
        return _move(appointment, event)
    if event.kind == EventKind.RESCHEDULED:
        return _reschedule(event, by_her=by_her)
    if event.kind == EventKind.EDITED:
        text = _("You changed the services") if by_her else _("The salon changed the services")
        return {"text": text, "icon": "edit", "tone": "accent"}
    if event.kind == EventKind.EXTENDED:
        return {"text": _("The time was kept longer while you paid"), "icon": "clock"}
    if event.kind == EventKind.RETURNED:
        return {
            "text": _("A payment came after the time was gone: it goes back to you"),
            "icon": "card",
            "tone": "warning",
        }
    return None


def _creation(appointment: Appointment, event: AppointmentEvent) -> dict[str, Any]:
    texts = {
        Source.SALON: _("The salon booked this for you"),
        Source.WALK_IN: _("You came without an appointment"),
        Source.WAITLIST: _("You took this time from the waiting list"),
    }
    chosen = _("You chose this time") if event.to_status in HOLDING else _("You booked this visit")
    return {"text": texts.get(Source(appointment.source), chosen), "icon": "calendar"}


def _move(appointment: Appointment, event: AppointmentEvent) -> dict[str, Any] | None:
    to = AppointmentStatus(event.to_status)
    if to is _S.CONFIRMED:
        return _confirmation(appointment, event)
    if to is _S.CANCELLED_BY_SALON:
        note = _("The salon has closed.") if event.reason == SALON_CLOSED else event.reason
        return {
            "text": _("The salon cancelled the visit"),
            "icon": "close",
            "tone": "error",
            "note": note,
        }
    return {
        _S.ARRIVED: {"text": _("You arrived"), "icon": "pin", "tone": "success"},
        _S.IN_PROGRESS: {"text": _("Your visit began"), "icon": "sparkle", "tone": "success"},
        _S.COMPLETED: {"text": _("The visit is over"), "tone": "success"},
        _S.EXPIRED: {"text": _("The time was not paid for and became free"), "icon": "clock"},
        _S.CANCELLED_BY_CUSTOMER: {"text": _("You cancelled the visit"), "icon": "close"},
        _S.NO_SHOW: {"text": _("Noted as missed"), "icon": "alert", "tone": "error"},
    }.get(to)


def _confirmation(appointment: Appointment, event: AppointmentEvent) -> dict[str, Any]:
    if event.from_status == _S.NO_SHOW:
        return {"text": _("Corrected: the visit was not missed"), "tone": "success"}
    if event.from_status == _S.EXPIRED:
        text = _("Paid late, and the time was still free: confirmed")
    elif appointment.due_now_minor:
        text = _("Paid and confirmed")
    else:
        text = _("Confirmed")
    return {"text": text, "tone": "success"}


def _reschedule(event: AppointmentEvent, *, by_her: bool) -> dict[str, Any]:
    was, now = (_start_of(event.data.get(name)) for name in ("before", "after"))
    if was is None or now is None or was == now:
        text = _("You changed who does it") if by_her else _("The salon changed who does it")
        return {"text": text, "icon": "people", "tone": "accent"}
    text = _("You moved the visit") if by_her else _("The salon moved the visit")
    return {"text": text, "icon": "calendar", "tone": "accent", "was": was, "now": now}


def _start_of(told: Any) -> datetime | None:
    """Return when the visit began that an event tells of, None for what cannot be read."""
    text = told.get("start") if isinstance(told, dict) else None
    return parse_datetime(text) if isinstance(text, str) else None


def _amounts(appointment: Appointment, event: AppointmentEvent) -> tuple[str, ...]:
    """Return what came of it in money: what goes back, what the salon keeps."""
    back, kept = (int(event.policy.get(name) or 0) for name in ("refund_minor", "fee_minor"))
    words = (
        (back, _("%(amount)s goes back to you")),
        (kept, _("The salon keeps %(amount)s")),
    )
    return tuple(
        text % {"amount": Money(minor, appointment.currency)} for minor, text in words if minor
    )
