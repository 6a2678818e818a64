"""Named predicates: who may do what with booking. Shared by pages, API and templates.

Rights are those in the salon that the connection is set to (``tenants.domain.people.rights``).
"""

from typing import Any

from tenants.domain.people.rights import SUPPORT, Right, holder_of, may


def can_view_appointments(user: Any) -> bool:
    """Return whether the person may see appointments: the salon's, or only her own work."""
    return may(user, Right.SEE_OWN_DAY) or may(user, Right.SEE_CALENDAR)


def can_view_whole_calendar(user: Any) -> bool:
    """Return whether the person may see appointments that are somebody else's work."""
    return may(user, Right.SEE_CALENDAR)


def can_see_contacts(user: Any) -> bool:
    """Return whether the person may see the numbers of the salon's customers."""
    return may(user, Right.SEE_CONTACTS)


def can_subscribe(user: Any) -> bool:
    """Return whether the person may have her appointments in her own calendar.

    Not the platform's support: an address would outlive its visit.
    """
    return holder_of(user) != SUPPORT and may(user, Right.SEE_OWN_DAY)


def can_subscribe_salon(user: Any) -> bool:
    """Return whether the person may have the whole salon's appointments in her own calendar.

    Whoever answers for the customers: their names leave the salon with it.
    """
    return can_subscribe(user) and may(user, Right.MANAGE_CUSTOMERS)


def can_overbook(user: Any) -> bool:
    """Return whether the person may put a visit where the calendar has no room for it."""
    return may(user, Right.OVERBOOK)


def can_view_customers(user: Any) -> bool:
    """Return whether the person may see customers: the salon's, or those of her own work."""
    return can_view_appointments(user)


def can_edit_customers(user: Any) -> bool:
    """Return whether the person may write notes and tags of the salon's customers."""
    return may(user, Right.RUN_APPOINTMENTS)


def can_manage_customers(user: Any) -> bool:
    """Return whether the person may block customers and merge what was written down twice."""
    return may(user, Right.MANAGE_CUSTOMERS)


def can_hold_health(user: Any) -> bool:
    """Return whether the person may see health notes at all.

    Of whom is another question: ``booking.domain.customers.health.can_see_health``.
    """
    return may(user, Right.SEE_HEALTH)


def can_change_appointments(user: Any) -> bool:
    """Return whether the person may move the salon's appointments from state to state."""
    return may(user, Right.RUN_APPOINTMENTS)


def can_book_for_customers(user: Any) -> bool:
    """Return whether the person may write down visits: of who calls, who walks in, in a series."""
    return may(user, Right.RUN_APPOINTMENTS)


def can_block_time(user: Any) -> bool:
    """Return whether the person may keep people and rooms from being booked."""
    return may(user, Right.RUN_APPOINTMENTS)
