"""Named predicates: who may do what with the catalogue. Shared by pages and templates."""

from typing import Any

from tenants.domain.people.rights import Right, may


def can_edit_hours(user: Any) -> bool:
    """Return whether the person may change opening hours, seasons and special days."""
    return may(user, Right.EDIT_CATALOGUE)
