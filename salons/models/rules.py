"""The rules of a salon's calendar and its policy: one row."""

from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from foundation.fields import MinorUnitsField
from salons.models.policies import PERCENT, DepositKind


def night_begins() -> time:
    """Return from when on nobody is written to. A function: Django takes a fixed time for now."""
    return time(22)


def night_ends() -> time:
    """Return until when nobody is written to."""
    return time(9)


class BestTimes(models.TextChoices):
    """What becomes of times that leave a gap too short for anything."""

    OFF = "off", _("show every time")
    PREFER = "prefer", _("recommend times without gaps")
    ONLY = "only", _("offer only times without gaps")


class Anybody(models.TextChoices):
    """Who comes first for a customer who takes anybody."""

    LEAST_BUSY = "least_busy", _("the one with the fewest minutes booked that day")
    ORDER = "order", _("the order of the team")
    ROTATION = "rotation", _("the one who has waited longest for a customer")


class BookingRules(BaseGenericSetting):
    """When and how far ahead customers may book."""

    slot_step_minutes = models.PositiveSmallIntegerField(
        _("minutes between offered times"),
        default=15,
        validators=[MinValueValidator(5), MaxValueValidator(60)],
    )
    minimum_notice_minutes = models.PositiveIntegerField(
        _("minimum notice in minutes"), default=60, validators=[MaxValueValidator(60 * 24 * 14)]
    )
    horizon_days = models.PositiveSmallIntegerField(
        _("bookable days ahead"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    move_notice_minutes = models.PositiveIntegerField(
        _("notice for moving a visit, in minutes"),
        default=60,
        validators=[MaxValueValidator(60 * 24 * 14)],
    )
    cancel_notice_minutes = models.PositiveIntegerField(
        _("notice for cancelling a visit, in minutes"),
        default=0,
        validators=[MaxValueValidator(60 * 24 * 14)],
    )
    same_day_cutoff = models.TimeField(
        _("no bookings for the same day after"), null=True, blank=True
    )
    salon_daily_cap = models.PositiveSmallIntegerField(
        _("most appointments a day in the salon"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    staff_daily_cap = models.PositiveSmallIntegerField(
        _("most appointments a day for one person"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    longest_wait_minutes = models.PositiveSmallIntegerField(
        _("longest wait between two services of a visit, in minutes"),
        default=15,
        validators=[MaxValueValidator(120)],
    )
    best_times = models.CharField(
        _("times that leave short gaps"), max_length=6, choices=BestTimes, default=BestTimes.OFF
    )
    anybody = models.CharField(
        _("who comes first for “anybody”"),
        max_length=10,
        choices=Anybody,
        default=Anybody.LEAST_BUSY,
    )
    prayer_pause_minutes = models.PositiveSmallIntegerField(
        _("pause from each prayer time on, in minutes"),
        default=0,
        validators=[MaxValueValidator(60)],
        help_text=_("0: open during prayers. Needs latitude and longitude of the salon."),
    )
    friday_pause_starts = models.TimeField(_("Friday pause from"), null=True, blank=True)
    friday_pause_ends = models.TimeField(_("Friday pause until"), null=True, blank=True)
    hold_minutes = models.PositiveSmallIntegerField(
        _("minutes that an unpaid time is held"),
        default=10,
        validators=[MinValueValidator(5), MaxValueValidator(60)],
    )
    # The salon's own policy; exceptions to it are PolicyOverride.
    deposit_kind = models.CharField(
        _("paid when booking"), max_length=7, choices=DepositKind, default=DepositKind.FULL
    )
    deposit_minor = MinorUnitsField(_("deposit"), default=0)
    deposit_percent = models.PositiveSmallIntegerField(
        _("deposit in percent"), default=30, validators=PERCENT
    )
    free_cancellation_hours = models.PositiveSmallIntegerField(
        _("hours before the visit until which cancelling is free"), default=24
    )
    cancellation_fee_percent = models.PositiveSmallIntegerField(
        _("fee for cancelling later, in percent of the price"), default=100, validators=PERCENT
    )
    no_show_fee_percent = models.PositiveSmallIntegerField(
        _("fee for not coming, in percent of the price"), default=100, validators=PERCENT
    )
    late_grace_minutes = models.PositiveSmallIntegerField(
        _("minutes that a late customer is waited for"),
        default=15,
        validators=[MaxValueValidator(180)],
    )
    moves_allowed = models.PositiveSmallIntegerField(
        _("how often a visit may be moved"), default=2, validators=[MaxValueValidator(20)]
    )
    # Counted over the last 12 months.
    new_client_visits = models.PositiveSmallIntegerField(
        _("a customer is new with fewer visits than"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    deposit_after_no_shows = models.PositiveSmallIntegerField(
        _("deposit after so many visits missed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    prepay_after_no_shows = models.PositiveSmallIntegerField(
        _("whole price after so many visits missed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    block_after_no_shows = models.PositiveSmallIntegerField(
        _("no online booking after so many visits missed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    waitlist_offer_minutes = models.PositiveSmallIntegerField(
        _("minutes that a freed time is kept for who waits"),
        default=20,
        validators=[MinValueValidator(5), MaxValueValidator(240)],
    )
    waitlist_quiet_from = models.TimeField(_("no offers from"), default=night_begins)
    waitlist_quiet_until = models.TimeField(_("until"), default=night_ends)

    class Meta:
        verbose_name = _("Booking rules")
        verbose_name_plural = _("Booking rules")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        super().clean()
        if self.slot_step_minutes and 60 % self.slot_step_minutes:
            message = _("Choose a step that divides an hour evenly.")
            raise ValidationError({"slot_step_minutes": message})
        if (self.friday_pause_starts is None) != (self.friday_pause_ends is None):
            message = _("Give both ends of the Friday pause, or none.")
            raise ValidationError({"friday_pause_ends": message})
