"""Time that the salon keeps for itself: a person or a room that nobody books."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from foundation.tenancy.references import CatalogueReference


class TimeBlock(TenantOwnedModel):
    """A person, or a room or device, kept from being booked. Its stretches are ``Occupancy``."""

    on_erasure = Delete()

    staff = models.ForeignKey(
        "salons.StaffMember",
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("team member"),
    )
    resource = models.ForeignKey(
        "salons.Resource",
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("room or device"),
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("blocked time")
        verbose_name_plural = _("blocked times")
        ordering = ["starts_at"]
        constraints = [
            *tenant_constraints("booking_timeblock"),
            CatalogueReference(name="booking_timeblock_staff_ref", field="staff"),
            CatalogueReference(name="booking_timeblock_resource_ref", field="resource"),
            models.CheckConstraint(
                condition=Q(staff__isnull=False, resource__isnull=True)
                | Q(staff__isnull=True, resource__isnull=False),
                name="booking_timeblock_of",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_timeblock_order"
            ),
        ]
        indexes = [models.Index(fields=["schema_name", "starts_at"], name="booking_timeblock_day")]

    def __str__(self) -> str:
        return self.reason or str(self._meta.verbose_name)


class AppointmentSeries(TenantOwnedModel):
    """Visits of one customer that come again every few weeks; each is an appointment of its own."""

    on_erasure = Delete()

    customer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    every_weeks = models.PositiveSmallIntegerField(_("every … weeks"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [
            *tenant_constraints("booking_appointmentseries"),
            models.CheckConstraint(
                condition=Q(every_weeks__gte=1, every_weeks__lte=26),
                name="booking_appointmentseries_weeks",
            ),
        ]
        indexes = [models.Index(fields=["schema_name", "customer"], name="booking_series_customer")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
