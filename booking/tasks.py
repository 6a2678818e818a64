"""Celery's doors to booking."""

from celery import shared_task

from booking import jobs, outbox
from foundation.tasks import SalonTask


@shared_task(base=SalonTask, name=outbox.HANDLE_TASK)
def handle_event(event_id: str) -> None:
    """Run the handlers of one event in its salon."""
    outbox.handle_event(event_id)


@shared_task(base=SalonTask, name=jobs.RUN_TASK)
def run_job(kind: str, key: str) -> None:
    """Run one due job in its salon."""
    jobs.run_job(kind, key)


@shared_task(base=SalonTask, name="booking.sweep")
def sweep() -> None:
    """Queue due jobs and forgotten events of every salon."""
    jobs.sweep_jobs()
    outbox.sweep_events()
