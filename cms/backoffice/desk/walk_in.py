"""Somebody stands at the desk."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from booking.domain.desk.errors import NobodyFree
from booking.domain.desk.walk_in import first_free, next_free, take_walk_in
from booking.templatetags.booking import clock
from cms.backoffice.desk.fields import GuestFields
from cms.backoffice.desk.page import GuestPage
from cms.backoffice.desk.wish import WISH, WishFields
from cms.backoffice.people import staff_names
from foundation.errors import DomainError


class WalkInForm(WishFields, GuestFields):
    """What she wants, by whom; her number where she gives one."""


class WalkInView(GuestPage):
    """Takes her by the first who is free; she waits, or it begins at once."""

    form_class = WalkInForm
    template_name = "cms/backoffice/desk/walk_in.html"
    usual = "look"
    wish = WISH

    def get_page_title(self) -> str:
        return _("Walk-in")

    def do_look(self) -> dict[str, Any]:
        """Say who is free first, and when; where nobody is today, the next day that has time."""
        return self._first() if self.form.judge(*self.wish) else {}

    def do_wait(self) -> HttpResponseBase | dict[str, Any]:
        """Note her as waiting for the first who is free."""
        return self._take(begins_now=False)

    def do_start(self) -> HttpResponseBase | dict[str, Any]:
        """Begin at once."""
        return self._take(begins_now=True)

    def _take(self, *, begins_now: bool) -> HttpResponseBase | dict[str, Any]:
        if not self.form.is_valid():
            return {}
        made = self.attempt(lambda: take_walk_in(self.details(), begins_now=begins_now))
        if made is None:
            return self._first()
        words = {
            "reference": made.reference,
            "person": staff_names(made),
            "from": clock(made.starts_at),
            "until": clock(made.ends_at),
        }
        text = _("%(reference)s: %(person)s, %(from)s – %(until)s.") % words
        messages.success(self.request, text)
        return redirect("backoffice_day")

    def _first(self) -> dict[str, Any]:
        """Return who is free first, today or on another day. What is refused is marked once."""
        try:
            return {"slot": first_free(self.form.visit())}
        except NobodyFree as refusal:
            if not self.form.non_field_errors():
                self.form.refuse(refusal)
            return {"later": next_free(self.form.visit())}
        except DomainError as refusal:
            if not self.form.errors:
                self.form.refuse(refusal)
            return {}
