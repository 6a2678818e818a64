"""The policy in words for the customer, in the active language.

Written from the terms alone, so that the words cannot say anything else than what is computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.domain.policy.amounts import Priced, due_when_booking
from booking.domain.policy.terms import Terms
from foundation.money import Money
from salons.models import DepositKind


@dataclass(frozen=True)
class Covered:
    """One service of a visit as the customer knows it: its name, its price, its terms."""

    name: str
    price_minor: int
    terms: Terms

    @property
    def priced(self) -> Priced:
        return Priced(self.price_minor, self.terms)


def policy_paragraphs(covered: Sequence[Covered]) -> list[str]:
    """Return what the customer accepts: what is paid, what cancelling and missing it cost."""
    total = sum(each.price_minor for each in covered)
    due = due_when_booking([each.priced for each in covered])
    groups = _groups(covered)
    paragraphs = [_payment_words(due, total)] if total else []
    for terms, names in groups.items():
        words = " ".join(_words_of(terms, due=due, total=total))
        if len(groups) > 1:
            words = _("%(services)s: %(terms)s") % {
                "services": _("; ").join(names),
                "terms": words,
            }
        paragraphs.append(words)
    if due:
        paragraphs.append(_("If we cancel, you get back everything that you paid."))
    return paragraphs


def _groups(covered: Sequence[Covered]) -> dict[Terms, list[str]]:
    """Return the names of the services, each once, by what comes after the booking."""
    groups: dict[Terms, list[str]] = {}
    for each in covered:
        # What differs only in what is paid when booking has the same words.
        later = replace(
            each.terms, deposit_kind=DepositKind.NONE, deposit_minor=0, deposit_percent=0
        )
        names = groups.setdefault(later, [])
        if each.name not in names:
            names.append(each.name)
    return groups


def _payment_words(due: int, total: int) -> str:
    later = Money(total - due)
    if not due:
        return _("You pay nothing now, and %(amount)s at the salon.") % {"amount": later}
    if due == total:
        return _("You pay the whole price now: %(amount)s.") % {"amount": Money(due)}
    return _("You pay %(now)s now and %(later)s at the salon.") % {
        "now": Money(due),
        "later": later,
    }


def _words_of(terms: Terms, *, due: int, total: int) -> list[str]:
    has_fee = terms.cancellation_fee_percent or terms.no_show_fee_percent
    found = [
        _cancelling_words(terms) if due else _asking_words(terms),
        _missing_words(terms) if due else "",
        _("We never keep more than you paid.") if has_fee and 0 < due < total else "",
        _waiting_words(terms),
        _moving_words(terms),
        _late_move_words(terms) if due else "",
    ]
    return [words for words in found if words]


def _asking_words(terms: Terms) -> str:
    """Return the wish of a salon that holds no money: nothing follows but a missed visit."""
    hours = terms.free_cancellation_hours
    if not hours:
        return _("If you cannot come, please cancel before the visit begins.")
    return ngettext(
        "If you cannot come, please cancel at least %(hours)s hour before.",
        "If you cannot come, please cancel at least %(hours)s hours before.",
        hours,
    ) % {"hours": hours}


def _cancelling_words(terms: Terms) -> str:
    hours = terms.free_cancellation_hours
    if not terms.cancellation_fee_percent or not hours:
        return _("You can cancel free of charge until the visit begins.")
    return ngettext(
        "You can cancel free of charge until %(hours)s hour before; after that we keep %(share)s.",
        "You can cancel free of charge until %(hours)s hours before; after that we keep %(share)s.",
        hours,
    ) % {"hours": hours, "share": _share_words(terms.cancellation_fee_percent)}


def _missing_words(terms: Terms) -> str:
    if not terms.no_show_fee_percent:
        return _("If you do not come, you get back what you paid.")
    share = _share_words(terms.no_show_fee_percent)
    return _("If you do not come, we keep %(share)s.") % {"share": share}


def _share_words(percent: int) -> str:
    if percent == 100:
        return _("the whole price")
    return _("%(percent)s%% of the price") % {"percent": percent}


def _waiting_words(terms: Terms) -> str:
    minutes = terms.late_grace_minutes
    if not minutes:
        return _("Please be on time: we cannot wait for you.")
    return ngettext(
        "If you are late, we wait for %(minutes)s minute.",
        "If you are late, we wait for %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}


def _moving_words(terms: Terms) -> str:
    moves = terms.moves_allowed
    if not moves:
        return _("The visit cannot be moved to another time.")
    return ngettext(
        "You can move the visit %(count)s time.", "You can move the visit %(count)s times.", moves
    ) % {"count": moves}


def _late_move_words(terms: Terms) -> str:
    is_charged = terms.cancellation_fee_percent and terms.free_cancellation_hours
    if not (is_charged and terms.moves_allowed):
        return ""
    return _("Once cancelling is no longer free, moving the visit does not make it free again.")
