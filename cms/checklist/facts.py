"""The real state of the salon that the checklist goes by."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Exists, Model

from audit.models import AuditEntry
from billing.enums import HOLDING_MONEY, PaymentStatus
from billing.models import Payment
from booking.models import Appointment
from booking.queries import booked
from cms.models import HomePage
from salons.models import OpeningHours, SalonProfile, Service, StaffMember
from tenants.domain.people.team import has_invited
from tenants.models import Domain

SEEN_MONEY = HOLDING_MONEY | {PaymentStatus.REFUNDED}
# What a starter filled in: real once somebody has looked it through.
REVIEWED: dict[str, type[Model]] = {
    "service": Service,
    "staff": StaffMember,
    "hours": OpeningHours,
}


@dataclass
class Facts:
    """Reads each part of the state when a step first asks for it: six statements at most."""

    profile: SalonProfile

    @cached_property
    def catalogue(self) -> dict[str, bool]:
        """Return which parts of the catalogue and the pages are there. One statement."""
        pages = HomePage.objects.all()
        found: dict[str, bool] | None = (
            SalonProfile.objects.filter(pk=self.profile.pk)
            .values(
                service=Exists(Service.objects.filter(is_archived=False)),
                staff=Exists(StaffMember.objects.filter(is_archived=False)),
                hours=Exists(OpeningHours.objects.all()),
                page=Exists(pages.filter(latest_revision__isnull=False)),
                picture=Exists(pages.filter(hero_image__isnull=False)),
            )
            .first()
        )
        return found or {}

    @cached_property
    def reviewed(self) -> set[str]:
        """Return the parts of the catalogue that a person has changed. One statement.

        What a new salon is given leaves no entry in the audit log, every change by hand does.
        """
        kinds = {ContentType.objects.get_for_model(m).pk: name for name, m in REVIEWED.items()}
        first, *others = (
            AuditEntry.objects.filter(content_type=kind)
            .order_by()
            .values_list("content_type", flat=True)[:1]
            for kind in kinds
        )
        return {kinds[kind] for kind in first.union(*others, all=True)}

    @cached_property
    def has_invited(self) -> bool:
        return has_invited()

    @cached_property
    def is_booked(self) -> bool:
        return bool(booked(Appointment.objects.all()).exists())

    @cached_property
    def is_paid(self) -> bool:
        # Given back, it was seen all the same.
        return bool(Payment.objects.filter(status__in=SEEN_MONEY).exists())

    @cached_property
    def has_own_domain(self) -> bool:
        ours = f".{settings.PLATFORM_DOMAIN}"
        return (
            Domain.objects.filter(tenant=connection.tenant).exclude(domain__endswith=ours).exists()
        )

    def is_done(self, part: str) -> bool:
        """Return whether a part of the catalogue is there and was looked through."""
        return self.catalogue[part] and part in self.reviewed
