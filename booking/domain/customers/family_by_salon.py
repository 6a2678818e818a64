"""The salon keeps a customer's family for her: by the rules of her own page, and in the log.

The log says that the family was changed and by whom, not what it is.
"""

from typing import Any

from django.db import transaction

from accounts.models import User
from audit.log import record as log
from booking.domain.customers.family import add_member, change_member
from booking.domain.customers.merging import is_customer
from booking.errors import CustomerNotFound
from booking.models import FamilyMember
from booking.permissions import can_manage_customers
from foundation.errors import NotAllowed


def add_member_for(customer_id: int, *, actor: Any, **details: Any) -> FamilyMember:
    """Add somebody who comes under the customer's number, as she told the salon.

    Raises NotAllowed, CustomerNotFound and what ``add_member`` raises.
    """
    customer = _customer(customer_id, actor)
    with transaction.atomic():
        member = add_member(customer, **details)
        log(member.record, verb="family_added", actor=actor)
    return member


def change_member_for(
    customer_id: int, member_id: int, *, actor: Any, **changes: Any
) -> FamilyMember:
    """Change what is known of a member; ``is_archived`` takes her off the list and back on it.

    Raises NotAllowed, CustomerNotFound and what ``change_member`` raises.
    """
    customer = _customer(customer_id, actor)
    verbs = {True: "family_removed", False: "family_added"}
    with transaction.atomic():
        member = change_member(customer, member_id, **changes)
        verb = verbs.get(changes.get("is_archived"), "family_changed")  # type: ignore[arg-type]
        log(member.record, verb=verb, actor=actor)
    return member


def _customer(customer_id: int, actor: Any) -> User:
    if not can_manage_customers(actor):
        raise NotAllowed
    if not is_customer(customer_id):
        raise CustomerNotFound
    return User.objects.get(pk=customer_id)
