"""What a salon says of itself and the rules of its calendar: one row each."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from foundation.localized import Localized


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless ``name`` is in the IANA time zone database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


# Digits only, first and last is 3 (ZATCA: VAT registration number).
validate_vat_number = RegexValidator(
    r"^3[0-9]{13}3$", _("A VAT number has 15 digits, from 3 to 3.")
)
validate_accent = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Give the colour as #RRGGBB."))


class SalonProfile(BaseGenericSetting):
    """Names, address, contact and tax identity."""

    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    tagline_ar = models.CharField(_("tagline in Arabic"), max_length=200, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=200, blank=True)
    city_ar = models.CharField(_("city in Arabic"), max_length=80, blank=True)
    city_en = models.CharField(_("city in English"), max_length=80, blank=True)
    address_ar = models.CharField(_("address in Arabic"), max_length=200, blank=True)
    address_en = models.CharField(_("address in English"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    whatsapp = models.CharField(_("WhatsApp"), max_length=20, blank=True)
    instagram = models.CharField(_("Instagram name"), max_length=40, blank=True)
    map_url = models.URLField(_("map link"), blank=True)
    accent = models.CharField(
        _("accent colour"), max_length=7, default="#8a3b52", validators=[validate_accent]
    )
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Asia/Riyadh", validators=[validate_time_zone]
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For prayer times, such as 24.71360 in Riyadh."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    hijri_offset_days = models.SmallIntegerField(
        _("days between the calendar and the moon seen"),
        default=0,
        validators=[MinValueValidator(-2), MaxValueValidator(2)],
        help_text=_("1 where the month was declared a day later than in Umm al-Qura."),
    )
    commercial_registration = models.CharField(
        _("commercial registration"), max_length=20, blank=True
    )
    is_vat_registered = models.BooleanField(_("registered for VAT"), default=True)
    vat_number = models.CharField(
        _("VAT number"), max_length=15, blank=True, validators=[validate_vat_number]
    )

    name = Localized("name")
    tagline = Localized("tagline")
    city = Localized("city")
    address = Localized("address")

    class Meta:
        verbose_name = _("Salon")
        verbose_name_plural = _("Salon")

    def __str__(self) -> str:
        return self.name_en

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


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
        default=15,
        validators=[MinValueValidator(5), MaxValueValidator(60)],
    )
    free_cancellation_hours = models.PositiveSmallIntegerField(
        _("hours before the visit until which cancelling is free"), default=24
    )

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
