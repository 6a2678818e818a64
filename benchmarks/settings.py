"""The common settings with production's ways: no DEBUG, the connection pool, PGMQ."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, STORAGES

DEBUG = False
# The benchmark also looks at what happens without a bound.
DATABASES["default"]["SALONS_PER_CONNECTION"] = env.integer(
    "SALONS_PER_CONNECTION", int(str(DATABASES["default"]["SALONS_PER_CONNECTION"])), minimum=1
)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
