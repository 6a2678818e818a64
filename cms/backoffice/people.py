"""How customers and people who acted are shown, by what the reader may see."""

from typing import Any

from django.utils.translation import gettext as _

from booking.permissions import can_see_contacts
from foundation.masking import mask_phone


def who_of(appointment: Any) -> str:
    """Return who comes: as she was written down here, else by her own name or masked number."""
    if appointment.guest_name:
        return str(appointment.guest_name)
    return str(appointment.customer or _("Guest without a number"))


def phone_of(customer: Any, *, reader: Any) -> str:
    """Return the customer's number, masked for those who see no contacts; none of nobody."""
    if customer is None:
        return ""
    if can_see_contacts(reader):
        return str(customer.display_phone)
    return mask_phone(customer.phone_number)


def staff_names(appointment: Any) -> str:
    """Return who does the visit's services, each once, in order."""
    names = dict.fromkeys(str(item.staff_name) for item in appointment.items.all())
    return _(", ").join(names)
