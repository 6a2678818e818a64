"""One salon in which everything can happen, on the morning of a busy Sunday."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django_tenants.utils import tenant_context

from accounts.models import User
from booking.domain import transitions
from booking.domain.availability import PartRequest, VisitRequest
from booking.models import Appointment
from salons.models import BookingRules, Resource, ResourceType
from tenants.domain.people.membership import add_member
from tenants.models import Tenant
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.salons.factories import ServiceFactory, StaffMemberFactory, open_every_day

OWNER = "+966500000001"
CUSTOMERS = 12
TEAM = 5
# Times that are asked for: so few that everybody is in everybody's way.
STEPS = 20
STEP = timedelta(minutes=30)
SINCE_OPENING = timedelta(minutes=5)


class NothingToDo(Exception):
    """What the operation needs does not exist just now."""


@dataclass
class World:
    """The salon's catalogue and people, and the clock that only goes on."""

    menu: SimpleNamespace
    team: list[Any]
    rooms: list[Any]
    customers: list[Any]
    owner: Any
    reception: Any
    clock: Any
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def let_time_pass(self, much):
        with self._turn:
            self.clock.shift(much)

    @property
    def services(self):
        return list(vars(self.menu).values())

    def start(self, chance):
        return TEN_O_CLOCK + STEP * chance.randrange(1, STEPS)

    def part(self, chance, *services):
        service = chance.choice(services or self.services)
        return PartRequest(service.pk, chance.choice([None, None, *(one.pk for one in self.team)]))


@contextmanager
def in_the_salon():
    """Set the connection to the salon as a request does."""
    with tenant_context(Tenant.objects.get(schema_name="noor")):
        yield


def pick(chance, *statuses, **facts):
    """Return one of the salon's appointments in these states. Raises NothingToDo."""
    found = Appointment.objects.filter(status__in=statuses, **facts).select_related("customer")
    return chosen(chance, found)


def chosen(chance, rows):
    """Return one of the rows. Raises NothingToDo."""
    found = list(rows.order_by("pk"))
    if not found:
        raise NothingToDo
    return chance.choice(found)


def make_world(clock):
    """Return a salon with visits in the morning and later; the clock goes, five past ten."""
    with in_the_salon():
        open_every_day()
        BookingRules.load()
        BookingRules.objects.update(
            minimum_notice_minutes=0, move_notice_minutes=0, hold_minutes=20
        )
        rooms = [_rooms("Room", 2), _rooms("Suite", 1)]
        menu = SimpleNamespace(
            room=ServiceFactory(resource_type=rooms[0][0].type),
            suite=ServiceFactory(resource_type=rooms[1][0].type, duration_minutes=45),
            colour=ServiceFactory(duration_minutes=30, processing_minutes=60, finishing_minutes=30),
            cut=ServiceFactory(duration_minutes=30),
            lesson=ServiceFactory(capacity=3),
        )
        reception = UserFactory()
        add_member(reception, Tenant.objects.get(schema_name="noor"), role="reception")
        world = World(
            menu=menu,
            team=[StaffMemberFactory(services=list(vars(menu).values())) for _ in range(TEAM)],
            rooms=[unit for units in rooms for unit in units],
            customers=[UserFactory() for _ in range(CUSTOMERS)],
            owner=User.objects.get(phone_number=OWNER),
            reception=reception,
            clock=clock,
        )
        _fill(world)
    clock.move_to(TEN_O_CLOCK + SINCE_OPENING, tick=True)
    return world


def _rooms(name, count):
    kind = ResourceType.objects.create(name_ar=name, name_en=name)
    return [Resource.objects.create(type=kind, name=f"{name} {n}") for n in range(count)]


def _fill(world):
    """Book two visits of one service and one of two for everybody of the team."""
    cut, room = (PartRequest(service.pk) for service in (world.menu.cut, world.menu.room))
    for number, person in enumerate(world.team):
        hers = replace(cut, staff_id=person.pk)
        # There are rooms for two at once.
        afternoon = 3 + 1.5 * (number // 2)
        for hours, parts in ((0, [hers]), (1, [hers]), (afternoon, [hers, room])):
            made = book(
                world,
                start=TEN_O_CLOCK + timedelta(hours=hours),
                customer=world.customers[number],
                visit=VisitRequest.of(*parts),
            )
            transitions.confirm_appointment(made.pk)
