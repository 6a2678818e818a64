"""Celery's doors to the accounts. They run in the public schema: identity has no salon."""

from celery import shared_task
from django.utils import timezone

from accounts.domain.cleanup import delete_outdated_rows
from foundation.tasks import SalonTask


@shared_task(base=SalonTask, name="accounts.clean_up")
def clean_up() -> None:
    """Delete what has run out. Daily."""
    delete_outdated_rows(now=timezone.now())
