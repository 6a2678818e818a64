"""What a salon asks of its customers: deposit, free cancellation, fees, moves.

The salon's own terms stand in ``BookingRules``; a ``PolicyOverride`` changes some of them for some
services, customers or days. ``booking.domain.policy`` puts them together.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.fields import MinorUnitsField
from foundation.localized import Localized
from salons.models.seasons import CalendarKind
from salons.models.services import Service


class DepositKind(models.TextChoices):
    """What is paid when the visit is booked."""

    NONE = "none", _("nothing, it is paid at the salon")
    FIXED = "fixed", _("a fixed amount for each service")
    PERCENT = "percent", _("a part of the price")
    FULL = "full", _("the whole price")


class ClientGroup(models.TextChoices):
    """Customers as their visits of the last 12 months show them."""

    NEW = "new", _("new customers")
    REGULAR = "regular", _("customers who have been here before")
    MISSED = "missed", _("customers who did not come once")


PERCENT = [MaxValueValidator(100)]
PERIOD = {
    "first_month": (1, 12),
    "first_day": (1, 31),
    "last_month": (1, 12),
    "last_day": (1, 31),
}
NO_PERIOD = models.Q(calendar="", **dict.fromkeys(PERIOD))
# A comparison with NULL would let a row pass.
WHOLE_PERIOD = models.Q(
    ~models.Q(calendar=""),
    **{f"{field}__isnull": False for field in PERIOD},
    **{f"{field}__range": bounds for field, bounds in PERIOD.items()},
)


class PolicyOverride(models.Model):
    """Other terms for some services, customers or days of the year; empty fields change nothing.

    Where several fit, the first in order that has a value for a term counts.
    """

    label_ar = models.CharField(_("name in Arabic"), max_length=80)
    label_en = models.CharField(_("name in English"), max_length=80)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    services = models.ManyToManyField(
        Service, blank=True, verbose_name=_("services"), help_text=_("None chosen: all of them.")
    )
    client_group = models.CharField(
        _("customers"), max_length=7, choices=ClientGroup, blank=True, default=""
    )
    # As in Season; all empty: the whole year.
    calendar = models.CharField(
        _("calendar"), max_length=9, choices=CalendarKind, blank=True, default=""
    )
    first_month = models.PositiveSmallIntegerField(
        _("from month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    first_day = models.PositiveSmallIntegerField(
        _("from day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    last_month = models.PositiveSmallIntegerField(
        _("until month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    last_day = models.PositiveSmallIntegerField(
        _("until day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )

    deposit_kind = models.CharField(
        _("paid when booking"), max_length=7, choices=DepositKind, blank=True, default=""
    )
    deposit_minor = MinorUnitsField(_("deposit"), null=True, blank=True)
    deposit_percent = models.PositiveSmallIntegerField(
        _("deposit in percent"), null=True, blank=True, validators=PERCENT
    )
    free_cancellation_hours = models.PositiveSmallIntegerField(
        _("hours before the visit until which cancelling is free"), null=True, blank=True
    )
    cancellation_fee_percent = models.PositiveSmallIntegerField(
        _("fee for cancelling later, in percent of the price"),
        null=True,
        blank=True,
        validators=PERCENT,
    )
    no_show_fee_percent = models.PositiveSmallIntegerField(
        _("fee for not coming, in percent of the price"), null=True, blank=True, validators=PERCENT
    )
    late_grace_minutes = models.PositiveSmallIntegerField(
        _("minutes that a late customer is waited for"), null=True, blank=True
    )
    moves_allowed = models.PositiveSmallIntegerField(
        _("how often a visit may be moved"), null=True, blank=True
    )

    label = Localized("label")

    class Meta:
        ordering = ["sort_order", "id"]
        verbose_name = _("exception to the policy")
        verbose_name_plural = _("exceptions to the policy")
        constraints = [
            # Half a period cannot be read, and every booking reads it.
            models.CheckConstraint(
                condition=NO_PERIOD | WHOLE_PERIOD, name="salons_policyoverride_whole_period"
            ),
        ]

    def __str__(self) -> str:
        return str(self.label)

    def clean(self) -> None:
        super().clean()
        period = (self.first_month, self.first_day, self.last_month, self.last_day)
        if any(period) != all(period) or any(period) != bool(self.calendar):
            raise ValidationError({"first_month": _("Give the whole period, or none.")})
        longest = 30 if self.calendar == CalendarKind.HIJRI else 31
        for name in ("first_day", "last_day"):
            if (getattr(self, name) or 0) > longest:
                message = _("No month of this calendar has so many days.")
                raise ValidationError({name: message})
        if self.deposit_kind == DepositKind.FIXED and not self.deposit_minor:
            raise ValidationError({"deposit_minor": _("How much is the deposit?")})
        if self.deposit_kind == DepositKind.PERCENT and not self.deposit_percent:
            raise ValidationError({"deposit_percent": _("How much is the deposit?")})
