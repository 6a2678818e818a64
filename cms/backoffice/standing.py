"""A salon's state on the platform in words: what it is, what comes next, and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tenants.enums import TenantStatus

_S = TenantStatus
NOW: dict[str, str | Promise] = {
    _S.TRIAL: _("You are trying the platform free of charge. Everything works."),
    _S.ACTIVE: _("Everything works."),
    _S.PAST_DUE: _("A payment is due. For now everything works as usual."),
    _S.SUSPENDED: _(
        "Your site is closed to customers, and nothing can be changed here. You and your team can"
        " look at everything; the data are safe."
    ),
    _S.CLOSED: _(
        "The salon is closed. What was booked is cancelled, and what was paid for it goes back to"
        " the customers."
    ),
}
# What happens at the date, by state.
NEXT: dict[str, str | Promise] = {
    _S.TRIAL: _("The trial ends and a payment is due."),
    _S.ACTIVE: _("What you have paid for ends and the next payment is due."),
    _S.PAST_DUE: _("Without a payment, your site closes to customers."),
    _S.CLOSED: _("All data of the salon are erased for good."),
}
WITHOUT_DATE: dict[str, str | Promise] = {
    _S.ACTIVE: _("Nothing is due at the moment."),
    _S.SUSPENDED: _("Your site opens again once your payment has arrived."),
}
COLOURS = {
    _S.TRIAL: "state--waiting",
    _S.ACTIVE: "state--good",
    _S.PAST_DUE: "state--waiting",
    _S.SUSPENDED: "state--bad",
    _S.CLOSED: "state--over",
}


@dataclass(frozen=True)
class Standing:
    """What the account page says of the salon's state."""

    label: str
    colour: str
    now: str
    next: str
    next_at: datetime | None
    after: str = ""


def standing_of(tenant: Any) -> Standing:
    """Return the words for the salon's state."""
    status = _S(tenant.status)
    moves_at = tenant.next_move_at if status in NEXT else None
    comes = NEXT[status] if moves_at else WITHOUT_DATE.get(status, "")
    return Standing(
        label=str(status.label),
        colour=COLOURS[status],
        now=str(NOW[status]),
        next=str(comes),
        next_at=moves_at,
        after=_grace() if status in (_S.TRIAL, _S.ACTIVE) and moves_at else "",
    )


def _grace() -> str:
    days = settings.PAST_DUE_DAYS
    return ngettext(
        "After that, everything works for %(days)s more day.",
        "After that, everything works for %(days)s more days.",
        days,
    ) % {"days": days}
