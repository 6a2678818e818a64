"""Rooms, chairs and devices that services need."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from foundation.localized import Localized


class ResourceType(ClusterableModel):
    """A kind of room, chair or device; services name the kind, bookings take one of it.

    Archived, never deleted, once one of it is booked.
    """

    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    is_archived = models.BooleanField(_("archived"), default=False)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized("name")

    class Meta:
        ordering = ["sort_order", "id"]
        verbose_name = _("kind of room or device")
        verbose_name_plural = _("rooms and devices")

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        super().clean()
        if self.is_archived and self.pk and self.services.filter(is_archived=False).exists():
            message = _("Services need it: change them first, or archive them.")
            raise ValidationError({"is_archived": message})


class Resource(models.Model):
    """One of a kind. Archived, never deleted, once booked."""

    type = ParentalKey(ResourceType, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(_("name"), max_length=80)
    is_archived = models.BooleanField(_("archived"), default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("room or device")
        verbose_name_plural = _("rooms and devices")

    def __str__(self) -> str:
        return self.name
