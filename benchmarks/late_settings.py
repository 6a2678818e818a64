"""The settings of a release that has one migration of ``salons`` more."""

from benchmarks.settings import *  # noqa: F403

MIGRATION_MODULES = {"salons": "benchmarks.late"}
