"""The record of one person at one salon: made with the first thing that is written into it.

Whoever booked is a customer without one: what a record would say of her is counted from her
appointments (docs/decisions, "Records of customers are made when something is written").
"""

from typing import Any

from django.db import transaction

from audit.log import record as log
from booking.domain.customers.tags import normalised_tags
from booking.locks import lock_records
from booking.models import CustomerRecord


def record_of(customer_id: int) -> CustomerRecord:
    """Return the person's record at the current salon, made if need be. Safe at the same moment."""
    record, _made = CustomerRecord.objects.get_or_create(customer_id=customer_id)
    return record


def found_record(customer_id: int) -> CustomerRecord | None:
    """Return the person's record at the current salon, None where nothing was written yet."""
    found: CustomerRecord | None = CustomerRecord.objects.filter(customer_id=customer_id).first()
    return found


def write_notes(customer_id: int, *, notes: str, tags: list[str], actor: Any) -> CustomerRecord:
    """Write what the salon notes of a customer. The log says that it was changed, not what it is.

    Raises TooManyTags, TagTooLong.
    """
    wanted = normalised_tags(tags)
    with transaction.atomic():
        record = locked_record(customer_id)
        changes = {"tags": [", ".join(record.tags), ", ".join(wanted)]}
        is_noted = record.notes != notes.strip()
        if not is_noted and record.tags == wanted:
            return record
        record.notes, record.tags = notes.strip(), wanted
        record.save(update_fields=["notes", "tags"])
        log(record, changes=changes if changes["tags"][0] != changes["tags"][1] else {},
            verb="customer_noted" if is_noted else "customer_tagged", actor=actor)  # fmt: skip
    return record


def locked_record(customer_id: int) -> CustomerRecord:
    """Return the person's record, made if need be and locked until the end of the transaction."""
    record_of(customer_id)
    [record] = lock_records([customer_id])
    return record
