"""What anybody may read of a refusal: a rule and a sentence that tell nothing of other people.

Whether somebody is away, on a break, not at work or with another customer is one rule here.
"""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from booking.domain.engine.reasons import Refusal, Rule
from booking.errors import NotBookable, SlotTaken, TimeRefused

TAKEN = "taken"
# What keeps a person is hers; the caps of the day tell how much others have booked.
OF_PEOPLE = frozenset(
    {
        *(Rule.BOOKED, Rule.BLOCKED, Rule.BREAK, Rule.TIME_OFF),
        *(Rule.NOT_WORKING, Rule.STAFF_DAY_FULL),
    }
)
# Behind these can be somebody else's booking: the time may have been offered a moment ago.
OF_OTHERS = OF_PEOPLE | {
    *(Rule.RESOURCE, Rule.WAIT, Rule.TOGETHER, Rule.DAY_FULL, Rule.CLASS_FULL),
}
WORDS: dict[str, str | Promise] = {
    TAKEN: _("This time is taken."),
    Rule.PAST: _("This time is past."),
    Rule.NOTICE: _("This is too soon: the salon asks for more notice."),
    Rule.CUTOFF: _("It is too late to book for the same day."),
    Rule.HORIZON: _("This is further ahead than the salon plans."),
    Rule.HOLIDAY: _("The salon is closed on this day."),
    Rule.CLOSED: _("The salon is closed at this time."),
    Rule.PAUSE: _("The salon pauses at this time."),
    Rule.DAY_FULL: _("The salon takes no more visits on this day."),
    Rule.OFF_GRID: _("No visit begins at this minute. Please choose one of the offered times."),
    Rule.CLOSES_BEFORE_END: _("The salon closes before the visit would end."),
    Rule.NOT_ONLINE: _("This cannot be booked online."),
    Rule.NOBODY: _("Nobody can be booked for this service."),
    Rule.NOT_SKILLED: _("This team member does not do this service."),
    Rule.WOMEN_ONLY: _("This service is offered with the women of the team only."),
    Rule.CLASS_FULL: _("This class is full."),
    Rule.RESOURCE: _("No room or device is free for it at this time."),
    Rule.WAIT: _("The services do not follow one another closely enough at this time."),
    Rule.TOGETHER: _("The guests cannot all be served at this time."),
    Rule.GAP: _("The salon does not offer this time. Please choose one of the offered times."),
    Rule.READY_BY: _("The visit would end too late."),
}


def public_rule(rule: Rule) -> str:
    """Return the rule as outsiders know it."""
    return TAKEN if rule in OF_PEOPLE else rule.value


def public_words(rule: Rule) -> str:
    """Return what outsiders are told of a rule, in the active language."""
    return str(WORDS[public_rule(rule)])


def public_refusal(refusals: Sequence[Refusal]) -> TimeRefused:
    """Return the error of an answer: SlotTaken where others can stand behind it, NotBookable else.

    Of several people whose reasons differ, one who could do it but is taken counts.
    """
    rules = [refusal.rule for refusal in refusals]
    of_others = [rule for rule in rules if rule in OF_OTHERS]
    rule = (of_others or rules)[0]
    kind = SlotTaken if of_others else NotBookable
    return kind(rule=public_rule(rule), reason=public_words(rule))
