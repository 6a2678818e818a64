"""What a salon sells."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from foundation.fields import MinorUnitsField
from foundation.localized import Localized
from foundation.money import Money
from salons.models.service_checks import contradictions


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


class PriceKind(models.TextChoices):
    """What the price on the list means."""

    FIXED = "fixed", _("fixed")
    FROM = "from", _("from (the salon says on the day)")
    BY_STAFF = "by_staff", _("depends on the person")


class Clientele(models.TextChoices):
    """Whom a service is for."""

    EVERYONE = "everyone", _("everyone")
    WOMEN = "women", _("women")
    MEN = "men", _("men")
    CHILDREN = "children", _("children")


class Service(models.Model):
    """One service in its timed parts and with its VAT-inclusive price.

    The person is busy in ``buffer_before``, ``duration``, ``finishing`` and ``cleanup``, the
    customer is there from the start of ``duration`` to the end of ``finishing``; in
    ``processing`` the person is free for others. Archived, never deleted, once booked.
    """

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
    processing_minutes = models.PositiveSmallIntegerField(
        _("processing, in minutes"),
        default=0,
        validators=[MaxValueValidator(360)],
        help_text=_("The customer waits, such as for colour; the person is free for others."),
    )
    finishing_minutes = models.PositiveSmallIntegerField(
        _("finishing after processing, in minutes"),
        default=0,
        validators=[MaxValueValidator(360)],
    )
    buffer_before_minutes = models.PositiveSmallIntegerField(
        _("preparation before, in minutes"), default=0, validators=[MaxValueValidator(120)]
    )
    cleanup_minutes = models.PositiveSmallIntegerField(
        _("clean-up after, in minutes"), default=0, validators=[MaxValueValidator(120)]
    )
    price_kind = models.CharField(
        _("kind of price"), max_length=8, choices=PriceKind, default=PriceKind.FIXED
    )
    price_minor = MinorUnitsField(_("price in SAR, VAT included"))
    clientele = models.CharField(
        _("for whom"), max_length=8, choices=Clientele, default=Clientele.EVERYONE
    )
    women_staff_only = models.BooleanField(
        _("by women only"),
        default=False,
        help_text=_("Only women of the team are offered for it."),
    )
    resource_type = models.ForeignKey(
        "salons.ResourceType",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("needs a"),
    )
    capacity = models.PositiveSmallIntegerField(
        _("places at one time"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("More than one makes it a class that several customers book together."),
    )
    needs_patch_test = models.BooleanField(
        _("needs a patch test"),
        default=False,
        help_text=_("Customers are told to have one 48 hours before."),
    )
    minimum_notice_minutes = models.PositiveIntegerField(
        _("minimum notice in minutes"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(60 * 24 * 14)],
        help_text=_("Empty: as in the booking rules."),
    )
    horizon_days = models.PositiveSmallIntegerField(
        _("bookable days ahead"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Empty: as in the booking rules."),
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
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

    @property
    def visit_minutes(self) -> int:
        """Return how long the customer is there."""
        return self.duration_minutes + self.processing_minutes + self.finishing_minutes

    def clean(self) -> None:
        super().clean()
        if found := contradictions(self):
            raise ValidationError(found)


class AddOn(models.Model):
    """Something that lengthens a service, such as a treatment with a haircut."""

    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    minutes = models.PositiveSmallIntegerField(
        _("longer by minutes"), default=0, validators=[MaxValueValidator(240)]
    )
    price_minor = MinorUnitsField(_("price in SAR, VAT included"))
    services = models.ManyToManyField(
        Service, related_name="add_ons", verbose_name=_("offered with"), blank=True
    )
    is_archived = models.BooleanField(_("archived"), default=False)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized("name")

    class Meta:
        ordering = ["sort_order", "id"]
        verbose_name = _("add-on")
        verbose_name_plural = _("add-ons")

    def __str__(self) -> str:
        return str(self.name)

    @property
    def price(self) -> Money:
        return Money(self.price_minor)
