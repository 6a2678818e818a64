"""What ``make run`` uses: the common settings, open to the eyes of a developer."""

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES

DEBUG = True
# Files are served from the source folders as they change.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Everybody on this machine has the same address.
OTP_THRESHOLDS = {"address_sends": ((500, 3600), (5000, 86400))}
