"""A salon with many free half hours, and a customer who is signed in there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.domain.sign_in.completion import BACKEND
from accounts.enums import SessionKind
from accounts.models import User
from accounts.sessions import HOST_KEY, KIND_KEY, SessionStore
from benchmarks.availability.calendar import DAYS, OPENS, fill_calendar
from benchmarks.salons import add_salon, host_of
from salons.models import Service, StaffMember

# Two hours booked, two free, six times a day; a free hour has two beginnings.
HOURS = 12
# As the browser keeps it and sends it: nothing masks it here.
CSRF = "b" * 32


@dataclass(frozen=True)
class Half:
    """A free half hour of one person."""

    staff: int
    start: datetime


class BookedSalon:
    """The salon of one server, with the half hours that nobody has asked for yet."""

    def __init__(self, number: int, *, staff: int) -> None:
        self.host = host_of(number)
        self.schema = self.host.split(".")[0].replace("-", "_")
        tenant = add_salon(number)
        fill_calendar(tenant, staff=staff)
        with tenant_context(tenant):
            # Nothing to pay: an appointment is confirmed at once.
            Service.objects.update(price_minor=0)
            self.service = Service.objects.order_by("pk").values_list("pk", flat=True)[0]
            self.people = list(StaffMember.objects.order_by("pk").values_list("pk", flat=True))
        connection.set_schema_to_public()
        self.customer = User.objects.get(phone_number="+966599999999")
        self.free = {person: _free(number, person) for number, person in enumerate(self.people)}

    def next_half(self, person: int | None = None) -> Half:
        """Return a half hour that is free, of each person in turn or of one."""
        if person is None:
            person = self.people[0]
            self.people.append(self.people.pop(0))
        return next(self.free[person])

    def cookies(self) -> str:
        """Sign the customer in; return what her browser sends."""
        session = SessionStore()
        session.update(
            {
                SESSION_KEY: str(self.customer.pk),
                BACKEND_SESSION_KEY: BACKEND,
                HASH_SESSION_KEY: self.customer.get_session_auth_hash(),
                HOST_KEY: self.host,
                KIND_KEY: SessionKind.WEB.value,
            }
        )
        session.save()
        name: Any = settings.SESSION_COOKIE_NAME
        return f"{name}={session.session_key}; csrftoken={CSRF}"


def _free(number: int, person: int) -> Iterator[Half]:
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(1, DAYS):
        for hour in (h for h in range(HOURS) if not (h // 2 + number) % 2):
            for minutes in (0, 30):
                yield Half(person, today + timedelta(days=day, hours=OPENS + hour, minutes=minutes))
