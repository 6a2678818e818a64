"""A salon with one time a day, and people who wait for it."""

from datetime import time, timedelta
from itertools import count
from types import SimpleNamespace

from django.utils import timezone

from booking import jobs, outbox
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.transitions import cancel_appointment, confirm_appointment
from booking.domain.waitlist.joining import Wish, join_waitlist
from booking.domain.waitlist.wishes import Hours
from booking.models import AppointmentEvent, DueJob, WaitlistEntry
from tests.accounts_factories import UserFactory
from tests.booking.conftest import SUNDAY, TEN_O_CLOCK, book
from tests.salons.factories import ServiceFactory, StaffMemberFactory, open_every_day

# Of the salon's one time on the day after.
MONDAY = SUNDAY + timedelta(days=1)
ORDER = count()
MONDAY_AT_TEN = TEN_O_CLOCK + timedelta(days=1)


def make_small_salon(*, until=time(11), people=1):
    """Return a salon with one time a day, Sunday's is taken."""
    open_every_day(time(10), until)
    service = ServiceFactory(duration_minutes=60, cleanup_minutes=0, price_minor=11500)
    stylists = [StaffMemberFactory(services=[service]) for _ in range(people)]
    salon = SimpleNamespace(service=service, stylists=stylists, customer=UserFactory())
    salon.taken = take(salon)
    return salon


def take(salon, *, start=TEN_O_CLOCK, staff=None):
    """Let somebody else book and pay for a time."""
    return confirm_appointment(book(salon, start=start, staff=staff, customer=UserFactory()).pk)


def visit_of(salon, staff=None):
    return VisitRequest.of(PartRequest(salon.service.pk, staff and staff.pk))


def join(salon, customer=None, *, days=(SUNDAY, SUNDAY), hours=(None, None), **details):
    """Put somebody on the list: a new customer, or a certain one."""
    customer = customer or UserFactory()
    details = {"visit": visit_of(salon), "language": "en"} | details
    wish = Wish(
        customer=customer, first_day=days[0], last_day=days[1], hours=Hours(*hours), **details
    )
    entry = join_waitlist(wish)
    # The clock of tests stands still: whoever joins later comes later all the same.
    entry.created_at = timezone.now() + timedelta(microseconds=next(ORDER))
    entry.save(update_fields=["created_at"])
    return entry


def free(appointment):
    """Let the salon cancel a visit, and everything happen that follows from it."""
    cancel_appointment(appointment.pk, actor=None, by_salon=True)
    settle()


def settle():
    """Handle what has happened and run what is due, until nothing is left of the moment."""
    for _ in range(20):
        events = AppointmentEvent.objects.filter(handled_at__isnull=True).order_by("at", "pk")
        for pk in list(events.values_list("pk", flat=True)):
            outbox.handle_event(str(pk))
        due = DueJob.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
        todo = list(due.values_list("kind", "key"))
        if not todo:
            return
        for kind, key in todo:
            jobs.run_job(kind, key)
    raise AssertionError(f"no end in sight: {todo}")


def state(entry):
    """Return how an entry stands and how its offers do, in their order."""
    found = WaitlistEntry.objects.get(pk=entry.pk)
    return found.status, [str(each.status) for each in found.offers.order_by("offered_at", "pk")]


def offer_to(entry):
    return entry.offers.order_by("-offered_at", "-pk").first()
