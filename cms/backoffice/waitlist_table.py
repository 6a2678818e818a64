"""The columns of the waiting list."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, Table

from cms.backoffice.tables import CustomerColumn
from cms.backoffice.waitlist import Row


class WishColumn(BaseColumn):
    """What is waited for, by whom it is to be done."""

    cell_template_name = "cms/backoffice/tables/wish.html"


class DaysColumn(BaseColumn):
    """On which days and at what hours."""

    cell_template_name = "cms/backoffice/tables/wish_days.html"


class OffersColumn(BaseColumn):
    """What is offered now, and how often something was offered before."""

    cell_template_name = "cms/backoffice/tables/wish_offers.html"


class ActionsColumn(BaseColumn):
    """What can be done, for those who run the salon's appointments."""

    cell_template_name = "cms/backoffice/tables/wish_actions.html"


def waitlist_table(rows: Iterable[Row], *, reader: Any, may_change: bool) -> Table:
    """Return the table of who waits for one reader."""
    columns = [
        CustomerColumn("customer", label=_("Customer"), reader=reader),
        WishColumn("wish", label=_("Waits for")),
        DaysColumn("days", label=_("Days")),
        Column("since", label=_("Since"), accessor=_since),
        OffersColumn("offers", label=_("Offers")),
    ]
    if may_change:
        columns.append(ActionsColumn("actions", label=""))
    return Table(columns, rows, classname="listing appointments", caption=_("Waiting list"))


def _since(row: Row) -> str:
    return date_format(localtime(row.entry.created_at), "SHORT_DATETIME_FORMAT")
