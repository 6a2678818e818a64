"""Celery's doors to the salons as such: what is due, what is nightly."""

from celery import shared_task

from foundation.tasks import SalonTask, enqueue
from tenants.domain.domains import claims
from tenants.domain.exports import making
from tenants.domain.life_cycle import due_moves
from tenants.domain.measures import measure_salons
from tenants.domain.orphans.checker import find_orphans
from tenants.domain.orphans.findings import record_findings
from tenants.enums import TenantStatus
from tenants.models import Tenant


@shared_task(base=SalonTask, name="tenants.measure_salons")
def measure() -> None:
    """Measure every salon. Nightly."""
    measure_salons()


@shared_task(base=SalonTask, name=claims.CHECK_TASK)
def check_claim(claim_id: int) -> None:
    """Look for the proof of one domain of the salon that the task was sent for."""
    claims.check_claim(claim_id)


@shared_task(base=SalonTask, name="tenants.sweep_claims")
def sweep_claims() -> None:
    """Queue a look at every claimed domain that is due."""
    claims.sweep_claims()


@shared_task(base=SalonTask, name="tenants.check_salon_references")
def check_salon_references() -> None:
    """Look for references to nothing in the salon that the task was sent for."""
    record_findings(find_orphans())


@shared_task(base=SalonTask, name="tenants.check_references")
def check_references() -> None:
    """Send the check to every salon and to the platform. Nightly."""
    schemas = Tenant.objects.filter(moved_at=None).exclude(status=TenantStatus.ERASED)
    for schema in schemas.values_list("schema_name", flat=True).iterator():
        enqueue(check_salon_references, schema_name=schema)


@shared_task(base=SalonTask, name=making.MAKE_TASK, time_limit=making.TIME_LIMIT)
def make_export(export_id: str) -> None:
    """Make one archive of the salon that the task was sent for."""
    making.make_export(export_id)


@shared_task(base=SalonTask, name="tenants.sweep_life_cycle")
def sweep_life_cycle() -> None:
    """Move salons whose time has come, tell owners of what comes, look after archives."""
    due_moves.sweep_moves()
    due_moves.sweep_notices()
    making.sweep_exports()
