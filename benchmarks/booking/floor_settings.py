"""As little of Django as books half an hour: the floor of the comparison."""

from benchmarks.availability.floor_settings import *  # noqa: F403
from config import env

ROOT_URLCONF = "benchmarks.booking.floor"
FLOOR_SALON = env.text("FLOOR_SALON")
