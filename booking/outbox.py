"""From an event row to the handlers of higher apps: after commit, at least once.

A move of an appointment and its event are one transaction. The task that is sent at commit is
the fast way; the sweep over unhandled rows is the sure one. Handlers are idempotent.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from booking.enums import AppointmentStatus, EventKind
from booking.jobs import keys_by_attempts
from booking.models import AppointmentEvent
from foundation.tasks import enqueue
from foundation.tenancy.resting import resting_schemas
from foundation.tenancy.scope import platform_scope

logger = logging.getLogger(__name__)

Handler = Callable[[AppointmentEvent], None]
HANDLE_TASK = "booking.handle_event"
SWEEP_LIMIT = 200
# An event that was handed out is not handed out again before this; doubled with each attempt.
LEASE = timedelta(seconds=30)
MAX_LEASE = timedelta(hours=1)
# Kinds that change the state, or begin it.
OF_STATE = frozenset({EventKind.CREATED, EventKind.MOVED})
# From here on somebody should look.
ALARMING_ATTEMPTS = 10

# By what an event is: a kind, or for moves the state that they lead to.
_handlers: dict[str, list[Handler]] = defaultdict(list)


def on_kind(*kinds: EventKind) -> Callable[[Handler], Handler]:
    """Register a handler of everything that is of these kinds; it must be idempotent."""
    return _register(kinds)


def on_move(*statuses: AppointmentStatus) -> Callable[[Handler], Handler]:
    """Register a handler of what makes an appointment so, its creation too; it is idempotent."""
    return _register(statuses)


def _register(names: Iterable[str]) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        for name in names:
            if handler not in _handlers[name]:
                _handlers[name].append(handler)
        return handler

    return register


def handlers_of(event: AppointmentEvent) -> list[Handler]:
    """Return who wants to know of an event, in the order of registration."""
    is_of_state = event.kind in OF_STATE
    return [*_handlers[event.kind], *(_handlers[event.to_status] if is_of_state else ())]


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
    failures = [error for handler in handlers_of(event) if (error := _run(handler, event))]
    if failures:
        raise failures[0]
    AppointmentEvent.objects.filter(pk=event.pk).update(handled_at=timezone.now())


def sweep_events() -> int:
    """Queue again what no handler has finished; return how many. Public schema.

    Never gives up: each attempt doubles the wait, and many attempts are an error in the log. Rows
    are claimed with SKIP LOCKED, so two sweeps never hand out the same event.
    """
    resting = resting_schemas()
    with platform_scope("sweep of unhandled appointment events"):
        due = list(
            AppointmentEvent.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(handled_at__isnull=True, due_at__lte=timezone.now())
            .exclude(schema_name__in=resting)
            .order_by("due_at")[:SWEEP_LIMIT]
        )
        for attempts, keys in keys_by_attempts(due).items():
            lease = min(LEASE * 2 ** min(attempts, 10), MAX_LEASE)
            AppointmentEvent.objects.filter(pk__in=keys).update(due_at=timezone.now() + lease)
    for event in due:
        if event.attempts >= ALARMING_ATTEMPTS:
            logger.error("event %s failed %s times", event.pk, event.attempts)
        enqueue(HANDLE_TASK, str(event.pk), schema_name=event.schema_name)
    return len(due)


def _run(handler: Handler, event: AppointmentEvent) -> Exception | None:
    try:
        handler(event)
    except Exception as error:
        logger.exception("%s failed on event %s", handler.__name__, event.pk)
        return error
    return None
