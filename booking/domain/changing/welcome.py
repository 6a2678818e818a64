"""Whether a customer may change visits online: another time is another booking.

Who books by phone only also moves by phone; what is booked stays, and she can always cancel it.
"""

from typing import Any

from booking.domain.customers.blocking import require_welcome
from booking.domain.policy.errors import BookingBlocked
from booking.domain.policy.ladder import Step
from booking.domain.policy.reading import read_policy
from salons.models import SalonProfile


def require_may_book(customer: Any) -> None:
    """Raise CustomerBlocked or BookingBlocked, with the salon's number. Two statements."""
    require_welcome(customer)
    policy = read_policy(customer)
    if policy.ladder.step_after(policy.standing.no_shows) is Step.BLOCKED:
        raise BookingBlocked(phone=SalonProfile.load().phone)
