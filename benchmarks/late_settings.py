"""The settings of a release that has one migration of ``salons`` more; LATE names which."""

import os

from benchmarks.settings import *  # noqa: F403

MIGRATION_MODULES = {"salons": f"benchmarks.{os.environ['LATE']}"}
