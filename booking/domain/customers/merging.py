"""One customer who was written down twice becomes one, within this salon alone.

Which of the two may go: docs/decisions, "Merging two customers".
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.locks import lock_person
from accounts.models import User
from audit.log import record as log
from booking.domain.customers.records import record_of
from booking.domain.customers.uniting import hand_over, unite_records
from booking.enums import BY_SALON
from booking.errors import CustomerNotFound, MergeRefused
from booking.locks import (
    bounded_transaction,
    lock_appointments_of,
    lock_records,
    lock_waiting_of,
)
from booking.models import Appointment, CustomerRecord, WaitlistEntry
from booking.permissions import can_manage_customers
from foundation.errors import NotAllowed
from foundation.masking import mask_phone

SAME = _("This is the same customer.")
SIGNS_IN = _("This customer signs in with a number of her own: keep her, and merge the other one.")
NOBODY = _("The customer who is kept has no number any more. Keep the other one.")
BOOKED_HERSELF = _(
    "The other one booked herself: only a customer with a proved number can be kept."
)


def merge_customers(*, kept_id: int, gone_id: int, actor: Any) -> CustomerRecord:
    """Give everything that the salon has of one customer to another; return the kept record.

    Appointments, series, waiting entries, family, notes, tags; health with its consent. Events,
    payments and the log stay as they are: they say what happened. Locks both people, the waiting
    entries of the one who goes, both records, then her appointments, each by id: whoever proves
    her number or is merged by somebody else at this moment waits. A second call finds nothing left
    and changes nothing.

    Raises MergeRefused, CustomerNotFound, NotAllowed, Busy.
    """
    if not can_manage_customers(actor):
        raise NotAllowed
    # Merged already, or somebody of another salon: told apart by nobody.
    if not _are_customers(kept_id, gone_id):
        return record_of(kept_id)
    with bounded_transaction():
        people = {each: lock_person(each) for each in sorted({kept_id, gone_id})}
        require_mergeable(kept=people[kept_id], gone=people[gone_id])
        # A twin of this request came first, or one that keeps the other.
        if not _are_customers(kept_id, gone_id):
            return record_of(kept_id)
        kept = _merge(kept_id=kept_id, gone_id=gone_id)
        number = mask_phone(people[gone_id].phone_number)
        log(kept, reason=number, verb="customers_merged", actor=actor)
    return kept


def _are_customers(kept_id: int, gone_id: int) -> bool:
    """Return whether the salon has anything of the one who goes; raise CustomerNotFound."""
    if not is_customer(kept_id):
        raise CustomerNotFound
    return is_customer(gone_id)


def _merge(*, kept_id: int, gone_id: int) -> CustomerRecord:
    lock_waiting_of(gone_id)
    record_of(kept_id)
    records = {each.customer_id: each for each in lock_records((kept_id, gone_id))}
    lock_appointments_of(gone_id)
    hand_over(gone_id=gone_id, kept_id=kept_id)
    kept, gone = records[kept_id], records.get(gone_id)
    if gone is not None:
        unite_records(kept=kept, gone=gone)
    return kept


def require_mergeable(*, kept: User, gone: User) -> None:
    """Raise MergeRefused unless ``gone`` is nobody who signs in, and ``kept`` can have her visits.

    Who proved her number has an account: her visits and her family would vanish from it and show
    up in somebody else's.
    """
    if kept.pk == gone.pk:
        raise MergeRefused(SAME)
    if gone.is_phone_verified or gone.is_staff or gone.is_superuser:
        raise MergeRefused(SIGNS_IN)
    if not kept.is_active:
        raise MergeRefused(NOBODY)
    if not kept.is_phone_verified and _booked_herself(gone.pk):
        raise MergeRefused(BOOKED_HERSELF)


def is_customer(person_id: int) -> bool:
    """Return whether the salon has anything of the person."""
    return bool(
        Appointment.objects.filter(customer=person_id).exists()
        or CustomerRecord.objects.filter(customer=person_id).exists()
        or WaitlistEntry.objects.filter(customer=person_id).exists()
    )


def _booked_herself(person_id: int) -> bool:
    own = Appointment.objects.filter(customer=person_id).exclude(source__in=BY_SALON)
    return bool(own.exists())


def kept_and_gone(first_id: int, second_id: int) -> tuple[int, int]:
    """Return which of two customers is kept and which goes: who signs in stays, else the first."""
    signs_in = set(
        User.objects.filter(pk__in=(first_id, second_id), is_phone_verified=True).values_list(
            "pk", flat=True
        )
    )
    if second_id in signs_in and first_id not in signs_in:
        return second_id, first_id
    return first_id, second_id
