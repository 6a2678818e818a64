"""What a customer is told of the visits that she missed, in the active language."""

from django.utils.translation import ngettext

from booking.domain.policy.clients import ClientStanding
from booking.domain.policy.ladder import Ladder, Step


def ladder_paragraphs(standing: ClientStanding, ladder: Ladder) -> list[str]:
    """Return where she stands and what one more missed visit leads to; nothing where none was."""
    missed = standing.no_shows
    if not missed:
        return []
    found = [_here(ladder.step_after(missed), missed)]
    ahead = ladder.next_step(missed)
    if ahead is not None:
        found.append(_ahead(*ahead))
    return [words for words in found if words]


def _here(step: Step, missed: int) -> str:
    if step is Step.DEPOSIT:
        words = ngettext(
            "Because of %(count)s missed visit in the last 12 months a deposit is paid when"
            " booking.",
            "Because of %(count)s missed visits in the last 12 months a deposit is paid when"
            " booking.",
            missed,
        )
    elif step is Step.PREPAY:
        words = ngettext(
            "Because of %(count)s missed visit in the last 12 months the whole price is paid when"
            " booking.",
            "Because of %(count)s missed visits in the last 12 months the whole price is paid"
            " when booking.",
            missed,
        )
    elif step is Step.BLOCKED:
        words = ngettext(
            "Because of %(count)s missed visit in the last 12 months you can only book by phone.",
            "Because of %(count)s missed visits in the last 12 months you can only book by phone.",
            missed,
        )
    else:
        return ""
    return words % {"count": missed}


def _ahead(step: Step, more: int) -> str:
    if step is Step.DEPOSIT:
        words = ngettext(
            "After %(count)s more missed visit a deposit is paid when booking.",
            "After %(count)s more missed visits a deposit is paid when booking.",
            more,
        )
    elif step is Step.PREPAY:
        words = ngettext(
            "After %(count)s more missed visit the whole price is paid when booking.",
            "After %(count)s more missed visits the whole price is paid when booking.",
            more,
        )
    else:
        words = ngettext(
            "After %(count)s more missed visit you can only book by phone.",
            "After %(count)s more missed visits you can only book by phone.",
            more,
        )
    return words % {"count": more}
