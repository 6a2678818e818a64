"""What the form of a preview brings back: the amounts that were read on it."""

from django.http import QueryDict

from booking.domain.changing.seen import Seen
from booking.web.address import parse_number


def amounts_read(form: QueryDict) -> Seen:
    """Return the amounts of the preview; what is no number was not read."""
    refund, fee, due = (parse_number(form.get(name, "")) for name in ("refund", "fee", "due"))
    return Seen(refund=refund, fee=fee, due=due)
