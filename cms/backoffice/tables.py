"""The columns of a list of appointments."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, Table, TitleColumn

from booking.enums import AppointmentStatus
from booking.models import Appointment
from booking.templatetags.booking import clock, long_day
from cms.backoffice.people import phone_of, staff_names


class AppointmentsTable(Table):
    """Appointments; what somebody is only looking over stands back."""

    def get_row_classname(self, instance: Any) -> str:
        return "appointments__held" if instance.status == AppointmentStatus.HELD else ""


class VisitColumn(TitleColumn):
    """When, and the reference under it: the way to the appointment."""

    cell_template_name = "cms/backoffice/tables/visit.html"


class CustomerColumn(BaseColumn):
    """Who comes, with her number as far as the reader may see it."""

    cell_template_name = "cms/backoffice/tables/customer.html"

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"phone": phone_of(instance.customer, reader=self.reader)}


class ServicesColumn(BaseColumn):
    """What is done."""

    cell_template_name = "cms/backoffice/tables/services.html"


class StatusColumn(BaseColumn):
    """The state in words and colour."""

    cell_template_name = "cms/backoffice/tables/status.html"


def appointments_table(
    appointments: Iterable[Appointment], *, reader: Any, with_day: bool = False, with_total: bool
) -> Table:
    """Return the table of appointments for one reader."""
    columns = [
        VisitColumn(
            "time",
            label=_("Time"),
            accessor=_moment if with_day else _time,
            get_url=lambda each: reverse("backoffice_appointment", args=[each.pk]),
        ),
        CustomerColumn("customer", label=_("Customer"), reader=reader),
        ServicesColumn("services", label=_("Services")),
        Column("staff", label=_("With"), accessor=staff_names),
        StatusColumn("status", label=_("Status")),
    ]
    if with_total:
        columns.append(Column("total", label=_("Total"), accessor=lambda each: str(each.total)))
    caption = _("Appointments")
    return AppointmentsTable(
        columns, appointments, classname="listing appointments", caption=caption
    )


def _time(appointment: Appointment) -> str:
    return f"{clock(appointment.starts_at)} – {clock(appointment.ends_at)}"


def _moment(appointment: Appointment) -> str:
    return f"{long_day(appointment.starts_at)} · {clock(appointment.starts_at)}"
