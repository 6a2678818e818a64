"""What is agreed when booking, and that it stays so."""

import pytest

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.cancellation import cancellation_terms
from booking.domain.policy.accepting import Acceptance, agree_to_more
from booking.domain.policy.agreed import terms_agreed
from booking.domain.policy.errors import BookingBlocked, PolicyChanged
from booking.models import AgreedPolicy, Appointment
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.policy.factories import exception, set_rules, terms
from tests.booking.policy.test_resolving import past_visits
from tests.salons.factories import ServiceFactory, StaffMemberFactory

PHONE = Acceptance(address="192.0.2.7", device="Mozilla/5.0 (iPhone)")
ENGLISH = """You pay the whole price now: SAR 115.
You can cancel free of charge until 24 hours before; after that we keep the whole price. If you \
do not come, we keep the whole price. If you are late, we wait for 15 minutes. You can move the \
visit 2 times. Once cancelling is no longer free, moving the visit does not make it free again.
If we cancel, you get back everything that you paid."""


def test_agreement_is_kept_with_the_words_that_were_shown(catalogue):
    appointment = book(catalogue, language="en", acceptance=PHONE)
    agreed = AgreedPolicy.objects.get()
    assert (
        agreed.appointment_id,
        agreed.terms,
        agreed.text,
        agreed.language,
        agreed.accepted_at,
        agreed.address,
        agreed.device,
    ) == (
        appointment.pk,
        {str(catalogue.service.pk): terms().as_json()},
        ENGLISH,
        "en",
        appointment.created_at,
        "192.0.2.7",
        "Mozilla/5.0 (iPhone)",
    )


def test_booking_by_the_salon_keeps_its_terms_without_an_acceptance(catalogue):
    appointment = book(catalogue, source="salon")
    agreed = AgreedPolicy.objects.get()
    assert (agreed.address, agreed.device) == (None, "")
    assert (appointment.status, appointment.due_now_minor) == ("confirmed", 0)
    assert terms_agreed(appointment)[catalogue.service.pk].deposit_kind == "none"


def test_same_words_and_terms_have_the_same_version(catalogue):
    first = book(catalogue)
    second = book(catalogue, staff=catalogue.stylists[1])
    third = book(catalogue, start=TEN_O_CLOCK.replace(hour=12), language="en")
    versions = {agreed.appointment_id: agreed.version for agreed in AgreedPolicy.objects.all()}
    assert versions[first.pk] == versions[second.pk] != versions[third.pk]


def test_later_edits_do_not_touch_what_was_agreed(catalogue):
    appointment = book(catalogue)
    before = AgreedPolicy.objects.values().get()
    set_rules(free_cancellation_hours=1, cancellation_fee_percent=10, deposit_kind="none")
    exception(moves_allowed=0)
    assert AgreedPolicy.objects.values().get() == before
    assert terms_agreed(appointment) == {catalogue.service.pk: terms()}
    assert cancellation_terms(appointment).free_until.isoformat() == "2030-01-05T07:00:00+00:00"


def test_longest_free_hours_of_the_services_count(catalogue):
    other = ServiceFactory()
    StaffMemberFactory(services=[other])
    exception(other, free_cancellation_hours=72, cancellation_fee_percent=100)
    visit = VisitRequest.of(PartRequest(catalogue.service.pk), PartRequest(other.pk))
    appointment = book(catalogue, visit=visit)
    assert cancellation_terms(appointment).free_until.isoformat() == "2030-01-03T07:00:00+00:00"


def test_service_without_an_agreement_has_todays_terms(catalogue):
    appointment = book(catalogue)
    AgreedPolicy.objects.all().delete()
    set_rules(moves_allowed=5)
    assert terms_agreed(appointment) == {catalogue.service.pk: terms(moves_allowed=5)}


def test_terms_of_a_service_that_comes_later_are_added(catalogue):
    appointment, other = book(catalogue), ServiceFactory()
    changed = terms(moves_allowed=0)
    agree_to_more(appointment, {catalogue.service.pk: changed, other.pk: changed})
    assert terms_agreed(appointment) == {catalogue.service.pk: terms(), other.pk: changed}


def test_words_that_have_changed_meanwhile_are_refused(catalogue):
    with pytest.raises(PolicyChanged):
        book(catalogue, acceptance=Acceptance(version="of another day"))
    assert (Appointment.objects.count(), AgreedPolicy.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("rules", "status", "due", "rest"),
    [
        ({"deposit_kind": "full"}, "pending_payment", 11500, 0),
        ({"deposit_kind": "percent", "deposit_percent": 30}, "pending_payment", 3450, 8050),
        ({"deposit_kind": "fixed", "deposit_minor": 5000}, "pending_payment", 5000, 6500),
        ({"deposit_kind": "none"}, "confirmed", 0, 11500),
    ],
)
def test_appointment_waits_for_what_is_due_and_no_more(catalogue, rules, status, due, rest):
    set_rules(**rules)
    made = book(catalogue)
    assert (made.status, made.due_now_minor, made.due_at_salon.amount) == (status, due, rest)
    assert (made.hold_expires_at is None) == (status == "confirmed")


def test_who_missed_too_many_visits_books_by_phone_alone(catalogue):
    set_rules(block_after_no_shows=2)
    past_visits(catalogue, "no_show", "no_show")
    with pytest.raises(BookingBlocked) as refused:
        book(catalogue)
    assert (refused.value.status, refused.value.code) == (409, "booking_blocked")
    assert Appointment.objects.exclude(status="no_show").count() == 0
    assert book(catalogue, source="salon").status == "confirmed"
