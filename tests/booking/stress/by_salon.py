"""What the salon's people do at the desk and on the day."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from booking.domain import attendance
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.changing.cancelling import cancel
from booking.domain.changing.rescheduling import reschedule
from booking.domain.customers.merging import merge_customers
from booking.domain.desk.blocks import BlockDetails, block_time, change_block, remove_block
from booking.domain.desk.customers import Guest, guest_of
from booking.domain.desk.ending_series import cancel_following
from booking.domain.desk.series import book_series
from booking.domain.desk.visits import DeskVisit, book_for_customer
from booking.domain.desk.walk_in import take_walk_in
from booking.models import TimeBlock
from tests.booking.stress.world import STEP, chosen, pick

WEEK = timedelta(weeks=1)
OPEN = ("held", "pending_payment", "confirmed", "arrived")


def _details(world, chance, *parts, by=None, guest=None, **more):
    return DeskVisit(
        visit=VisitRequest.of(*(parts or [world.part(chance)])),
        guest=guest or guest_of(f"05512345{chance.randrange(6):02d}", "Huda"),
        by=by or world.reception,
        vat_rate_percent=settings.VAT_RATE_PERCENT,
        **more,
    )


def book_by_phone(world, chance):
    book_for_customer(_details(world, chance), world.start(chance))


def send_to_pay(world, chance):
    within = timedelta(minutes=chance.choice([5, 30]))
    book_for_customer(_details(world, chance, pay_within=within), world.start(chance))


def overbook(world, chance):
    part = PartRequest(chance.choice(world.services).pk, chance.choice(world.team).pk)
    details = _details(world, chance, part, by=world.owner, overbooking_reason="A bride")
    book_for_customer(details, world.start(chance))


def walk_in(world, chance):
    details = _details(world, chance, world.part(chance, world.menu.cut), guest=Guest(name="Huda"))
    take_walk_in(details, begins_now=chance.random() < 0.3)


def book_series_of_visits(world, chance):
    start = world.start(chance)
    starts = [start + n * WEEK for n in range(3)]
    book_series(_details(world, chance), starts, every_weeks=1)


def end_series(world, chance):
    visit = pick(chance, "confirmed", series__isnull=False)
    cancel_following(visit.pk, by=world.owner, reason="away")


def _block(world, chance):
    start = world.start(chance)
    whom = {"staff_id": chance.choice(world.team).pk}
    what = {"resource_id": chance.choice(world.rooms).pk}
    return BlockDetails(
        **chance.choice([whom, what]),
        starts_at=start,
        ends_at=start + STEP * chance.choice([1, 2]),
        around_bookings=chance.random() < 0.5,
    )


def block(world, chance):
    block_time(_block(world, chance), by=world.owner)


def move_block(world, chance):
    change_block(chosen(chance, TimeBlock.objects.all()).pk, _block(world, chance))


def unblock(world, chance):
    remove_block(chosen(chance, TimeBlock.objects.all()).pk)


def give_to_another(world, chance):
    visit = pick(chance, *OPEN)
    part = world.part(chance)
    start = chance.choice([visit.starts_at, world.start(chance)])
    wish = VisitRequest.of(part)
    reschedule(visit.pk, start=start, visit=wish, actor=world.owner, by_salon=True)


def cancel_for_salon(world, chance):
    cancel(pick(chance, *OPEN).pk, actor=world.owner, by_salon=True, reason="ill")


def arrive(world, chance):
    attendance.mark_arrived(pick(chance, "confirmed").pk, actor=world.reception)


def begin(world, chance):
    attendance.begin_visit(pick(chance, "confirmed", "arrived").pk, actor=world.reception)


def complete(world, chance):
    here = pick(chance, "arrived", "in_progress")
    attendance.complete_visit(here.pk, actor=world.reception)


def did_not_come(world, chance):
    late = pick(chance, "confirmed", "arrived", starts_at__lt=timezone.now())
    attendance.mark_no_show(late.pk, actor=world.reception)


def undo(world, chance):
    slip = pick(chance, "arrived", "in_progress", "completed", "no_show")
    attendance.undo_attendance(slip.pk, actor=world.reception)


def merge(world, chance):
    written_down = pick(chance, *OPEN, customer__is_phone_verified=False).customer
    kept = pick(chance, *OPEN, customer__in=world.customers).customer
    merge_customers(kept_id=kept.pk, gone_id=written_down.pk, actor=world.owner)


OPERATIONS = (
    book_by_phone,
    send_to_pay,
    overbook,
    walk_in,
    book_series_of_visits,
    end_series,
    block,
    move_block,
    unblock,
    give_to_another,
    cancel_for_salon,
    arrive,
    begin,
    complete,
    did_not_come,
    undo,
    merge,
)
