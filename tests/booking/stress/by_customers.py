"""What customers do, each at her own appointments."""

from booking.domain import holding, transitions
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.changing.cancelling import PARTS_OF, cancel
from booking.domain.changing.rescheduling import edit_services, reschedule
from booking.domain.changing.wishes import booked_items
from booking.enums import HOLDING
from booking.models import AppointmentItem
from tests.booking.conftest import book
from tests.booking.stress.world import NothingToDo, pick

CHANGEABLE = sorted(HOLDING | {"confirmed"})


def _book(world, chance, *guests, **details):
    visit = VisitRequest(tuple(tuple(parts) for parts in guests))
    customer = chance.choice(world.customers)
    book(world, start=world.start(chance), customer=customer, visit=visit, **details)


def hold(world, chance):
    _book(world, chance, [world.part(chance)], hold=True)


def book_one(world, chance):
    _book(world, chance, [world.part(chance, world.menu.cut, world.menu.colour)])


def book_several(world, chance):
    _book(world, chance, [world.part(chance) for _ in range(chance.choice([2, 3]))])


def book_party(world, chance):
    _book(world, chance, *([world.part(chance)] for _ in range(chance.choice([2, 3]))))


def book_class(world, chance):
    _book(world, chance, [world.part(chance, world.menu.lesson)])


def book_one_of_two_rooms(world, chance):
    _book(world, chance, [world.part(chance, world.menu.room)])


def book_the_only_suite(world, chance):
    _book(world, chance, [world.part(chance, world.menu.suite)])


def book_by_key(world, chance):
    """Send one of few requests, again where somebody has sent it before."""
    customer, key = chance.choice(world.customers[:2]), chance.choice("ab")
    visit = VisitRequest.of(PartRequest(world.menu.cut.pk))
    start = world.start(chance)
    asked = {"idempotency_key": f"{key}{start:%H%M}", "fingerprint": "same"}
    book(world, start=start, customer=customer, visit=visit, **asked)


def confirm_held(world, chance):
    held = pick(chance, "held", source="web")
    holding.confirm_hold(held.pk, customer=held.customer)


def let_go(world, chance):
    held = pick(chance, "held", source="web")
    holding.release_hold(held.pk, customer=held.customer)


def begin_paying(world, chance):
    if not holding.extend_hold(pick(chance, *HOLDING, hold_extended_at=None).pk):
        raise NothingToDo


def pay(world, chance):
    transitions.confirm_appointment(pick(chance, "pending_payment").pk)


def pay_late(world, chance):
    transitions.confirm_appointment(pick(chance, "expired").pk)


def move(world, chance):
    mine = pick(chance, *CHANGEABLE, customer__in=world.customers)
    reschedule(mine.pk, start=world.start(chance), actor=mine.customer, by_salon=False)


def change_services(world, chance):
    mine = pick(chance, "confirmed", customer__in=world.customers)
    kept = [PartRequest(item.service_id) for item in booked_items(mine.pk)][: chance.choice([1, 2])]
    visit = VisitRequest.of(*kept, world.part(chance))
    edit_services(mine.pk, visit=visit, actor=mine.customer, by_salon=False)


def cancel_part(world, chance):
    several = AppointmentItem.objects.filter(position=1).values("appointment")
    mine = pick(chance, *PARTS_OF, pk__in=several, customer__isnull=False)
    items = [chance.choice(booked_items(mine.pk)).pk]
    cancel(mine.pk, items=items, actor=mine.customer, by_salon=False)


def cancel_own(world, chance):
    mine = pick(chance, *CHANGEABLE, customer__isnull=False)
    cancel(mine.pk, actor=mine.customer, by_salon=False)


OPERATIONS = (
    hold,
    hold,
    hold,
    book_one,
    book_several,
    book_party,
    book_class,
    book_one_of_two_rooms,
    book_the_only_suite,
    book_by_key,
    confirm_held,
    let_go,
    begin_paying,
    pay,
    pay_late,
    move,
    change_services,
    cancel_part,
    cancel_own,
)
