"""From an event row to the handlers of higher apps: after commit, at least once.

A move of an appointment and its event are one transaction. The task that is sent at commit is
the fast way; the sweep over unhandled rows is the sure one. Handlers are idempotent.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from booking.enums import AppointmentStatus
from booking.models import AppointmentEvent
from foundation.tasks import enqueue
from foundation.tenancy.scope import platform_scope

logger = logging.getLogger(__name__)

Handler = Callable[[AppointmentEvent], None]
HANDLE_TASK = "booking.handle_event"
# A fresh event's own task comes first; the sweep takes what is older.
SWEEP_AFTER = timedelta(seconds=20)
SWEEP_LIMIT = 200
MAX_ATTEMPTS = 50

_handlers: dict[str, list[Handler]] = defaultdict(list)


def on_move(*statuses: AppointmentStatus) -> Callable[[Handler], Handler]:
    """Register a handler of the moves into any of ``statuses``; it must be idempotent."""

    def register(handler: Handler) -> Handler:
        for status in statuses:
            if handler not in _handlers[status]:
                _handlers[status].append(handler)
        return handler

    return register


def publish(event: AppointmentEvent) -> None:
    """Send the event's task after commit."""
    enqueue(HANDLE_TASK, str(event.pk))


def handle_event(event_id: str) -> None:
    """Run every handler of one event in the current salon, then mark it handled.

    A second call does nothing. One handler's failure leaves the event to the sweep and does not
    keep the others from running.
    """
    event = AppointmentEvent.objects.filter(pk=event_id, handled_at__isnull=True).first()
    if event is None:
        return
    AppointmentEvent.objects.filter(pk=event.pk).update(attempts=F("attempts") + 1)
    failures = [error for handler in _handlers[event.to_status] if (error := _run(handler, event))]
    if failures:
        raise failures[0]
    AppointmentEvent.objects.filter(pk=event.pk).update(handled_at=timezone.now())


def sweep_events() -> int:
    """Queue again what no handler has finished; return how many. Public schema."""
    with platform_scope("sweep of unhandled appointment events"):
        open_events = list(
            AppointmentEvent.objects.filter(
                handled_at__isnull=True,
                at__lt=timezone.now() - SWEEP_AFTER,
                attempts__lt=MAX_ATTEMPTS,
            )
            .order_by("at")
            .values_list("schema_name", "pk")[:SWEEP_LIMIT]
        )
    for schema_name, event_id in open_events:
        enqueue(HANDLE_TASK, str(event_id), schema_name=schema_name)
    return len(open_events)


def _run(handler: Handler, event: AppointmentEvent) -> Exception | None:
    try:
        handler(event)
    except Exception as error:
        logger.exception("%s failed on event %s", handler.__name__, event.pk)
        return error
    return None
