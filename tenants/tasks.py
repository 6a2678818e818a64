"""Celery's doors to the salons as such: what is due, what is nightly."""

from celery import shared_task

from foundation.tasks import SalonTask
from tenants.domain import claims
from tenants.domain.measures import measure_salons


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
