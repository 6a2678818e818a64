"""What cannot be of one service at once: each check names the field to change, and why."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Nobody sits longer; longer work is two services. The same bound as a duration alone has.
LONGEST_VISIT = 720
MINUTES_OF_A_DAY = 24 * 60

Refusal = tuple[str, str | Promise]


def contradictions(service: Any) -> dict[str, str | Promise]:
    """Return what is wrong by field; nothing for a service that can be offered.

    Empty fields have messages of their own: a form asks before it has looked at those.
    """
    return dict(found for check in CHECKS if (found := check(service)) is not None)


def _finishing(service: Any) -> Refusal | None:
    """Without a pause before it, finishing is a part of the duration."""
    if service.finishing_minutes and service.processing_minutes == 0:
        return "finishing_minutes", _(
            "Finishing comes after processing: give the minutes of processing too, or add these to"
            " the duration."
        )
    return None


def _length(service: Any) -> Refusal | None:
    parts = (service.duration_minutes, service.processing_minutes, service.finishing_minutes)
    if None not in parts and sum(parts) > LONGEST_VISIT:
        return "duration_minutes", _(
            "Duration, processing and finishing are more than 12 hours together."
        )
    return None


def _class_with_processing(service: Any) -> Refusal | None:
    """Who teaches a class has nobody else meanwhile: its processing would free her for others."""
    if (service.capacity or 1) > 1 and service.processing_minutes:
        return "capacity", _(
            "A class has no processing, in which its teacher would be free for others: choose one"
            " place, or no processing."
        )
    return None


def _lowest_price(service: Any) -> Refusal | None:
    if service.price_kind == "from" and service.price_minor == 0:
        return "price_minor", _("Give the lowest price, or choose a fixed price of 0.")
    return None


def _booking_window(service: Any) -> Refusal | None:
    notice, days = service.minimum_notice_minutes, service.horizon_days
    if notice and days and notice >= days * MINUTES_OF_A_DAY:
        return "minimum_notice_minutes", _(
            "The notice is longer than the bookable days ahead: nothing could be booked."
        )
    return None


def _archived_kind(service: Any) -> Refusal | None:
    kind = service.resource_type
    if kind is not None and kind.is_archived and not service.is_archived:
        return "resource_type", _("This kind of room or device is archived.")
    return None


CHECKS: tuple[Callable[[Any], Refusal | None], ...] = (
    _finishing,
    _length,
    _class_with_processing,
    _lowest_price,
    _booking_window,
    _archived_kind,
)
