"""The waiting list, and what happens without anybody: holds run out, workers do what is due."""

from datetime import timedelta

from django.utils import timezone

from booking import jobs, outbox
from booking.domain import transitions
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.waitlist.answering import accept_offer, decline_offer
from booking.domain.waitlist.joining import Wish, join_waitlist
from booking.domain.waitlist.leaving import withdraw_entry
from booking.domain.waitlist.lists import OPEN_ENTRY
from booking.domain.waitlist.offering import offer_by_hand
from booking.domain.waitlist.wishes import Hours
from booking.enums import HOLDING
from booking.models import Appointment, AppointmentEvent, DueJob, WaitlistEntry, WaitlistOffer
from salons.models import SalonProfile
from tests.booking.stress.world import chosen, pick

# Of one kind in one turn of a worker.
AT_ONCE = 12


def wait_for_a_taken_time(world, chance):
    """Wait for exactly a visit that somebody has."""
    taken = pick(chance, "confirmed", "pending_payment", starts_at__gt=timezone.now())
    item, zone = taken.items.first(), SalonProfile.load().zone
    begins, ends = (each.astimezone(zone) for each in (item.starts_at, item.ends_at))
    wish = Wish(
        customer=chance.choice(world.customers),
        visit=VisitRequest.of(PartRequest(item.service_id, item.staff_id)),
        first_day=begins.date(),
        last_day=begins.date(),
        hours=Hours(begins.time(), ends.time()),
    )
    join_waitlist(wish)


def withdraw(world, chance):
    entry = chosen(chance, WaitlistEntry.objects.filter(status__in=OPEN_ENTRY))
    withdraw_entry(entry.pk, customer=entry.customer)


def offer(world, chance):
    entry = chosen(chance, WaitlistEntry.objects.filter(status="waiting"))
    offer_by_hand(entry.pk, world.start(chance))


def accept(world, chance):
    accept_offer(chosen(chance, WaitlistOffer.objects.filter(status="open")).pk)


def decline(world, chance):
    open_offer = chosen(chance, WaitlistOffer.objects.filter(status="open"))
    decline_offer(open_offer.pk, stays=chance.random() < 0.5)


def run_out(world, chance):
    """Let a hold end now, with everybody else at work."""
    held = pick(chance, *HOLDING)
    Appointment.objects.filter(pk=held.pk, status__in=HOLDING).update(
        hold_expires_at=timezone.now()
    )
    transitions.expire_hold(str(held.pk))


def work(world, chance):
    """Do as a worker does: some events, some jobs that are due."""
    for pk in unhandled()[:AT_ONCE]:
        outbox.handle_event(str(pk))
    for kind, key in due()[:AT_ONCE]:
        jobs.run_job(kind, key)


def unhandled():
    events = AppointmentEvent.objects.filter(handled_at__isnull=True).order_by("at", "pk")
    return list(events.values_list("pk", flat=True))


def due():
    found = DueJob.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
    return list(found.values_list("kind", "key"))


def pass_time(world, chance):
    world.let_time_pass(timedelta(minutes=chance.choice([2, 4, 6])))


OPERATIONS = (
    wait_for_a_taken_time,
    wait_for_a_taken_time,
    withdraw,
    offer,
    offer,
    accept,
    accept,
    decline,
    run_out,
    work,
    work,
    pass_time,
)
