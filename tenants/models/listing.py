"""What salons publish on the platform."""

import zoneinfo

from django.db import models

from foundation.localized import Localized
from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from tenants.enums import Audience


class DirectoryListing(TenantOwnedModel):
    """What the platform's list of salons shows: published by the salon, readable by everybody."""

    on_erasure = Delete()

    name_ar = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    tagline_ar = models.CharField(max_length=200, blank=True)
    tagline_en = models.CharField(max_length=200, blank=True)
    city_ar = models.CharField(max_length=80, blank=True)
    city_en = models.CharField(max_length=80, blank=True)
    # For those who have a visit there: a customer's own list and calendar on the platform.
    address_ar = models.CharField(max_length=200, blank=True)
    address_en = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=40, default="Asia/Riyadh")
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.EVERYONE)
    accent = models.CharField(max_length=7, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    published = models.Manager()
    name = Localized("name")
    tagline = Localized("tagline")
    city = Localized("city")
    address = Localized("address")

    class Meta:
        constraints = [
            *tenant_constraints("tenants_directorylisting", kind="published"),
            models.UniqueConstraint(fields=["schema_name"], name="tenants_listing_one_per_salon"),
        ]

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)
