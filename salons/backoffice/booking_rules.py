"""How the booking rules are laid out in the back office: by question, in plain words."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel

from foundation.errors import DomainError
from salons.backoffice.policy_rules import (
    DEPOSIT_AND_CANCELLATION,
    MISSED_VISITS,
    WAITING_LIST,
)
from salons.domain.calendar.prayers import Prayer
from salons.domain.policy import require_sensible
from salons.domain.prayer_pause import prayers_on, require_place
from salons.models import SalonProfile

PRAYER_NAMES = {
    Prayer.FAJR: _("Fajr"),
    Prayer.DHUHR: _("Dhuhr"),
    Prayer.ASR: _("Asr"),
    Prayer.MAGHRIB: _("Maghrib"),
    Prayer.ISHA: _("Isha"),
}


class RulesForm(WagtailAdminModelForm):
    """The booking rules as their owner sends them."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        minutes = values.get("prayer_pause_minutes") or 0
        try:
            require_place(SalonProfile.load(), pause_minutes=minutes)
        except DomainError as refusal:
            self.add_error(refusal.param, str(refusal.detail))
        return values

    def _post_clean(self) -> None:
        """Ask the policy's rules once the instance has what was sent."""
        super()._post_clean()
        if self.errors:
            return
        try:
            require_sensible(self.instance)
        except DomainError as refusal:
            self.add_error(refusal.param, str(refusal.detail))


class PrayerTimesPanel(Panel):
    """Today's prayers at the salon, or the way to say where it is."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "salons/panels/prayer_times.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            profile = SalonProfile.load()
            day = timezone.localdate(timezone=profile.zone)
            prayers = [
                # Naive: the salon's clock, whatever zone the page is in.
                (PRAYER_NAMES[prayer], at.replace(tzinfo=None))
                for prayer, at in prayers_on(day, profile)
            ]
            return context | {"prayers": prayers, "profile": profile}


def _rule(name: str, help_text: Any = "") -> FieldPanel:
    return FieldPanel(name, help_text=help_text)


RULES_FORM = ObjectList(
    [
        MultiFieldPanel(
            [
                _rule(
                    "slot_step_minutes",
                    _("15 offers 10:00, 10:15, 10:30 … A number that divides an hour evenly."),
                ),
                _rule(
                    "best_times",
                    _("A short gap is one that no service of yours fits into."),
                ),
                _rule("anybody", _("Where a customer does not mind who does it.")),
                _rule(
                    "longest_wait_minutes",
                    _("0: the next service begins at once, or the time is not offered."),
                ),
            ],
            heading=_("Which times are offered"),
            icon="tasks",
        ),
        MultiFieldPanel(
            [
                _rule("horizon_days", _("60: customers book up to two months ahead.")),
                _rule(
                    "minimum_notice_minutes",
                    _("60: nobody books a visit that begins within the hour."),
                ),
                _rule(
                    "same_day_cutoff",
                    _("18:00: after six in the evening today is full. Empty: no such hour."),
                ),
            ],
            heading=_("How early and how late customers book"),
            icon="calendar-alt",
        ),
        MultiFieldPanel(
            [
                _rule("move_notice_minutes", _("Later than this, a visit stays where it is.")),
                _rule(
                    "cancel_notice_minutes",
                    _("0: customers can cancel until the visit begins."),
                ),
                _rule(
                    "hold_minutes",
                    _("Who has not paid by then loses the time, and others can book it."),
                ),
            ],
            heading=_("Moving, cancelling, paying"),
            icon="redirect",
        ),
        DEPOSIT_AND_CANCELLATION,
        MISSED_VISITS,
        WAITING_LIST,
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        _rule("salon_daily_cap", _("Empty: no limit.")),
                        _rule("staff_daily_cap", _("Empty: no limit.")),
                    ]
                )
            ],
            heading=_("How much is enough for a day"),
            icon="group",
        ),
        MultiFieldPanel(
            [
                _rule(
                    "prayer_pause_minutes",
                    _("25: nothing is booked for 25 minutes from each prayer on. 0: no pause."),
                ),
                PrayerTimesPanel(),
                FieldRowPanel([_rule("friday_pause_starts"), _rule("friday_pause_ends")]),
            ],
            heading=_("Pauses for prayer"),
            icon="time",
        ),
    ],
    base_form_class=RulesForm,
)
