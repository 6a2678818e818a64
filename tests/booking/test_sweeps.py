"""What a crash left behind is found again, in whatever salon, and handed out once at a time."""

from datetime import timedelta

import pytest
from django_tenants.utils import schema_context

from booking import outbox
from booking.models import AppointmentEvent
from foundation.tenancy.scope import platform_scope
from notifications.domain import messages, sending
from notifications.models import Message
from tests.booking.conftest import NOW, book, make_catalogue


@pytest.fixture
def handed_out(monkeypatch):
    calls = []

    def enqueue(task, *args, schema_name=None):
        calls.append((schema_name, *args))

    for module in (outbox, messages):
        monkeypatch.setattr(module, "enqueue", enqueue)
    return calls


@pytest.fixture
def events(noor, reem, time_machine):
    """One unhandled event in each salon."""
    time_machine.move_to(NOW, tick=False)
    found = set()
    for schema in ("noor", "reem"):
        with schema_context(schema):
            found.add((schema, str(book(make_catalogue()).events.get().pk)))
    return found


def test_fresh_events_are_left_to_their_own_task(events, handed_out):
    assert (outbox.sweep_events(), handed_out) == (0, [])


def test_forgotten_events_of_every_salon_are_handed_out_once(events, handed_out, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=1), tick=False)
    assert outbox.sweep_events() == 2
    assert set(handed_out) == events
    assert outbox.sweep_events() == 0


def test_failing_event_is_tried_again_later_and_later_and_is_an_alarm(
    events, handed_out, time_machine, caplog
):
    with platform_scope("test"):
        AppointmentEvent.objects.update(attempts=12)
    time_machine.move_to(NOW + timedelta(minutes=1), tick=False)
    assert outbox.sweep_events() == 2
    time_machine.move_to(NOW + timedelta(minutes=60), tick=False)
    assert outbox.sweep_events() == 0
    time_machine.move_to(NOW + timedelta(hours=2), tick=False)
    assert outbox.sweep_events() == 2
    assert "failed 12 times" in caplog.text


def queue(key):
    return messages.queue_message(
        key=key, phone_number="+966500000101", template="t", language="en", text=key
    )


def test_waiting_messages_of_every_salon_are_handed_out(noor, reem, handed_out, time_machine):
    time_machine.move_to(NOW, tick=False)
    for schema in ("noor", "reem"):
        with schema_context(schema):
            queue(schema)
    handed_out.clear()
    assert messages.sweep_messages() == 0
    time_machine.move_to(NOW + timedelta(minutes=1), tick=False)
    assert messages.sweep_messages() == 2
    assert {schema for schema, _pk in handed_out} == {"noor", "reem"}


def test_message_outlives_an_outage_of_the_provider(in_noor, sandbox, time_machine):
    time_machine.move_to(NOW, tick=False)
    message = queue("long outage")
    sandbox.fail_next("authentica.send_sms", "429", count=6)
    for hour in range(6):
        time_machine.move_to(NOW + timedelta(hours=hour), tick=False)
        messages.send_message(message.pk)
    assert sandbox.inbox() == []
    time_machine.move_to(NOW + timedelta(hours=7), tick=False)
    messages.send_message(message.pk)
    assert [m.text for m in sandbox.inbox()] == ["long outage"]
    assert Message.objects.get().status == "sent"


def test_message_that_somebody_else_is_sending_is_left_alone(in_noor, sandbox, time_machine):
    time_machine.move_to(NOW, tick=False)
    message = queue("twice")
    assert sending._claim(Message, message.pk) is not None
    messages.send_message(message.pk)
    assert sandbox.inbox() == []
