"""Languages and time."""

from django.utils.translation import gettext_lazy as _

from config.settings.parts.site import BASE_DIR

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Riyadh"
FORMAT_MODULE_PATH = ["config.formats"]
