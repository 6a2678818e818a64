"""Celery's doors to the salons' domains."""

from celery import shared_task

from foundation.tasks import SalonTask
from tenants.domain import claims


@shared_task(base=SalonTask, name=claims.CHECK_TASK)
def check_claim(claim_id: int) -> None:
    """Look for the proof of one domain of the salon that the task was sent for."""
    claims.check_claim(claim_id)


@shared_task(base=SalonTask, name="tenants.sweep_claims")
def sweep_claims() -> None:
    """Queue a look at every claimed domain that is due."""
    claims.sweep_claims()
