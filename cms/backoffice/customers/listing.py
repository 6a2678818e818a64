"""The list of customers, with search and filters."""

from math import ceil
from typing import Any
from urllib.parse import urlencode

from billing.permissions import can_view_payments
from booking.domain.customers.figures import CustomerFilter, find_customers
from booking.domain.customers.tags import tags_of_salon
from booking.permissions import can_see_contacts, can_view_whole_calendar
from cms.backoffice.customers.base import CustomersPage
from cms.backoffice.customers.tables import customers_table
from salons.queries import staff_ids_of

PER_PAGE = 25
LAST_PAGE = 10_000


class CustomersView(CustomersPage):
    """Who comes to the salon; for those who see their own work alone, who comes to them."""

    template_name = "cms/backoffice/pages/customers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, asked = self.request.user, self._asked()
        number = self._number()
        found = find_customers(
            reader,
            typed=asked["q"],
            tag=asked["tag"],
            only=CustomerFilter(asked["only"]),
            limit=PER_PAGE,
            offset=(number - 1) * PER_PAGE,
        )
        sees_money = can_view_payments(reader)
        return super().get_context_data(
            **kwargs,
            asked=asked,
            found=found,
            table=customers_table(found.customers, reader=reader, with_spend=sees_money),
            filters=[_link(asked, each.value, str(each.label)) for each in CustomerFilter],
            tags=tags_of_salon() if can_view_whole_calendar(reader) else [],
            finds_by_phone=can_see_contacts(reader),
            is_narrowed=any(asked.values()),
            is_unlinked=not (can_view_whole_calendar(reader) or staff_ids_of(reader)),
            newer=_page(asked, number - 1) if number > 1 else "",
            older=_page(asked, number + 1) if number < ceil(found.total / PER_PAGE) else "",
        )

    def _asked(self) -> dict[str, str]:
        only = self.request.GET.get("only", "")
        return {
            "q": self.request.GET.get("q", "").strip()[:100],
            "tag": self.request.GET.get("tag", "")[:30],
            "only": only if only in CustomerFilter.values else "",
        }

    def _number(self) -> int:
        typed = self.request.GET.get("p", "1")
        return min(max(int(typed), 1), LAST_PAGE) if typed.isdecimal() and len(typed) < 6 else 1


def _link(asked: dict[str, str], only: str, label: str) -> dict[str, Any]:
    query = urlencode({**asked, "only": only})
    return {"url": f"?{query}", "label": label, "is_current": asked["only"] == only}


def _page(asked: dict[str, str], number: int) -> str:
    return "?" + urlencode({**asked, "p": number})
