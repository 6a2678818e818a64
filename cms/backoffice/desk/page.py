"""What the pages of the desk have in common: one form, buttons that say what to do with it."""

import hashlib
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property

from booking.domain.desk.details import DeskVisit
from booking.permissions import can_book_for_customers
from cms.backoffice.desk.fields import DeskForm
from cms.backoffice.desk.wish import WISH
from cms.backoffice.people import phone_of
from cms.backoffice.views.base import BackOfficeView
from foundation.errors import DomainError

# Where a refusal of something is read that has no field of its own.
SHOWN_AT = {"phone_number": "phone", "start": "time", "add_on": "service", "guest": "service"}
# What makes no other sheet of it.
UNSAID = {"csrfmiddlewaretoken"}


class DeskPage(BackOfficeView):
    """A form whose buttons (``do``) are methods of the page: ``do_book`` and so on."""

    permitted = can_book_for_customers
    form_class: type[DeskForm]
    # What Enter does, and a button that nobody knows.
    usual = ""

    @cached_property
    def form(self) -> Any:
        data = self.request.POST if self.request.method == "POST" else None
        first = {**self.first_values(), "sheet": uuid4().hex}
        return self.form_class(data, initial=first, typed=self.request.GET)

    def first_values(self) -> dict[str, Any]:
        """Return what an empty form begins with: what the address says."""
        return {
            name: self.request.GET[name]
            for name in self.form_class.base_fields
            if name in self.request.GET
        }

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        verb = request.POST.get("do", "")
        act = getattr(self, f"do_{verb}", None) if verb.isalpha() else None
        found = (act or getattr(self, f"do_{self.usual}"))()
        if isinstance(found, HttpResponseBase):
            return found
        return super().get(request, *args, **{**kwargs, **(found or {})})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, form=self.form)


class GuestPage(DeskPage):
    """A page of the desk that is about somebody who comes."""

    # The fields that say what is wanted, and when.
    wish: tuple[str, ...] = ()

    def do_wish(self) -> dict[str, Any]:
        """Show what goes with the chosen services: add-ons, people, the guests of a party."""
        self.form.judge(*WISH)
        return {"has_wished": True}

    def do_find(self) -> dict[str, Any]:
        """Look for a customer of the salon."""
        self.form.judge("find")
        return {"people": self._shown(self.form.found()), "has_looked": True}

    def do_choose(self) -> dict[str, Any]:
        """Take the customer of a button; she is shown by the form."""
        self.form.judge()
        return {}

    def details(self, **more: Any) -> DeskVisit:
        """Return what was written down. Raises InvalidPhone."""
        return DeskVisit(
            **{
                "visit": self.form.visit(),
                "guest": self.form.guest(),
                "by": self.request.user,
                "note": self.form.cleaned_data.get("note", ""),
                "key": self._key(),
                "vat_rate_percent": settings.VAT_RATE_PERCENT,
                **more,
            }
        )

    def attempt(self, run: Any) -> Any:
        """Run something of the domain; show its refusal in the form and return None."""
        try:
            return run()
        except DomainError as refusal:
            refusal.param = SHOWN_AT.get(refusal.param or "", refusal.param)
            self.form.refuse(refusal)
            return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.form.chosen
        shown = self._shown([chosen])[0] if chosen is not None else None
        return super().get_context_data(**kwargs, chosen=shown)

    def _key(self) -> str | None:
        """Return what the sheet is known by when it comes again; changed it is another one."""
        said = self.request.POST
        if not said.get("sheet"):
            return None
        words = sorted((name, values) for name, values in said.lists() if name not in UNSAID)
        text = repr((self.request.user.pk, words))
        return f"desk:{hashlib.sha256(text.encode()).hexdigest()}"

    def _shown(self, people: list[Any]) -> list[dict[str, Any]]:
        reader = self.request.user
        return [
            {"pk": each.pk, "name": str(each), "phone": phone_of(each, reader=reader)}
            for each in people
        ]
