"""People who are signed in, and the times that they book."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

from accounts.domain.sign_in.assurance import note_proof
from accounts.domain.sign_in.completion import BACKEND
from accounts.enums import Proof, SessionKind
from accounts.models import User
from accounts.sessions import HOST_KEY, KIND_KEY, SessionStore
from benchmarks.availability.calendar import CUSTOMER, DAYS, HOURS, OPENS, fill_calendar
from benchmarks.booking.floor_table import TABLES_SQL
from benchmarks.salons import add_salon, host_of, schema_of
from benchmarks.servers import Answer, Server
from foundation.tenancy.roles import owner_connection
from salons.models import BookingRules, DepositKind, Service, StaffMember


@dataclass(frozen=True)
class Salon:
    """A salon with a person for each client, one more for plain SQL, and the clients' tokens."""

    host: str
    schema: str
    service: int
    people: list[int]
    tokens: list[str]
    # In whose name plain SQL books.
    customer: int


def build(number: int, *, clients: int) -> Salon:
    """Make a salon, half booked for 60 days, where nothing is paid in advance."""
    host, schema = host_of(number), schema_of(number)
    fill_calendar(add_salon(number), staff=clients + 1)
    with schema_context(schema):
        BookingRules.objects.update(deposit_kind=DepositKind.NONE)
        Service.objects.update(price_minor=0)
        service = Service.objects.order_by("pk").values_list("pk", flat=True)[0]
        people = list(StaffMember.objects.order_by("sort_order").values_list("pk", flat=True))
    with owner_connection(), connection.cursor() as cursor:
        cursor.execute(TABLES_SQL)
    tokens = [app_token(number * 100 + client, host) for client in range(clients)]
    return Salon(host, schema, service, people, tokens, User.objects.get(phone_number=CUSTOMER).pk)


class Ours:
    """Books by the API, each client with a person of her own."""

    def __init__(self, web: Server, salon: Salon) -> None:
        self.web, self.salon = web, salon
        self.starts = [free_starts(client) for client in range(len(salon.tokens))]
        self.turns = itertools.cycle(range(len(salon.tokens)))

    def book(self, client: int | None = None) -> float:
        """Book a time in one request; return the seconds."""
        return self._post(next(self.turns) if client is None else client)[0]

    def hold_and_confirm(self) -> float:
        """Hold a time, then confirm it; return the seconds of both requests."""
        client = next(self.turns)
        seconds, held = self._post(client, hold=True)
        answer = self.web.post(
            f"/api/appointments/{held}/confirm/",
            self.salon.host,
            {},
            X_Session_Token=self.salon.tokens[client],
        )
        return seconds + answer.seconds

    def _post(self, client: int, **more: object) -> tuple[float, str]:
        item = {"service": self.salon.service, "staff": self.salon.people[client]}
        body = {"start": next(self.starts[client]).isoformat(), "items": [item], **more}
        token = self.salon.tokens[client]
        answer = self.web.post("/api/appointments/", self.salon.host, body, X_Session_Token=token)
        return answer.seconds, str(answer.id)


class Floor:
    """Books by the bare views."""

    def __init__(self, bare: Server, salon: Salon) -> None:
        self.bare, self.salon = bare, salon
        self.starts, self.last_starts = free_starts(0), free_starts(len(salon.people) - 1)

    def book(self) -> float:
        """Lock, look, insert; return the seconds."""
        return self._book().seconds

    def book_twice(self) -> float:
        """Book and confirm, in two requests; return the seconds of both."""
        booked = self._book()
        return booked.seconds + self.bare.post("/confirm/", "floor", {"id": booked.id}).seconds

    def write(self) -> float:
        """Write the rows of a booking of ours for the last of the people; return the seconds."""
        salon = self.salon
        body = {"customer": salon.customer, "service": salon.service, "staff": salon.people[-1]}
        start = next(self.last_starts).isoformat()
        return self.bare.post("/write/", "floor", body | {"start": start}).seconds

    def _book(self) -> Answer:
        body = {"start": next(self.starts).isoformat(), "staff": 1}
        return self.bare.post("/book/", "floor", body)


def app_token(number: int, host: str) -> str:
    """Return the session token of an app in which a customer of her own is signed in."""
    person = User.objects.create(
        phone_number=f"+9665{number:08}", is_phone_verified=True, phone_verified_at=timezone.now()
    )
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: person.get_session_auth_hash(),
            HOST_KEY: host,
            KIND_KEY: SessionKind.APP.value,
        }
    )
    note_proof(session, Proof.CODE)
    session.save()
    return str(session.session_key)


def free_starts(number: int) -> Iterator[datetime]:
    """Yield the free half hours of the ``number``-th person of a filled calendar."""
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(2, DAYS):
        for hour in (h for h in range(HOURS) if not (h // 2 + number) % 2):
            for half in range(2):
                yield today + timedelta(days=day, hours=OPENS + hour, minutes=30 * half)
