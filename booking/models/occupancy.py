"""Who and what is taken when. The exclusion constraints here are the last word on double bookings.

A visit takes a person in one stretch or, around processing, in two, and a room in one. Places in a
class take nobody: the class does.
"""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from booking.models.appointments import Appointment
from booking.models.blocks import TimeBlock
from foundation.tenancy.constraints import TenantForeignKey
from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from foundation.tenancy.references import CatalogueReference

# Matched by prefix when the database refuses to take somebody or something twice.
STAFF_OVERLAP = "booking_occupancy_staff_overlap"
RESOURCE_OVERLAP = "booking_occupancy_resource_overlap"
CLASS_PLACES = "booking_class_places"
# The longest stretch of one row: a search looks back so far.
LONGEST = timedelta(days=2)


class ClassSession(TenantOwnedModel):
    """A class: one service by one person at one time, for as many as it has places.

    It comes with its first booking and stays, empty, when the last one is cancelled.
    """

    on_erasure = Delete()

    service = models.ForeignKey(
        "salons.Service", models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    staff = models.ForeignKey(
        "salons.StaffMember", models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveSmallIntegerField(_("places"))
    places_taken = models.PositiveSmallIntegerField(_("places taken"), default=0)

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        constraints = [
            *tenant_constraints("booking_classsession"),
            CatalogueReference(name="booking_class_service_ref", field="service"),
            CatalogueReference(name="booking_class_staff_ref", field="staff"),
            models.UniqueConstraint(
                fields=["schema_name", "staff", "starts_at", "service"], name="booking_class_once"
            ),
            models.CheckConstraint(condition=Q(places_taken__lte=F("capacity")), name=CLASS_PLACES),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_class_order"
            ),
        ]
        indexes = [
            # Classes between two instants.
            models.Index(fields=["schema_name", "starts_at"], name="booking_class_day")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.places_taken}/{self.capacity}"


class Occupancy(TenantOwnedModel):
    """One stretch in which one person or one room, chair or device is taken.

    By an appointment, by a class or by a block of the salon's own, exactly one of them. A visit
    that was put beside another one on purpose (``is_overbooked``) keeps others out like any other,
    but the constraints let it lie where somebody is already.
    """

    on_erasure = Delete()

    appointment = models.ForeignKey(
        Appointment, models.CASCADE, null=True, db_constraint=False, related_name="occupancies"
    )
    session = models.ForeignKey(
        ClassSession, models.CASCADE, null=True, db_constraint=False, related_name="occupancies"
    )
    block = models.ForeignKey(
        TimeBlock, models.CASCADE, null=True, db_constraint=False, related_name="occupancies"
    )
    staff = models.ForeignKey(
        "salons.StaffMember",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    resource = models.ForeignKey(
        "salons.Resource",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    # Half open; ``starts_at`` is its beginning, for searches with two bounds.
    during = DateTimeRangeField()
    starts_at = models.DateTimeField()
    # Not while the appointment is cancelled or has run out.
    blocking = models.BooleanField(default=True)
    is_overbooked = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("occupancy")
        verbose_name_plural = _("occupancies")
        constraints = [
            *tenant_constraints("booking_occupancy"),
            TenantForeignKey(name="booking_occupancy_appointment_fk", field="appointment"),
            TenantForeignKey(name="booking_occupancy_session_fk", field="session"),
            TenantForeignKey(name="booking_occupancy_block_fk", field="block"),
            CatalogueReference(name="booking_occupancy_staff_ref", field="staff"),
            CatalogueReference(name="booking_occupancy_resource_ref", field="resource"),
            ExclusionConstraint(
                name=STAFF_OVERLAP,
                expressions=[
                    ("schema_name", RangeOperators.EQUAL),
                    ("staff", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(blocking=True, is_overbooked=False, staff__isnull=False),
            ),
            ExclusionConstraint(
                name=RESOURCE_OVERLAP,
                expressions=[
                    ("schema_name", RangeOperators.EQUAL),
                    ("resource", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(blocking=True, is_overbooked=False, resource__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, session__isnull=True, block__isnull=True)
                | Q(appointment__isnull=True, session__isnull=False, block__isnull=True)
                | Q(appointment__isnull=True, session__isnull=True, block__isnull=False),
                name="booking_occupancy_by",
            ),
            models.CheckConstraint(
                condition=Q(staff__isnull=False, resource__isnull=True)
                | Q(staff__isnull=True, resource__isnull=False),
                name="booking_occupancy_of",
            ),
            models.CheckConstraint(
                condition=Q(during__startswith=F("starts_at"))
                & Q(during__endswith__gt=F("starts_at"))
                & Q(during__endswith__lte=F("starts_at") + LONGEST),
                name="booking_occupancy_length",
            ),
        ]
        indexes = [
            # What is taken between two instants: bounded on both sides, always.
            models.Index(
                fields=["schema_name", "starts_at"],
                condition=Q(blocking=True),
                name="booking_occupancy_busy",
            ),
            # Whose latest customer is longest ago.
            models.Index(
                fields=["schema_name", "staff", "-id"],
                condition=Q(blocking=True, staff__isnull=False),
                name="booking_occupancy_latest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id or self.resource_id}: {self.during}"
