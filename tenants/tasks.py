"""Kept for importers."""

from foundation.tasks import SalonTask, enqueue

__all__ = ["SalonTask", "enqueue"]
