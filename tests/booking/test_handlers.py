import pytest

from booking.domain.transitions import cancel_appointment, confirm_appointment
from booking.models import AppointmentEvent
from booking.outbox import handle_event
from notifications.domain.messages import send_message
from notifications.models import Message
from tests.booking.conftest import book


def test_confirmation_is_told_once_however_often_it_is_handled(catalogue, sandbox):
    appointment = book(catalogue, language="en")
    confirm_appointment(appointment.pk)
    event = appointment.events.get(to_status="confirmed")
    handle_event(str(event.pk))
    AppointmentEvent.objects.update(handled_at=None)
    handle_event(str(event.pk))
    message = Message.objects.get()
    send_message(message.pk)
    send_message(message.pk)
    texts = [m.text for m in sandbox.inbox(catalogue.customer.phone_number)]
    assert texts == [
        f"Noor Salon: your appointment {appointment.reference} is confirmed for"
        " Sunday 6 January 2030, 10:00 AM."
        f" http://noor.localhost:8000/v/{appointment.reference}"
    ]


def test_failed_handler_leaves_the_event_to_the_sweep(catalogue, monkeypatch):
    from booking import outbox

    def broken(event):
        raise RuntimeError("out of order")

    appointment = book(catalogue)
    confirm_appointment(appointment.pk)
    monkeypatch.setitem(outbox._handlers, "confirmed", [broken, *outbox._handlers["confirmed"]])
    event = appointment.events.get(to_status="confirmed")
    with pytest.raises(RuntimeError):
        handle_event(str(event.pk))
    event.refresh_from_db()
    assert (event.handled_at, event.attempts, Message.objects.count()) == (None, 1, 1)


@pytest.mark.parametrize(("paid", "messages"), [(False, 0), (True, 1)])
def test_own_cancellation_is_told_only_where_something_was_paid(catalogue, paid, messages):
    appointment = book(catalogue)
    if paid:
        confirm_appointment(appointment.pk)
    cancel_appointment(appointment.pk, actor=catalogue.customer, by_salon=False)
    handle_event(str(appointment.events.get(to_status="cancelled_by_customer").pk))
    assert Message.objects.count() == messages
