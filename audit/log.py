"""Entries for what django-auditlog does not see by itself: actions, pages, bulk changes."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from audit.models import AuditEntry


def record(
    instance: models.Model,
    *,
    changes: dict[str, list[Any]] | None = None,
    reason: str = "",
    action: int = AuditEntry.Action.UPDATE,
    verb: str = "",
    actor: Any = None,
) -> AuditEntry:
    """Write one entry about ``instance`` in the current transaction and salon.

    ``changes`` maps a field to [before, after]; ``verb`` names the action in code's words. Without
    ``actor`` it is the person of the request, or nobody.
    """
    pk = instance.pk
    extra = {key: value for key, value in {"reason": reason, "verb": verb}.items() if value}
    entry: AuditEntry = AuditEntry.objects.create(
        content_type=ContentType.objects.get_for_model(instance, for_concrete_model=False),
        object_pk=str(pk),
        object_id=pk if isinstance(pk, int) else None,
        object_repr=str(instance),
        action=action,
        actor=actor,
        changes={field: [str(a), str(b)] for field, (a, b) in (changes or {}).items()},
        additional_data=extra or None,
    )
    return entry
