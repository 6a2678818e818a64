"""Every offered time can be booked, every other time is refused, and ``why`` says so."""

from datetime import timedelta

from django.conf import settings as project
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from booking.domain.appointments import NewAppointment, create_appointment
from booking.domain.availability import load_around, load_availability
from booking.enums import Source
from booking.errors import NotBookable, SlotTaken, UnknownStaff
from tests.accounts_factories import UserFactory
from tests.booking.availability.salons_of_rows import plans
from tests.booking.availability.written_salons import write_salon

EXAMPLES = 12
GRID = timedelta(minutes=30)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans())
def test_every_offered_time_is_booked_and_no_other(in_noor, time_machine, plan):
    with transaction.atomic():
        request, now = write_salon(plan)
        time_machine.move_to(now, tick=False)
        book_all(request, plan.day, now)
        transaction.set_rollback(True)


def book_all(request, day, now):
    try:
        availability = load_availability(request, day, day)
    except UnknownStaff:
        return
    slots = {slot.start: slot for slot in availability.slots_on(day)}
    customer = UserFactory()
    for slot in slots.values():
        assert tried(request, slot.start, customer) == [
            (p.staff.id, p.start, p.unit and p.unit.id) for p in slot.parts
        ]
    start = availability.world.window.start + timedelta(days=1)
    for time in (start + n * GRID for n in range(48)):
        around = load_around(request, time)
        if around.slot_at(time) is None:
            assert around.why(time) != []
            assert tried(request, time, customer) in ("slot_taken", "not_bookable")
        if around.business_day(time) == day:
            assert (around.slot_at(time) is not None) is (time in slots)


def tried(request, start, customer):
    """Book and undo it; return what was booked, or the code of the refusal."""
    details = NewAppointment(customer=customer, start=start, visit=request, source=Source.SALON)
    try:
        with transaction.atomic():
            made = create_appointment(details, vat_rate_percent=project.VAT_RATE_PERCENT)
            found = [(i.staff_id, i.starts_at, i.resource_id) for i in made.items.all()]
            transaction.set_rollback(True)
            return found
    except (SlotTaken, NotBookable) as refusal:
        return refusal.code
