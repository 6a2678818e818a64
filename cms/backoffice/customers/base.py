"""What every page about customers has: the way to it, and the customer whom it is about."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.phone import display_phone
from booking.domain.customers.figures import Customer, customer_of_salon
from booking.errors import CustomerNotFound
from booking.permissions import can_see_contacts, can_view_customers
from cms.backoffice.views.base import BackOfficeView
from foundation.masking import mask_phone


class CustomersPage(BackOfficeView):
    """A page about the salon's customers."""

    permitted = can_view_customers
    header_icon = "group"

    def get_page_title(self) -> str:
        return _("Customers")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = super().get_breadcrumbs_items()[0]
        trail = self.trail()
        address = reverse("backoffice_customers") if trail else ""
        return [home, {"url": address, "label": _("Customers")}, *trail]

    def trail(self) -> list[dict[str, Any]]:
        return []


class CustomerPage(CustomersPage):
    """A page about one customer; one whom the reader does not see does not exist."""

    # What the page does, in the path to it; empty on the customer's own page.
    step = ""

    @cached_property
    def customer(self) -> Customer:
        try:
            return customer_of_salon(self.request.user, self.kwargs["customer_id"])
        except CustomerNotFound:
            raise Http404 from None

    @property
    def address(self) -> str:
        return reverse("backoffice_customer", args=[self.customer.customer_id])

    def get_page_title(self) -> str:
        return str(self.step or self.customer)

    def trail(self) -> list[dict[str, Any]]:
        own = {"url": self.address if self.step else "", "label": str(self.customer)}
        return [own, {"url": "", "label": str(self.step)}] if self.step else [own]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            customer=self.customer,
            phone=phone_shown(self.customer, reader=self.request.user),
            may_call=can_see_contacts(self.request.user),
        )


def phone_shown(customer: Customer, *, reader: Any) -> str:
    """Return the customer's number, masked for those who see no contacts."""
    number = customer.phone_number
    return display_phone(number) if can_see_contacts(reader) else mask_phone(number)
