"""The test settings of a release that has one migration more."""

from config.settings.test import *  # noqa: F403

MIGRATION_MODULES = {"salons": "tests.tenants.late"}
