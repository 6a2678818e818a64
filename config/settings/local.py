"""What ``make run`` uses: the common settings, open to the eyes of a developer."""

from config.settings.base import *  # noqa: F403
from config.settings.base import (
    PLATFORM_BANK_HOLDER,
    PLATFORM_BANK_IBAN,
    PLATFORM_CONTACT_PHONE,
    STORAGES,
)

DEBUG = True
# Files are served from the source folders as they change.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# The stand-in of the provider starts with a hundred.
AUTHENTICA_LOW_BALANCE = 10
# Everybody on this machine has the same address, and the demo's people nearly the same number.
OTP_THRESHOLDS = {
    "address_sends": ((500, 3600), (5000, 86400)),
    "address_phones": ((500, 3600),),
    "address_newcomers": ((500, 3600),),
    "prefix_sends": ((500, 600),),
    "prefix_block_sends": 500,
}
# Where a salon of the demo pays and asks: the platform's admin reads it in the inbox.
PLATFORM_CONTACT_PHONE = PLATFORM_CONTACT_PHONE or "+966500000009"
PLATFORM_BANK_HOLDER = PLATFORM_BANK_HOLDER or "Salon Platform (demo)"
PLATFORM_BANK_IBAN = PLATFORM_BANK_IBAN or "SA03 8000 0000 6080 1016 7519"
