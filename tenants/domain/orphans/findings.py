"""What the nightly checker found, kept until it is mended."""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from foundation.tenancy.models import current_schema_name
from tenants.models import OrphanReference

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """A row whose ``field`` names ``missing``, which is not there."""

    model: str
    object_pk: str
    field: str
    missing: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.model, self.object_pk, self.field


def record_findings(found: Iterable[Finding]) -> int:
    """Open a row for each new finding of this salon, close those mended; return how many are new.

    A second call with the same findings changes nothing. What is new is a warning in the log.
    """
    current = {finding.key: finding for finding in found}
    with transaction.atomic():
        known = {
            (row.model, row.object_pk, row.field): row.pk
            for row in OrphanReference.objects.filter(gone_at=None)
        }
        mended = [pk for key, pk in known.items() if key not in current]
        if mended:
            OrphanReference.objects.filter(pk__in=mended).update(gone_at=timezone.now())
        fresh = [finding for key, finding in current.items() if key not in known]
        OrphanReference.objects.bulk_create(map(_row, fresh), ignore_conflicts=True)
    if fresh:
        kinds = Counter(f"{finding.model}.{finding.field}" for finding in fresh)
        logger.warning("%s: references to nothing: %s", current_schema_name(), dict(kinds))
    return len(fresh)


def _row(finding: Finding) -> OrphanReference:
    return OrphanReference(
        model=finding.model,
        object_pk=finding.object_pk[:64],
        field=finding.field,
        missing=finding.missing[:120],
    )
