"""Columns that the catalogue's lists share."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column


def archived_column() -> Column:
    """Return the column that says of a row that it is kept only for what was booked."""
    return Column("archived", label="", accessor=_archived)


def online_column() -> BooleanColumn:
    return BooleanColumn("is_bookable_online", label=gettext_lazy("Bookable online"))


def _archived(row: Any) -> str:
    return gettext("Archived") if row.is_archived else ""
