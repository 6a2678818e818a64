"""An appointment that waits for its payment, and a customer who pays at the sandbox."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from billing.domain.payments import start_payment, sync_payment
from booking.outbox import OF_STATE
from tests.billing.payer import Payer
from tests.booking.conftest import NOW, book, make_catalogue


@pytest.fixture
def salon(in_noor, sandbox, time_machine):
    """The salon's catalogue with the sandbox, on a clock that runs from NOW."""
    time_machine.move_to(NOW, tick=True)
    return make_catalogue()


@pytest.fixture
def appointment(salon):
    return book(salon)


@pytest.fixture
def payer(sandbox):
    return Payer(sandbox)


@pytest.fixture
def payment(appointment):
    """An attempt that nobody has used."""
    return start_payment(appointment.pk, customer=appointment.customer)


@pytest.fixture
def paid(payment, payer):
    """A payment that went through, with its appointment confirmed."""
    payer.pay(payment)
    return sync_payment(payment.pk)


@pytest.fixture
def later(time_machine):
    """Move the clock forward from where it is."""

    def move(**duration):
        time_machine.move_to(timezone.now() + timedelta(**duration), tick=True)

    return move


@pytest.fixture
def refreshed():
    def reload(row):
        row.refresh_from_db()
        return row

    return reload


def outcome_of(payment):
    """Return all that must be the same whatever way the news took."""
    payment.refresh_from_db()
    appointment = payment.appointment
    appointment.refresh_from_db()
    return SimpleNamespace(
        payment=payment.status,
        appointment=appointment.status,
        refunds=[(row.reason, row.amount_minor, row.status) for row in payment.refunds.all()],
        moves=[event.to_status for event in appointment.events.filter(kind__in=OF_STATE)],
    )
