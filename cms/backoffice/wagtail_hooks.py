"""Menu, addresses and first page of the back office. ``cms.wagtail_hooks`` imports this module."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from booking.permissions import (
    can_view_appointments,
    can_view_customers,
    can_view_whole_calendar,
)
from cms.backoffice.panels import TodayPanel
from cms.backoffice.urls import urlpatterns
from cms.checklist.panel import ChecklistPanel
from cms.checklist.steps import permitted_steps
from salons.permissions import can_edit_hours
from tenants.domain.people.rights import SUPPORT, holder_of
from tenants.enums import TenantStatus
from tenants.permissions import (
    can_manage_domains,
    can_view_account,
    can_view_log,
    can_view_people,
)

ACCOUNT = "salon-account"


class AccountMenuItem(MenuItem):
    """Shown to those who may see the salon's account."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_view_account(request.user)


class AppointmentsMenuItem(MenuItem):
    """Shown to those who may see the salon's appointments."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_view_appointments(request.user)


@hooks.register("register_admin_urls")
def backoffice_urls() -> list[Any]:
    """Add our addresses to Wagtail's, behind its gate."""
    return urlpatterns


@hooks.register("register_admin_menu_item")
def appointments_menu_item() -> MenuItem:
    """Put the appointments first: what a salon opens the back office for."""
    return AppointmentsMenuItem(
        _("Appointments"),
        reverse_lazy("backoffice_day"),
        name="appointments",
        icon_name="calendar-alt",
        order=10,
    )


class CustomersMenuItem(MenuItem):
    """Shown to those who may see customers, if only those of their own work."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_view_customers(request.user)


@hooks.register("register_admin_menu_item")
def customers_menu_item() -> MenuItem:
    """Offer the customers right after the appointments."""
    return CustomersMenuItem(
        _("Customers"),
        reverse_lazy("backoffice_customers"),
        name="customers",
        icon_name="group",
        order=20,
    )


class WaitlistMenuItem(MenuItem):
    """Shown to those who may see everybody's appointments."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_view_whole_calendar(request.user)


@hooks.register("register_admin_menu_item")
def waitlist_menu_item() -> MenuItem:
    """Put the waiting list under the appointments."""
    return WaitlistMenuItem(
        _("Waiting list"),
        reverse_lazy("backoffice_waitlist"),
        name="waitlist",
        icon_name="time",
        order=12,
    )


class LogMenuItem(MenuItem):
    """Shown to those who may read the salon's log."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_view_log(request.user)


@hooks.register("register_settings_menu_item")
def log_menu_item() -> MenuItem:
    """Put the log at the end of the settings."""
    return LogMenuItem(
        _("Activity log"),
        reverse_lazy("backoffice_log"),
        name="activity-log",
        icon_name="history",
        order=900,
    )


class AddressesMenuItem(MenuItem):
    """Shown to the owner."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_manage_domains(request.user)


@hooks.register("register_admin_menu_item")
def addresses_menu_item() -> MenuItem:
    """Offer the salon's web addresses, after what is needed every day."""
    return AddressesMenuItem(
        _("Web addresses"),
        reverse_lazy("backoffice_addresses"),
        name="addresses",
        icon_name="globe",
        order=900,
    )


class HoursMenuItem(MenuItem):
    """Shown to those who may change the salon's hours."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_edit_hours(request.user)


@hooks.register("register_admin_menu_item")
def hours_menu_item() -> MenuItem:
    """Offer the opening hours, after services and team."""
    return HoursMenuItem(
        _("Opening hours"),
        reverse_lazy("backoffice_hours"),
        name="hours",
        icon_name="time",
        order=160,
    )


class PeopleMenuItem(MenuItem):
    """Shown to those who may see who works here."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_view_people(request.user)


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """Offer the people with a place in the back office."""
    return PeopleMenuItem(
        _("People and roles"),
        reverse_lazy("backoffice_people"),
        name="people",
        icon_name="group",
        order=850,
    )


@hooks.register("register_account_menu_item")
def leave_menu_item(request: HttpRequest) -> dict[str, Any] | None:
    """Let everybody who works here give up her place; the platform's support has none."""
    if holder_of(request.user) == SUPPORT:
        return None
    return {
        "url": reverse_lazy("backoffice_leave"),
        "label": _("Leave this salon"),
        "help_text": _("You lose access to this back office. What you booked as a customer stays."),
    }


@hooks.register("register_admin_menu_item")
def account_menu_item() -> MenuItem:
    """Put the account last: it is needed a few times a year."""
    return AccountMenuItem(
        _("The salon's account"),
        reverse_lazy("backoffice_account"),
        name=ACCOUNT,
        icon_name="user",
        order=950,
    )


@hooks.register("construct_main_menu")
def menu_of_a_closed_salon(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave only the account: every other page of a closed salon leads there."""
    if getattr(connection.tenant, "status", "") == TenantStatus.CLOSED:
        items[:] = [item for item in items if item.name == ACCOUNT]


@hooks.register("construct_homepage_panels")
def today_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show today's bookings on the first page."""
    if can_view_appointments(request.user):
        panels.append(TodayPanel())


@hooks.register("construct_homepage_panels")
def checklist_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show what is left to do to those who can do some of it."""
    if permitted_steps(request.user):
        panels.append(ChecklistPanel())


@hooks.register("insert_global_admin_css")
def backoffice_css() -> SafeString:
    """Add the little that Wagtail's own styles lack."""
    files = ("backoffice", "addresses", "people", "hours", "desk", "customers")
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        ((static(f"cms/backoffice/{name}.css"),) for name in files),
    )
