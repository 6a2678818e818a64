"""What is in the way of the visit as a whole."""

from django.utils.translation import gettext as _

from booking.domain.availability.words.case import Case, Sentences
from booking.domain.engine.reasons import Rule
from booking.domain.spoken_times import duration_text
from salons.models import ResourceType


def _closes(it: Case) -> str:
    closing = it.availability.world.window.instant(it.span[0])
    words = {"time": it.clock(closing)}
    return _("The salon closes at %(time)s, before the visit would end.") % words


def _nobody(it: Case) -> str:
    return _("Nobody of the team does “%(service)s”.") % {"service": it.service.name}


def _resource(it: Case) -> str:
    type_id = it.service.resource_type_id
    kind = ResourceType.objects.filter(pk=type_id).first()
    words = {"kind": kind.name if kind else "", "service": it.service.name}
    if not any(unit.type_id == type_id for unit in it.availability.facts.units):
        return _("“%(service)s” needs this, and the salon has none: %(kind)s.") % words
    text = _("“%(service)s” needs this, and none is free: %(kind)s.") % words
    if not it.refusal.label:
        return text
    kept = {"hours": it.hours([it.span]), "label": it.refusal.label}
    return " ".join([text, _("Blocked %(hours)s: %(label)s.") % kept])


def _wait(it: Case) -> str:
    length = duration_text(it.availability.facts.rules.longest_wait_minutes)
    words = {"length": length}
    return _("The services cannot follow one another with at most %(length)s of waiting.") % words


def _together(it: Case) -> str:
    return _("The guests cannot all be served side by side at this time.")


def _gap(it: Case) -> str:
    words = {"length": duration_text(it.availability.facts.shortest)}
    return _("A gap too short for any service would be left: less than %(length)s.") % words


def _ready_by(it: Case) -> str:
    ready_by = it.availability.request.ready_by or it.until
    words = {"end": it.moment(it.until), "ready_by": it.moment(ready_by)}
    return _("The visit would end at %(end)s, after %(ready_by)s.") % words


OF_VISITS: Sentences = {
    Rule.CLOSES_BEFORE_END: _closes,
    Rule.NOBODY: _nobody,
    Rule.RESOURCE: _resource,
    Rule.WAIT: _wait,
    Rule.TOGETHER: _together,
    Rule.GAP: _gap,
    Rule.READY_BY: _ready_by,
}
