"""What a salon says of itself: one row."""

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
