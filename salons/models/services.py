"""What a salon sells."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.fields import MinorUnitsField
from foundation.localized import Localized
from foundation.money import Money


class ServiceCategory(models.Model):
    """A heading on the price list."""

    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized("name")

    class Meta:
        ordering = ["sort_order", "id"]
        verbose_name = _("service category")
        verbose_name_plural = _("service categories")

    def __str__(self) -> str:
        return str(self.name)


class Service(models.Model):
    """One service with its length and VAT-inclusive price. Archived, never deleted, once booked."""

    category = models.ForeignKey(
        ServiceCategory, models.PROTECT, related_name="services", verbose_name=_("category")
    )
    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    description_ar = models.TextField(_("description in Arabic"), blank=True, max_length=600)
    description_en = models.TextField(_("description in English"), blank=True, max_length=600)
    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"), validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    cleanup_minutes = models.PositiveSmallIntegerField(
        _("clean-up after, in minutes"), default=0, validators=[MaxValueValidator(120)]
    )
    price_minor = MinorUnitsField(_("price in SAR, VAT included"))
    is_bookable_online = models.BooleanField(_("bookable online"), default=True)
    is_archived = models.BooleanField(_("archived"), default=False)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized("name")
    description = Localized("description")

    class Meta:
        ordering = ["category__sort_order", "sort_order", "id"]
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self) -> str:
        return str(self.name)

    @property
    def price(self) -> Money:
        return Money(self.price_minor)
