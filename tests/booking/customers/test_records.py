"""The record is made by the first thing that is written; the log tells that, not what."""

from audit.models import AuditEntry
from booking.domain.customers.records import found_record, record_of, write_notes
from booking.models import CustomerRecord
from tests.booking.conftest import book


def verbs():
    entries = AuditEntry.objects.filter(content_type__model="customerrecord").order_by("pk")
    return [entry.additional_data["verb"] for entry in entries]


def test_booking_makes_no_record(catalogue):
    book(catalogue)
    assert found_record(catalogue.customer.pk) is None


def test_record_is_made_once(catalogue):
    assert record_of(catalogue.customer.pk) == record_of(catalogue.customer.pk)
    assert CustomerRecord.objects.count() == 1


def test_notes_are_logged_without_their_words(catalogue, owner):
    write_notes(catalogue.customer.pk, notes=" secret ", tags=["vip"], actor=owner)
    write_notes(catalogue.customer.pk, notes="secret", tags=["vip"], actor=owner)
    write_notes(catalogue.customer.pk, notes="secret", tags=[], actor=owner)
    assert verbs() == ["customer_noted", "customer_tagged"]
    entries = AuditEntry.objects.filter(content_type__model="customerrecord")
    assert "secret" not in str(list(entries.values()))
    assert CustomerRecord.objects.get().notes == "secret"
