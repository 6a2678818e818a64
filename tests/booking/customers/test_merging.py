"""One customer written down twice becomes one: nothing is lost, nobody's account is taken."""

import pytest
from django_tenants.utils import schema_context

from accounts.models import User
from audit.models import AuditEntry
from booking.absorbing import on_person_absorbed, on_person_released
from booking.domain.customers.blocking import block_customer
from booking.domain.customers.family import add_member
from booking.domain.customers.health import Consent, keep_health
from booking.domain.customers.merging import kept_and_gone, merge_customers
from booking.domain.customers.records import write_notes
from booking.enums import Source, WaitlistStatus
from booking.errors import CustomerNotFound, MergeRefused
from booking.models import (
    Appointment,
    AppointmentSeries,
    CalendarFeed,
    CustomerRecord,
    FamilyMember,
    HealthNote,
    WaitlistEntry,
)
from foundation.errors import NotAllowed
from tests.accounts_factories import UserFactory
from tests.booking.conftest import SUNDAY, book, make_catalogue
from tests.booking.customers.conftest import UNPROVED

YES = Consent("I agree.")
OWNED = (Appointment, AppointmentSeries, CustomerRecord, WaitlistEntry)


def fill(person, catalogue, owner, *, name, health=True):
    """Give the person something of everything at the current salon."""
    booked = book(catalogue)
    # As the desk writes it down; with the key that the other's has.
    written = {"source": Source.SALON, "customer": person, "idempotency_key": "k"}
    Appointment.objects.filter(pk=booked.pk).update(**written)
    booked.occupancies.all().delete()
    write_notes(person.pk, notes=f"notes of {name}", tags=[name, "both"], actor=owner)
    add_member(person, name=f"daughter of {name}")
    AppointmentSeries.objects.create(customer=person, every_weeks=2, created_by=owner)
    WaitlistEntry.objects.create(customer=person, visit={}, first_day=SUNDAY, last_day=SUNDAY)
    if health:
        keep_health(person.pk, allergies=f"allergy of {name}", notes="", consent=YES, actor=person)


def owners_of(*models):
    return {model._meta.object_name: set(model.objects.values_list("customer", flat=True))
            for model in models}  # fmt: skip


@pytest.fixture
def twice(catalogue, owner, shell):
    """The catalogue's customer and her second self."""
    fill(catalogue.customer, catalogue, owner, name="kept")
    fill(shell, catalogue, owner, name="gone")
    return catalogue.customer, shell


def merge(kept, gone, owner):
    return merge_customers(kept_id=kept.pk, gone_id=gone.pk, actor=owner)


def test_everything_comes_to_the_one_who_is_kept(twice, owner):
    kept, gone = twice
    merge(kept, gone, owner)
    assert owners_of(*OWNED) == {model._meta.object_name: {kept.pk} for model in OWNED}
    record = CustomerRecord.objects.get()
    assert (record.notes, record.tags) == (
        "notes of kept\n\nnotes of gone",
        ["both", "kept", "gone"],
    )
    assert set(FamilyMember.objects.values_list("record", "name")) == {
        (record.pk, "daughter of kept"),
        (record.pk, "daughter of gone"),
    }
    note = HealthNote.objects.get()
    assert (note.record_id, note.allergies) == (record.pk, "allergy of kept\n\nallergy of gone")
    assert Appointment.objects.filter(idempotency_key="k").count() == 1


def test_merging_is_logged_once_and_a_second_time_changes_nothing(twice, owner):
    before = AuditEntry.objects.count()
    for _again in range(2):
        merge(*twice, owner)
    entry = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == before + 1
    assert (entry.additional_data["verb"], entry.actor) == ("customers_merged", owner)


@pytest.mark.parametrize("health_of", ["kept", "gone"])
def test_health_comes_along_with_its_consent(catalogue, owner, shell, health_of):
    fill(catalogue.customer, catalogue, owner, name="kept", health=health_of == "kept")
    fill(shell, catalogue, owner, name="gone", health=health_of == "gone")
    merge(catalogue.customer, shell, owner)
    note = HealthNote.objects.get()
    assert (note.record.customer, note.allergies, note.consent_text) == (
        catalogue.customer,
        f"allergy of {health_of}",
        YES.text,
    )


def test_who_is_blocked_stays_blocked(twice, owner):
    kept, gone = twice
    block_customer(gone.pk, reason="missed three", actor=owner)
    record = merge(kept, gone, owner)
    assert (record.is_blocked, record.blocked_reason) == (True, "missed three")


def test_who_has_no_record_is_merged_too(catalogue, owner, shell):
    fill(catalogue.customer, catalogue, owner, name="kept")
    Appointment.objects.update(customer=shell)
    merge(catalogue.customer, shell, owner)
    assert Appointment.objects.get().customer == catalogue.customer


def test_who_signs_in_is_never_merged_away(twice, owner):
    kept, gone = twice
    for other in (gone, UserFactory()):
        visit_of = Appointment.objects.count()
        with pytest.raises(MergeRefused):
            merge(other, kept, owner) if other is gone else _merge_with(other, kept, owner)
        assert Appointment.objects.count() == visit_of
    assert CustomerRecord.objects.count() == 3


def _merge_with(other, kept, owner):
    write_notes(other.pk, notes="x", tags=[], actor=owner)
    merge(other, kept, owner)


def test_nobody_is_merged_with_herself(twice, owner):
    with pytest.raises(MergeRefused):
        merge(twice[0], twice[0], owner)


def test_people_of_other_salons_are_nobody(catalogue, owner, reem):
    stranger, proved = UserFactory(**UNPROVED), UserFactory()
    write_notes(catalogue.customer.pk, notes="", tags=["x"], actor=owner)
    with pytest.raises(CustomerNotFound):
        merge(stranger, catalogue.customer, owner)
    # Whether she exists elsewhere is not told.
    for other in (stranger, proved):
        merge(catalogue.customer, other, owner)
    assert not AuditEntry.objects.filter(additional_data__verb="customers_merged").exists()


@pytest.mark.parametrize("role", ["reception", "stylist"])
def test_only_owner_and_manager_merge(twice, worker, role):
    with pytest.raises(NotAllowed):
        merge(*twice, worker(role))
    assert CustomerRecord.objects.count() == 2


def test_visits_at_other_salons_stay_where_they_are(twice, owner, reem):
    kept, gone = twice
    with schema_context("reem"):
        fill(gone, make_catalogue(), owner, name="elsewhere", health=False)
    merge(kept, gone, owner)
    with schema_context("reem"):
        assert owners_of(*OWNED) == {model._meta.object_name: {gone.pk} for model in OWNED}


def test_who_signs_in_is_kept_whichever_comes_first(twice):
    kept, gone = (each.pk for each in twice)
    assert kept_and_gone(kept, gone) == kept_and_gone(gone, kept) == (kept, gone)


def test_a_proved_number_takes_what_every_salon_wrote_down(twice, owner, reem):
    person, shell = twice
    with schema_context("reem"):
        fill(shell, make_catalogue(), owner, name="elsewhere", health=False)
    on_person_absorbed(shell=shell, person=person)
    for schema in ("noor", "reem"):
        with schema_context(schema):
            assert owners_of(*OWNED) == {m._meta.object_name: {person.pk} for m in OWNED}
    assert CustomerRecord.objects.get().tags == ["both", "kept", "gone"]
    assert not User.objects.filter(appointments__customer=shell).exists()


def test_released_person_is_forgotten_but_her_visits_stay(twice, owner):
    person, _other = twice
    block_customer(person.pk, reason="rude", actor=owner)
    CalendarFeed.objects.create(user=person, token_hash="h")
    on_person_released(person=person)
    record = CustomerRecord.objects.get(customer=person)
    assert (record.notes, record.tags, record.is_blocked, record.blocked_reason) == (
        *("", [], True, ""),
    )
    assert record.family.values_list("name", "is_archived").get() == ("—", True)
    assert WaitlistEntry.objects.get(customer=person).status == WaitlistStatus.WITHDRAWN
    assert not HealthNote.objects.filter(record=record).exists()
    assert not CalendarFeed.objects.exists()
    assert Appointment.objects.filter(customer=person).exists()
