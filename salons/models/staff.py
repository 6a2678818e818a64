"""The people who work in a salon."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string

from foundation.fields import MinorUnitsField
from foundation.localized import Localized
from tenants.enums import Audience


class StaffMember(ClusterableModel):
    """A person whom customers can book. Archived, never deleted, once booked."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("signs in as"),
    )
    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    title_ar = models.CharField(_("title in Arabic"), max_length=120, blank=True)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    bio_ar = models.TextField(_("about in Arabic"), blank=True, max_length=600)
    bio_en = models.TextField(_("about in English"), blank=True, max_length=600)
    photo = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    gender = models.CharField(
        _("gender"),
        max_length=8,
        choices=[(Audience.WOMEN.value, _("woman")), (Audience.MEN.value, _("man"))],
    )
    is_bookable_online = models.BooleanField(_("bookable online"), default=True)
    is_archived = models.BooleanField(_("archived"), default=False)
    daily_cap = models.PositiveSmallIntegerField(
        _("most appointments a day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as in the booking rules."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized("name")
    title = Localized("title")
    bio = Localized("bio")

    class Meta:
        ordering = ["sort_order", "id"]
        # A person sees one day of her own in a salon.
        constraints = [models.UniqueConstraint(fields=["user"], name="salons_staff_one_person")]
        verbose_name = _("team member")
        verbose_name_plural = _("team")

    def __str__(self) -> str:
        return str(self.name)


class StaffSkill(models.Model):
    """This person does this service."""

    staff = ParentalKey(StaffMember, on_delete=models.CASCADE, related_name="skills")
    service = models.ForeignKey(
        "salons.Service", models.CASCADE, related_name="skills", verbose_name=_("service")
    )
    duration_minutes = models.PositiveSmallIntegerField(
        _("own duration in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(720)],
    )
    price_minor = MinorUnitsField(_("own price in SAR, VAT included"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "service"], name="salons_staffskill_uniq")
        ]
        verbose_name = _("skill")
        verbose_name_plural = _("skills")

    def __str__(self) -> str:
        return str(self.service)

    def clean(self) -> None:
        super().clean()
        if self.service_id and self.service.is_archived and self._is_newly_chosen():
            raise ValidationError({"service": _("This service is archived.")})

    def _is_newly_chosen(self) -> bool:
        """Return whether the service was another one before: what she did may stay."""
        before = StaffSkill.objects.filter(pk=self.pk, service=self.service_id)
        return self.pk is None or not before.exists()
