"""Hours of the salon and of its people, as local wall-clock times."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from salons.models.staff import StaffMember


class Weekday(models.IntegerChoices):
    """Days as Python counts them; shown from Sunday, the first day of the Saudi week."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class WeeklyInterval(models.Model):
    """A part of a business day. ``ends <= starts`` means: until that time of the next morning."""

    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"), help_text=_("An earlier time means after midnight."))

    class Meta:
        abstract = True
        ordering = ["weekday", "starts"]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def is_past_midnight(self) -> bool:
        return self.ends <= self.starts


class OpeningHours(WeeklyInterval):
    """When the salon is open; several intervals a day are allowed."""

    class Meta(WeeklyInterval.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.UniqueConstraint(fields=["weekday", "starts"], name="salons_openinghours_uniq")
        ]


class StaffShift(WeeklyInterval):
    """When a person works; a person without any shift works whenever the salon is open."""

    staff = ParentalKey(StaffMember, on_delete=models.CASCADE, related_name="shifts")

    class Meta(WeeklyInterval.Meta):
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "weekday", "starts"], name="salons_staffshift_uniq"
            )
        ]


class StaffBreak(WeeklyInterval):
    """When a person who is there cannot be booked, such as lunch."""

    staff = ParentalKey(StaffMember, on_delete=models.CASCADE, related_name="breaks")
    label = models.CharField(_("what for"), max_length=80, blank=True)

    class Meta(WeeklyInterval.Meta):
        verbose_name = _("break")
        verbose_name_plural = _("breaks")
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "weekday", "starts"], name="salons_staffbreak_uniq"
            )
        ]


class DatedStretch(models.Model):
    """A stretch of time of one person."""

    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} – {self.ends_at:%Y-%m-%d %H:%M}"

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must be after the beginning.")})


class TimeOff(DatedStretch):
    """A dated absence."""

    staff = ParentalKey(StaffMember, on_delete=models.CASCADE, related_name="time_off")

    class Meta(DatedStretch.Meta):
        verbose_name = _("time off")
        verbose_name_plural = _("time off")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="salons_timeoff_order"
            )
        ]
        # The absences that touch a window of days.
        indexes = [models.Index(fields=["staff", "ends_at"], name="salons_timeoff_window")]


class ExtraHours(DatedStretch):
    """A dated stretch in which a person works beyond her shifts, while the salon is open."""

    staff = ParentalKey(StaffMember, on_delete=models.CASCADE, related_name="extra_hours")

    class Meta(DatedStretch.Meta):
        verbose_name = _("extra hours")
        verbose_name_plural = _("extra hours")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="salons_extra_order"
            )
        ]
        indexes = [models.Index(fields=["staff", "ends_at"], name="salons_extra_window")]
