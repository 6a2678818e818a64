"""Named predicates: who may do what with a salon itself. Shared by pages, API and templates.

Rights are those in the salon that the connection is set to (``tenants.domain.people.rights``).
"""

from typing import Any

from tenants.domain.people.rights import Right, may


def can_manage_domains(user: Any) -> bool:
    """Return whether the person may change the salon's web addresses."""
    return may(user, Right.MANAGE_ADDRESSES)


def can_view_account(user: Any) -> bool:
    """Return whether the person may see the salon's account."""
    return may(user, Right.SEE_ACCOUNT)


def can_manage_account(user: Any) -> bool:
    """Return whether the person may fetch everything of the salon or close it.

    Its owners alone: a platform admin has no right to this.
    """
    return may(user, Right.MANAGE_ACCOUNT)


def can_view_log(user: Any) -> bool:
    """Return whether the person may read what was done in the salon."""
    return may(user, Right.SEE_LOG)


def can_view_people(user: Any) -> bool:
    """Return whether the person may see who works in the salon's back office."""
    return may(user, Right.SEE_PEOPLE)


def can_manage_people(user: Any) -> bool:
    """Return whether the person may invite people and change or remove some."""
    return may(user, Right.MANAGE_PEOPLE)


def can_enter(user: Any) -> bool:
    """Return whether the person has a place in the salon's back office."""
    return may(user, Right.ENTER)
