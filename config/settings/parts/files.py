"""Static files, uploads and their storage."""

from config import env
from config.settings.parts.site import LOCAL_DIR

STATIC_URL = "/static/"
STATIC_ROOT = env.text("STATIC_ROOT", str(LOCAL_DIR / "static"))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.fonts.PackagedFontsFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.text("MEDIA_ROOT", str(LOCAL_DIR / "media"))
# How long the address of a file that is not for everybody works.
MEDIA_SIGNATURE_SECONDS = env.integer("MEDIA_SIGNATURE_SECONDS", 900, minimum=1, maximum=86400)
# Internal location of the proxy in front that sends the files; empty: the web process sends them.
MEDIA_ACCEL_PREFIX = env.text("MEDIA_ACCEL_PREFIX")
STORAGES = {
    "default": {"BACKEND": "tenants.storage.SalonFileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
