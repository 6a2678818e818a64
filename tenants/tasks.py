"""Celery's doors to the life of salons."""

from celery import shared_task

from foundation.tasks import SalonTask
from tenants.domain import due_moves, exports


@shared_task(base=SalonTask, name=exports.MAKE_TASK, time_limit=exports.TIME_LIMIT)
def make_export(export_id: str) -> None:
    """Make one archive of the salon that the task was sent for."""
    exports.make_export(export_id)


@shared_task(base=SalonTask, name="tenants.sweep_life_cycle")
def sweep_life_cycle() -> None:
    """Move salons whose time has come, tell owners of what comes, look after archives."""
    due_moves.sweep_moves()
    due_moves.sweep_notices()
    exports.sweep_exports()
