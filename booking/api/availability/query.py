"""What the query of an address asks for. Shapes are read here; the domain judges the wish."""

import re
from datetime import date, datetime
from typing import Any, NoReturn

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.fields import DateField, Field

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.engine.world import Alignment
from booking.errors import UnknownAddOn
from foundation.api.fields import InstantField

ORDERS = ("time", "best")
# No row has a longer number.
ID = "[0-9]{1,18}"
NUMBER = re.compile(ID)
ADD_ON = re.compile(f"({ID}):({ID})")
# service[:staff[:add-on[.add-on…]]]
PART = re.compile(rf"({ID})(?::({ID})?(?::({ID}(?:\.{ID}){{0,20}})?)?)?")
# Longer than any guest's wishes can be.
MAX_GUEST = 500
REQUIRED = _("This field is required.")
NOT_A_NUMBER = _("Give a number.")
NOT_AN_ADD_ON = _("Give service and add-on as 12:4.")
NOT_A_GUEST = _("Give the services of a guest as 12:3:4.7,15.")
UNEVEN_STAFF = _("Give one team member for all services, or one for each.")
NOT_A_MONTH = _("Give a month as 2030-01.")
NOT_A_CHOICE = _("This is not one of the choices.")


def visit_of(query: QueryDict) -> VisitRequest:
    """Return the wanted visit. Raises ValidationError, and what ``VisitRequest`` raises."""
    return VisitRequest(
        guests=(_first_guest(query), *(_guest(text) for text in query.getlist("guest"))),
        alignment=Alignment(_choice(query, "align", tuple(Alignment))),
        ready_by=instant_of(query, "ready_by") if query.get("ready_by") else None,
    )


def day_of(query: QueryDict) -> date:
    """Return ``date``."""
    return _valid(DateField(), query, "date")


def month_of(query: QueryDict) -> date:
    """Return the first day of ``month``."""
    text = _needed(query, "month")
    if not re.fullmatch("[0-9]{4}-[0-9]{2}", text):
        _refuse("month", NOT_A_MONTH)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        _refuse("month", NOT_A_MONTH)


def instant_of(query: QueryDict, name: str) -> datetime:
    """Return the instant of a parameter; the plus of its offset may have come as a space."""
    return _valid(InstantField(), query, name)


def order_of(query: QueryDict) -> str:
    """Return ``order``."""
    return _choice(query, "order", ORDERS)


def _first_guest(query: QueryDict) -> tuple[PartRequest, ...]:
    texts = query.getlist("service")
    if not texts:
        _refuse("service", REQUIRED, "required")
    services = [_number(text, "service") for text in texts]
    staff = _staff(query.getlist("staff"), len(services))
    add_ons = [_add_on(text) for text in query.getlist("add_on")]
    if not {service for service, _add_on in add_ons} <= set(services):
        raise UnknownAddOn(param="add_on")
    is_for_all = len(query.getlist("staff")) < len(services)
    return tuple(
        PartRequest(
            service,
            person,
            tuple(add_on for with_service, add_on in add_ons if with_service == service),
            if_able=is_for_all and person is not None,
        )
        for service, person in zip(services, staff, strict=True)
    )


def _staff(texts: list[str], count: int) -> list[int | None]:
    people = [_number(text, "staff") or None if text else None for text in texts] or [None]
    if len(people) == 1:
        return people * count
    if len(people) != count:
        _refuse("staff", UNEVEN_STAFF)
    return people


def _add_on(text: str) -> tuple[int, int]:
    found = ADD_ON.fullmatch(text)
    if found is None:
        _refuse("add_on", NOT_AN_ADD_ON)
    return int(found[1]), int(found[2])


def _guest(text: str) -> tuple[PartRequest, ...]:
    if len(text) > MAX_GUEST:
        _refuse("guest", NOT_A_GUEST)
    return tuple(_part(each) for each in text.split(","))


def _part(text: str) -> PartRequest:
    found = PART.fullmatch(text)
    if found is None:
        _refuse("guest", NOT_A_GUEST)
    service, staff, add_ons = found.groups(default="")
    chosen = tuple(int(add_on) for add_on in add_ons.split(".") if add_on)
    return PartRequest(int(service), int(staff or 0) or None, chosen)


def _number(text: str, name: str) -> int:
    if not NUMBER.fullmatch(text):
        _refuse(name, NOT_A_NUMBER)
    return int(text)


def _choice(query: QueryDict, name: str, choices: tuple[str, ...]) -> str:
    text = query.get(name) or choices[0]
    if text not in choices:
        _refuse(name, NOT_A_CHOICE, "invalid_choice")
    return text


def _needed(query: QueryDict, name: str) -> str:
    text = query.get(name, "")
    if not text:
        _refuse(name, REQUIRED, "required")
    return text


def _valid(field: "Field[Any, Any, Any, Any]", query: QueryDict, name: str) -> Any:
    text = _needed(query, name)
    try:
        return field.run_validation(text.replace(" ", "+") if "T" in text else text)
    except ValidationError as error:
        raise ValidationError({name: error.detail}) from None


def _refuse(name: str, message: str | Promise, code: str = "invalid") -> NoReturn:
    raise ValidationError({name: [ErrorDetail(str(message), code)]})
