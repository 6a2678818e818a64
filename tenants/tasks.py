"""Celery's doors to the salons as such. They run in the public schema."""

from celery import shared_task

from foundation.tasks import SalonTask
from tenants.domain.measures import measure_salons


@shared_task(base=SalonTask, name="tenants.measure_salons")
def measure() -> None:
    """Measure every salon. Nightly."""
    measure_salons()
