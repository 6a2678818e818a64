"""People who never came, and old devices and events: gone in the night."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.domain.cleanup import delete_outdated_rows
from accounts.models import AuthEvent, Device, DeviceUser, SendLedger, User
from booking.models import Appointment
from tenants.models import SalonMembership
from tests.accounts.callers import PHONE
from tests.accounts.domain.people import ask, owner_at_home
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, book, make_catalogue

pytestmark = pytest.mark.integration

OLD = timedelta(days=31)


def make_shell(**fields: Any) -> User:
    """Make a person who was sent a code a month ago."""
    ask(phone_number=PHONE)
    User.objects.filter(phone_number=PHONE).update(**{"date_joined": timezone.now() - OLD} | fields)
    return User.objects.get(phone_number=PHONE)


def is_kept(user: User) -> bool:
    delete_outdated_rows(now=timezone.now())
    return User.objects.filter(pk=user.pk).exists()


def test_shell_goes_with_its_codes(db: Any, sandbox: Any) -> None:
    assert not is_kept(make_shell())


@pytest.mark.parametrize(
    "fields",
    [
        {"date_joined": timezone.now() - timedelta(days=29)},
        {"last_login": timezone.now()},
        {"is_phone_verified": True, "phone_verified_at": timezone.now()},
        {"is_staff": True},
        {"is_superuser": True},
    ],
)
def test_person_stays(db: Any, sandbox: Any, fields: Any) -> None:
    assert is_kept(make_shell(**fields))


def test_customer_with_a_booking_stays(noor: Any, sandbox: Any, time_machine: Any) -> None:
    """Rows of salons are hidden from the task; their keys are not."""
    time_machine.move_to(NOW, tick=False)
    with tenant_context(noor):
        catalogue = make_catalogue()
        appointment = book(catalogue)
    customer = catalogue.customer
    User.objects.filter(pk=customer.pk).update(
        is_phone_verified=False, phone_verified_at=None, date_joined=NOW - OLD
    )
    assert is_kept(customer)
    with tenant_context(noor):
        assert Appointment.objects.get(pk=appointment.pk).customer_id == customer.pk


def test_shell_that_works_in_a_salon_stays(noor: Any, sandbox: Any) -> None:
    shell = make_shell()
    SalonMembership.objects.create(user=shell, tenant=noor)
    assert is_kept(shell)
    assert SalonMembership.objects.filter(user=shell).exists()


def test_one_who_stays_holds_up_nobody(noor: Any, sandbox: Any) -> None:
    long_ago = {"is_phone_verified": False, "phone_verified_at": None}
    shells = [UserFactory(date_joined=timezone.now() - OLD, **long_ago) for _ in range(3)]
    SalonMembership.objects.create(user=shells[1], tenant=noor)
    delete_outdated_rows(now=timezone.now())
    left = User.objects.filter(pk__in=[shell.pk for shell in shells])
    assert list(left) == [shells[1]]


def test_devices_go_after_a_year_and_events_after_400_days(db: Any, sandbox: Any) -> None:
    now = timezone.now()
    gone, kept = (owner_at_home(f"+96650100000{n}").device_id for n in (1, 2))
    Device.objects.filter(pk=gone).update(last_seen_at=now - timedelta(days=366))
    for days in (402, 399):
        AuthEvent.objects.create(kind="signed_in", result="ok", at=now - timedelta(days=days))
    SendLedger.objects.create(hour=now - timedelta(days=3000), country="SA", channel="sms")
    delete_outdated_rows(now=now)
    assert list(DeviceUser.objects.values_list("device", flat=True)) == [kept]
    assert (AuthEvent.objects.count(), SendLedger.objects.count()) == (1, 1)
