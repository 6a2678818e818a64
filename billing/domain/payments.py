"""Attempts to pay: started by the customer, decided by the payment that we fetch."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.permissions import require_verified
from billing.domain.settlement import apply_answer
from billing.enums import OPEN, PaymentStatus
from billing.errors import HoldExpired, NothingDue, PaymentNotFound
from billing.models import Payment, ProviderEvent
from billing.moyasar.client import moyasar_client
from billing.moyasar.errors import MoyasarError, NotFound
from billing.moyasar.parsing import ProviderPayment
from booking import jobs
from booking.enums import AppointmentStatus
from booking.errors import AppointmentNotFound
from booking.locks import bounded_transaction, lock_appointment
from booking.models import Appointment
from foundation.errors import Busy

logger = logging.getLogger(__name__)

PAYMENT_JOB = "payment_check"
FIRST_CHECK = timedelta(seconds=60)
# Age of an open payment up to which it is asked for, and how often.
CHECKS = (
    (timedelta(minutes=30), timedelta(seconds=60)),
    (timedelta(hours=3), timedelta(minutes=10)),
    (timedelta(hours=26), timedelta(hours=1)),
)
# A page that is reloaded does not ask the provider again before this.
FRESH_FOR = timedelta(seconds=3)


def start_payment(appointment_id: UUID | str, *, customer: Any) -> Payment:
    """Return the row under whose id the customer's browser may now pay, committed.

    An attempt that was not used yet is returned again; after a failure there is a new one.
    Raises PhoneNotVerified, AppointmentNotFound (also for other people's), NothingDue, HoldExpired,
    Busy.
    """
    require_verified(customer)
    with bounded_transaction():
        appointment = lock_appointment(appointment_id)
        if appointment.customer_id != customer.pk:
            raise AppointmentNotFound
        require_payable(appointment)
        payment = _unused_attempt(appointment) or _new_attempt(appointment)
        due_at = timezone.now() + FIRST_CHECK
        jobs.schedule(PAYMENT_JOB, key=str(payment.pk), due_at=due_at)
    return payment


def require_payable(appointment: Appointment) -> None:
    """Raise NothingDue or HoldExpired unless the appointment waits for a payment."""
    if appointment.status == AppointmentStatus.EXPIRED:
        raise HoldExpired
    # What is only held is confirmed first: then she has seen and accepted what she pays for.
    is_waiting = appointment.status == AppointmentStatus.PENDING_PAYMENT
    if not is_waiting or not appointment.due_now_minor:
        raise NothingDue
    if appointment.hold_expires_at is None or appointment.hold_expires_at <= timezone.now():
        raise HoldExpired


def sync_payment(payment_id: UUID | str) -> Payment:
    """Fetch the payment and let our rows follow. Asks the provider outside any transaction.

    Raises PaymentNotFound, MoyasarError where it cannot be read, Busy.
    """
    with transaction.atomic(durable=True):
        payment = Payment.objects.filter(pk=payment_id).first()
    if payment is None:
        raise PaymentNotFound
    return apply_answer(payment.pk, _fetch(payment.pk))


def refresh_payment(payment: Payment) -> Payment:
    """Return the payment as of now where it is still open and was not just looked at.

    The old state is returned where the provider cannot be asked: a page must not fail for it.
    """
    seen_at = payment.checked_at
    is_fresh = seen_at is not None and timezone.now() - seen_at < FRESH_FOR
    if payment.status not in OPEN or is_fresh:
        return payment
    try:
        return sync_payment(payment.pk)
    except (MoyasarError, Busy) as error:
        logger.warning("payment %s could not be refreshed: %s", payment.pk, error)
        return payment


def follow_up(payment_id: UUID | str) -> datetime | None:
    """Look after a payment that is open or of which a webhook told; return when to look again."""
    payment = Payment.objects.get(pk=payment_id)
    news = ProviderEvent.objects.filter(payment=payment, handled_at__isnull=True)
    known = list(news.values_list("pk", flat=True))
    if payment.status not in OPEN and not known:
        return None
    try:
        payment = sync_payment(payment.pk)
    except (MoyasarError, Busy) as error:
        logger.warning("payment %s cannot be checked yet: %s", payment_id, error)
        return _next_check(payment) or timezone.now() + CHECKS[-1][1]
    news.filter(pk__in=known).update(handled_at=timezone.now())
    return _next_check(payment)


def _unused_attempt(appointment: Appointment) -> Payment | None:
    found: Payment | None = Payment.objects.filter(
        appointment=appointment,
        status=PaymentStatus.CREATED,
        amount_minor=appointment.due_now_minor,
        currency=appointment.currency,
    ).first()
    return found


def _new_attempt(appointment: Appointment) -> Payment:
    created: Payment = Payment.objects.create(
        appointment=appointment,
        amount_minor=appointment.due_now_minor,
        currency=appointment.currency,
    )
    return created


def _fetch(payment_id: UUID) -> ProviderPayment | None:
    try:
        return moyasar_client().fetch_payment(payment_id)
    except NotFound:
        return None


def _next_check(payment: Payment) -> datetime | None:
    if payment.status not in OPEN:
        return None
    now = timezone.now()
    for until, pause in CHECKS:
        if now - payment.created_at < until:
            return now + pause
    logger.error("payment %s is still %s: no more checks", payment.pk, payment.status)
    return None
