"""The columns of the list of customers."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, Table, TitleColumn

from booking.domain.customers.figures import Customer
from cms.backoffice.customers.base import phone_shown


class NameColumn(TitleColumn):
    """Who, with her number under it as far as the reader may see it."""

    cell_template_name = "cms/backoffice/tables/person.html"

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def get_cell_context_data(self, instance: Customer, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"phone": phone_shown(instance, reader=self.reader)}


class MarksColumn(BaseColumn):
    """Her tags, and what the desk must not overlook."""

    cell_template_name = "cms/backoffice/tables/customer_marks.html"


class ShortColumn(Column):
    """A day or a number: never broken into lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, classname="people__short", **kwargs)


def customers_table(customers: Iterable[Customer], *, reader: Any, with_spend: bool) -> Table:
    """Return the table of customers for one reader."""
    columns = [
        NameColumn(
            "name",
            label=_("Name"),
            accessor=str,
            get_url=lambda row: reverse("backoffice_customer", args=[row.customer_id]),
            reader=reader,
        ),
        ShortColumn("visits", label=_("Visits"), accessor="visits"),
        ShortColumn("last", label=_("Last visit"), accessor=lambda row: day(row.last_visit)),
        ShortColumn("next", label=_("Next visit"), accessor=lambda row: day(row.next_visit)),
    ]
    if with_spend:
        columns.append(ShortColumn("spend", label=_("Spent"), accessor=lambda row: str(row.spend)))
    columns.append(MarksColumn("marks", label=_("Tags")))
    return Table(columns, customers, classname="listing customers", caption=_("Customers"))


def day(moment: Any) -> str:
    """Return a moment's day by the salon's clock, a dash for none."""
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else "—"
