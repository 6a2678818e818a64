"""Health is written with consent, read by who treats her, and gone when she takes it back."""

import pytest

from audit.models import AuditEntry
from booking.domain.customers.health import (
    Consent,
    can_see_health,
    keep_health,
    own_health,
    read_health,
    withdraw_health,
)
from booking.errors import ConsentRequired, EmptyHealthNote
from booking.models import CustomerRecord, HealthNote
from foundation.errors import NotAllowed
from tests.booking.customers.conftest import visit
from tests.booking.customers.test_records import verbs

YES = Consent("I agree to this.")


def keep(catalogue, *, actor=None, consent=YES, allergies="nuts", notes=""):
    actor = actor or catalogue.customer
    return keep_health(
        catalogue.customer.pk, allergies=allergies, notes=notes, consent=consent, actor=actor
    )


def test_consent_is_kept_with_words_time_and_who(catalogue, frozen_now):
    keep(catalogue)
    kept = HealthNote.objects.values_list(
        "allergies", "consent_text", "consented_at", "recorded_by"
    )
    assert list(kept) == [("nuts", YES.text, frozen_now, catalogue.customer.pk)]


@pytest.mark.parametrize(
    ("details", "refusal"),
    [({"consent": None}, ConsentRequired), ({"allergies": " "}, EmptyHealthNote)],
)
def test_nothing_is_kept_without_consent_or_words(catalogue, details, refusal):
    with pytest.raises(refusal):
        keep(catalogue, **details)
    assert (HealthNote.objects.count(), CustomerRecord.objects.count()) == (0, 0)


def test_later_changes_rest_on_the_first_consent(catalogue, owner):
    keep(catalogue)
    keep(catalogue, actor=owner, consent=None, allergies="nuts, latex")
    note = own_health(catalogue.customer)
    assert (note.allergies, note.recorded_by) == ("nuts, latex", catalogue.customer)
    assert verbs() == ["health_consented", "health_changed"]


def test_withdrawn_consent_deletes_the_note(catalogue):
    keep(catalogue)
    assert withdraw_health(catalogue.customer.pk, actor=catalogue.customer)
    assert not withdraw_health(catalogue.customer.pk, actor=catalogue.customer)
    assert own_health(catalogue.customer) is None
    assert verbs() == ["health_consented", "health_withdrawn"]


def test_reading_is_in_the_log_without_the_words(catalogue, owner):
    keep(catalogue)
    assert read_health(catalogue.customer.pk, reader=owner).allergies == "nuts"
    entry = AuditEntry.objects.latest("pk")
    assert (entry.additional_data["verb"], entry.actor) == ("health_read", owner)
    assert "nuts" not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(("role", "sees"), [("manager", True), ("reception", False)])
def test_role_decides_who_reads(catalogue, worker, role, sees):
    assert can_see_health(worker(role), catalogue.customer.pk) is sees


@pytest.mark.parametrize(
    ("days", "status", "staff", "sees"),
    [
        (-1, "confirmed", 0, True),  # today: Saturday
        (3, "confirmed", 0, True),
        (-2, "completed", 0, False),
        (3, "cancelled_by_customer", 0, False),
        (3, "confirmed", 1, False),
    ],
)
def test_stylist_reads_of_who_comes_to_her(catalogue, stylist, days, status, staff, sees):
    booked = visit(catalogue, days=days, status=status, staff=staff)
    booked.items.update(starts_at=booked.starts_at, ends_at=booked.ends_at)
    assert can_see_health(stylist, catalogue.customer.pk) is sees


@pytest.mark.parametrize("role", ["reception", "stylist"])
def test_without_the_right_nothing_is_read_written_or_deleted(catalogue, worker, role):
    keep(catalogue)
    reader = worker(role)
    for attempt in (
        lambda: read_health(catalogue.customer.pk, reader=reader),
        lambda: keep(catalogue, actor=reader, allergies="mine"),
        lambda: withdraw_health(catalogue.customer.pk, actor=reader),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert own_health(catalogue.customer).allergies == "nuts"
    assert verbs() == ["health_consented"]
