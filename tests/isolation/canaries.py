"""Texts that exist nowhere but in one salon's rows, and the search for them in what others get."""

import itertools
import re
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction

from foundation.tenancy.checks import shared_labels
from foundation.tenancy.models import TenantOwnedModel, current_schema_name

# Private ones nobody but the salon's people and the customer concerned may read; public ones are
# what the salon says of itself on its own storefront.
PRIVATE, PUBLIC = "ZQXK", "QZVW"
CANARY = re.compile(f"(?:{PRIVATE}|{PUBLIC})[0-9]{{5}}")
# What a storefront is made of. A model that is not named here is private.
STOREFRONT = {
    # With a service on the price list.
    "salons.AddOn",
    "salons.SalonProfile",
    # Visitors read which days and seasons have other hours.
    "salons.Season",
    "salons.Service",
    "salons.ServiceCategory",
    "salons.SpecialDay",
    "salons.StaffMember",
    # What lengthens a service, what room it takes: part of the price list and of free times.
    "salons.Resource",
    "salons.ResourceType",
    "tenants.DirectoryListing",
    "tenants.Tenant",
    "cms.HomePage",
    "cms.ServicesPage",
    "cms.TeamPage",
    "cms.ContactPage",
    "wagtailcore.Page",
    "wagtailimages.Image",
}
# Texts that the code reads as something else than a text: another value would break the row.
MEANINGFUL = {
    *("slug", "url_path", "path", "object_id", "object_pk", "action", "content_path"),
    *("model_path", "hostname", "old_path", "codename", "kind", "key", "time_zone", "accent"),
    *("currency", "language", "language_code", "schema_name", "database_alias", "heads_hash"),
    *("file_hash", "filter_spec", "focal_point_key", "thumbnail_url", "hash", "password"),
    *("from_status", "to_status", "card_company", "template"),
    *("first_published_at", "model", "field", "domain", "token", "app_label", "map_url"),
}
KEPT_WHOLE = {
    *("auth.Group", "auth.Permission", "wagtailcore.Locale", "audit.AuditEntry"),
    *("wagtailsearch.IndexEntry", "wagtailcore.ReferenceIndex"),
}


def salon_models() -> list[type[models.Model]]:
    """Return every model that has rows of a salon, in its schema or in the shared tables."""
    shared = shared_labels()
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in shared or issubclass(model, TenantOwnedModel)
    ]


def own_rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return the current salon's rows without the help of the model's own manager."""
    rows = models.QuerySet(model)
    if issubclass(model, TenantOwnedModel):
        rows = rows.filter(schema_name=current_schema_name())
    return rows


def found_in(text: str) -> set[str]:
    """Return the canaries that stand in the text, in capitals or not (addresses for mail)."""
    return set(CANARY.findall(text.upper()))


class Planter:
    """Writes a canary of its own into every free text of the current salon's rows."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1)
        # canary -> "app.Model.field": what leaked, in words.
        self.planted: dict[str, str] = {}

    def plant_everywhere(self) -> None:
        for model in salon_models():
            if model._meta.label not in KEPT_WHOLE:
                for row in own_rows(model):
                    self.plant(row)

    def plant(self, row: models.Model) -> None:
        for field in row._meta.local_fields:
            if _is_free_text(field):
                self.plant_field(row, field)

    def plant_field(self, row: models.Model, field: Any) -> None:
        text = self.new(f"{row._meta.label}.{field.name}", public=_is_public(row))
        rows = models.QuerySet(type(row)).filter(pk=row.pk)
        try:
            with transaction.atomic():
                rows.update(**{field.name: text})
        except DatabaseError:
            # A constraint gives the field a form of its own (a phone number, a hash).
            del self.planted[text]

    def new(self, what: str, *, public: bool = False) -> str:
        text = f"{PUBLIC if public else PRIVATE}{next(self.numbers):05d}"
        self.planted[text] = what
        return text


def _is_public(row: models.Model) -> bool:
    return row._meta.label in STOREFRONT and getattr(row, "live", True)


def _is_free_text(field: Any) -> bool:
    return (
        type(field) in (models.CharField, models.TextField, models.EmailField)
        and not field.choices
        and not field.primary_key
        and field.name not in MEANINGFUL
        and (field.max_length is None or field.max_length >= 10)
    )
