"""Archives of salons: asked for by the owner, made by a worker, kept for a while."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from audit.log import record
from audit.models import AuditEntry
from foundation.tasks import enqueue
from foundation.tenancy.models import current_schema_name
from foundation.tenancy.resting import resting_schemas
from foundation.tenancy.scope import platform_scope
from tenants.domain.exports.archive import Archive, sha256_of
from tenants.domain.exports.contents import write_contents
from tenants.enums import ExportStatus, TenantStatus
from tenants.errors import ExportInProgress, ExportNotReady
from tenants.models import SalonExport, Tenant

logger = logging.getLogger(__name__)

MAKE_TASK = "tenants.make_export"
# The worker that makes one is killed before its lease ends: nobody else writes meanwhile.
TIME_LIMIT = 600
LEASE = timedelta(seconds=TIME_LIMIT + 60)
AGAIN_AFTER = timedelta(minutes=1)
MAX_ATTEMPTS = 3
SWEEP_LIMIT = 100
_E = ExportStatus


def request_export(*, actor: Any = None) -> SalonExport:
    """Ask for an archive of the current salon; a worker makes it. Raises ExportInProgress."""
    try:
        with transaction.atomic():
            export: SalonExport = SalonExport.objects.create(requested_by=actor)
            record(export, action=AuditEntry.Action.CREATE, verb="export_requested")
    except IntegrityError as error:
        raise ExportInProgress from error
    enqueue(MAKE_TASK, str(export.pk))
    return export


def request_closing_export(tenant: Tenant) -> None:
    """Ask for the archive of a salon that closes; one under way begins anew, with the last word."""
    anew = {"created_at": tenant.status_changed_at, "leased_until": None, "attempts": 0}
    if SalonExport.objects.filter(status=_E.REQUESTED).update(**anew):
        enqueue(MAKE_TASK, str(SalonExport.objects.get(status=_E.REQUESTED).pk))
    else:
        request_export()


def make_export(export_id: UUID | str) -> None:
    """Make one archive of the current salon. A second call, also at once, does nothing.

    Runs outside of transactions. A failure is tried again, MAX_ATTEMPTS times in all.
    """
    export = _claim(export_id)
    if export is None:
        return
    try:
        _finish(export, _write(export))
    except Exception:
        logger.exception("export %s of %s failed", export.pk, export.schema_name)
        _give_back(export)


def open_export(export_id: UUID | str) -> tuple[SalonExport, Path]:
    """Return a ready archive and its file, with an entry in the log. Raises ExportNotReady."""
    export: SalonExport | None = SalonExport.objects.filter(pk=export_id, status=_E.READY).first()
    if export is None or not path_of(export).is_file():
        raise ExportNotReady
    record(export, action=AuditEntry.Action.ACCESS, verb="export_downloaded")
    return export, path_of(export)


def sweep_exports() -> int:
    """Queue what a crash left, delete what is out of date; return how many. Public schema."""
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    resting = resting_schemas()
    with platform_scope("sweep of exports"):
        rows = SalonExport.objects.exclude(schema_name__in=resting)
        # A fresh request's own task comes first.
        left = rows.filter(free, status=_E.REQUESTED, created_at__lte=now - AGAIN_AFTER)
        outdated = rows.filter(status=_E.READY, expires_at__lte=now)
        waiting = list(left.order_by("created_at")[:SWEEP_LIMIT])
        old = list(outdated.order_by("expires_at")[:SWEEP_LIMIT])
    for export in waiting:
        enqueue(MAKE_TASK, str(export.pk), schema_name=export.schema_name)
    for export in old:
        _delete(export)
    return len(waiting) + len(old)


def path_of(export: SalonExport) -> Path:
    """Return where the archive's file is."""
    return Path(settings.EXPORT_ROOT) / export.file_name


def export_folder(tenant: Tenant) -> Path:
    """Return the folder of the salon's archives: private, below no address."""
    return Path(settings.EXPORT_ROOT) / str(tenant.uuid)


def _claim(export_id: UUID | str) -> SalonExport | None:
    """Take the archive for one attempt; None where somebody has it or it is done."""
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    mine = SalonExport.objects.filter(free, pk=export_id, status=_E.REQUESTED)
    if mine.filter(attempts__gte=MAX_ATTEMPTS).update(status=_E.FAILED, leased_until=None):
        return None
    # The condition is the lock: of two workers one finds the row unchanged.
    if not mine.update(attempts=F("attempts") + 1, leased_until=now + LEASE):
        return None
    found: SalonExport = SalonExport.objects.get(pk=export_id)
    return found


def _write(export: SalonExport) -> str:
    """Write the archive under a name of this lease alone; return it, below EXPORT_ROOT.

    Closing lets an attempt begin anew while another is still at work: neither may move or delete
    the other's file.
    """
    tenant = Tenant.objects.get(schema_name=current_schema_name())
    folder = export_folder(tenant)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for leftover in folder.glob(f"{export.pk}-*"):
        leftover.unlink(missing_ok=True)
    whole = folder / f"{export.pk}-{export.leased_until:%Y%m%d%H%M%S%f}.zip"
    part = whole.with_suffix(".part")
    try:
        with Archive(part) as archive:
            write_contents(archive, tenant)
        part.replace(whole)
    finally:
        part.unlink(missing_ok=True)
    return f"{folder.name}/{whole.name}"


def _finish(export: SalonExport, file_name: str) -> None:
    """Note the ready archive, unless another worker has taken over meanwhile."""
    path, now = Path(settings.EXPORT_ROOT) / file_name, timezone.now()
    done = _held(export).update(
        status=_E.READY,
        file_name=file_name,
        size_bytes=path.stat().st_size,
        sha256=sha256_of(path),
        ready_at=now,
        expires_at=_kept_until(now),
        leased_until=None,
    )
    if not done:
        path.unlink(missing_ok=True)


def _kept_until(now: datetime) -> datetime:
    """Return when the file goes: after EXPORT_DAYS, a closed salon's with its other data."""
    until = now + timedelta(days=settings.EXPORT_DAYS)
    tenant = Tenant.objects.get(schema_name=current_schema_name())
    if tenant.status == TenantStatus.CLOSED and tenant.next_move_at is not None:
        return max(until, tenant.next_move_at)
    return until


def _give_back(export: SalonExport) -> None:
    if export.attempts >= MAX_ATTEMPTS:
        _held(export).update(status=_E.FAILED, leased_until=None)
    else:
        _held(export).update(leased_until=timezone.now() + AGAIN_AFTER)


def _held(export: SalonExport) -> Any:
    """Return the row as long as this attempt's lease is the one in it."""
    return SalonExport.objects.filter(
        pk=export.pk, status=_E.REQUESTED, leased_until=export.leased_until
    )


def _delete(export: SalonExport) -> None:
    path_of(export).unlink(missing_ok=True)
    with platform_scope("export is out of date"):
        SalonExport.objects.filter(pk=export.pk, status=_E.READY).update(status=_E.EXPIRED)
