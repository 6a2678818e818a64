"""Tests: the real database and the real stand-ins of the providers, nothing in the background."""

from config.settings.base import *  # noqa: F403
from config.settings.base import CACHE_BACKEND, DATABASES, STORAGES

DEBUG = False
DATABASES["default"]["OPTIONS"].pop("pool", None)  # type: ignore[attr-defined]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHE_BACKEND["OPTIONS"] = {"MAX_ENTRIES": 10_000}  # type: ignore[assignment]
CELERY_BROKER_URL = "memory://"  # tests run what is due themselves
