"""Hours of certain dates: holidays, single days, seasons such as Ramadan."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from foundation.localized import Localized
from salons.models.hours import WeeklyInterval


class SpecialDay(ClusterableModel):
    """The hours of one date instead of the usual ones; without hours the salon is closed."""

    date = models.DateField(_("date"), unique=True)
    label_ar = models.CharField(_("name in Arabic"), max_length=80, blank=True)
    label_en = models.CharField(_("name in English"), max_length=80, blank=True)

    label = Localized("label")

    class Meta:
        ordering = ["date"]
        verbose_name = _("special day")
        verbose_name_plural = _("special days")

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.label}".strip()


class SpecialHours(models.Model):
    """A part of a special day. ``ends <= starts`` means: until that time of the next morning."""

    day = ParentalKey(SpecialDay, on_delete=models.CASCADE, related_name="hours")
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"), help_text=_("An earlier time means after midnight."))

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.UniqueConstraint(fields=["day", "starts"], name="salons_specialhours_uniq")
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"


class CalendarKind(models.TextChoices):
    """By which calendar a season comes again."""

    HIJRI = "hijri", _("Hijri (Umm al-Qura)")
    GREGORIAN = "gregorian", _("Gregorian")


class Season(ClusterableModel):
    """Weekly hours for a part of every year, such as Ramadan; a day without hours is closed."""

    label_ar = models.CharField(_("name in Arabic"), max_length=80)
    label_en = models.CharField(_("name in English"), max_length=80)
    calendar = models.CharField(
        _("calendar"), max_length=9, choices=CalendarKind, default=CalendarKind.HIJRI
    )
    first_month = models.PositiveSmallIntegerField(
        _("from month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    first_day = models.PositiveSmallIntegerField(
        _("from day"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    last_month = models.PositiveSmallIntegerField(
        _("until month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    last_day = models.PositiveSmallIntegerField(
        _("until day"),
        validators=[MinValueValidator(1), MaxValueValidator(31)],
        help_text=_("The last day of a month where the month is shorter."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    label = Localized("label")

    class Meta:
        ordering = ["id"]
        verbose_name = _("season")
        verbose_name_plural = _("seasons")

    def __str__(self) -> str:
        return str(self.label)

    def clean(self) -> None:
        super().clean()
        longest = 30 if self.calendar == CalendarKind.HIJRI else 31
        for name in ("first_day", "last_day"):
            if (getattr(self, name) or 0) > longest:
                message = _("No month of this calendar has so many days.")
                raise ValidationError({name: message})


class SeasonHours(WeeklyInterval):
    """When the salon is open in a season."""

    season = ParentalKey(Season, on_delete=models.CASCADE, related_name="hours")

    class Meta(WeeklyInterval.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "weekday", "starts"], name="salons_seasonhours_uniq"
            )
        ]
