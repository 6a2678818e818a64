"""Foreign keys that no constraint of the database holds, found by introspection."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from foundation.tenancy.checks import shared_labels
from foundation.tenancy.models import TenantOwnedModel


@dataclass(frozen=True)
class Reference:
    """One foreign key between a salon's schema and the shared tables."""

    model: type[models.Model]
    field: Any
    target: type[models.Model]

    @property
    def label(self) -> str:
        return str(self.model._meta.label)

    @property
    def is_plain(self) -> bool:
        """Return whether one statement may look at both tables: neither is under a policy."""
        return not (is_tenant_owned(self.model) or is_tenant_owned(self.target))

    @property
    def is_in_public(self) -> bool:
        """Return whether the table is in the public schema as well."""
        config = apps.get_app_config(self.model._meta.app_label)
        return config.name in settings.SHARED_APPS


def is_tenant_owned(model: type[models.Model]) -> bool:
    """Return whether the model's rows are shared rows of salons."""
    return issubclass(model, TenantOwnedModel)


@cache
def crossing_references() -> tuple[Reference, ...]:
    """Return every key that leads from a salon's schema to shared tables or the other way.

    Keys among shared tables are held by the database, those inside a salon's schema too. A model
    of tomorrow is in the list as it is written.
    """
    return tuple(_crossing(shared_labels()))


def _crossing(shared: set[str]) -> Iterator[Reference]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            target = field.remote_field.model if field.remote_field else None
            if target is None or not model._meta.managed:
                continue
            if (model._meta.app_label in shared) != (target._meta.app_label in shared):
                yield Reference(model, field, target)
