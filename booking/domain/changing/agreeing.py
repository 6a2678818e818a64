"""Terms of services that a visit got after it was booked."""

from booking.domain.settling import Agreed
from booking.models import AgreedPolicy, Appointment


def agree_to_more(appointment: Appointment, terms: Agreed) -> None:
    """Keep the terms of services that are new to a locked appointment with those agreed before.

    What was agreed stays as it is; where nothing was written down nothing is.
    """
    agreed = AgreedPolicy.objects.filter(appointment=appointment).first()
    if agreed is None:
        return
    known = {str(pk): each.as_json() for pk, each in terms.items()} | agreed.terms
    if known != agreed.terms:
        agreed.terms = known
        agreed.save(update_fields=["terms"])
