"""What happens where somebody deletes rows of the catalogue in the back office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from foundation.errors import DomainError
from salons.domain.removal import REMOVABLE, Removable, remove_from_catalogue


def archive_what_was_booked(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Remove what bookings may name by the catalogue's rule; leave other rows to Wagtail."""
    rows = [row for row in instances if isinstance(row, REMOVABLE)]
    if request.method != "POST" or not rows:
        return None
    for row in rows:
        _remove(request, row)
    return redirect(type(rows[0]).snippet_viewset.get_url_name("list"))


def _remove(request: HttpRequest, row: Removable) -> None:
    name = str(row)
    try:
        is_deleted = remove_from_catalogue(row)
    except DomainError as refusal:
        messages.error(request, f"“{name}”: {refusal.detail}")
        return
    text = (
        _("“%(name)s” is deleted.")
        if is_deleted
        else _("“%(name)s” is archived: it has appointments.")
    )
    messages.success(request, text % {"name": name})
