"""Production: HTTPS only, every secret from the environment, no stand-ins for providers."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import MEDIA_ROOT

DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY", min_length=50)
OTP_PEPPERS = {1: env.secret("OTP_PEPPER")}
MFA_ENCRYPTION_SECRETS = (env.secret("MFA_ENCRYPTION_SECRET"),)
PLATFORM_DOMAIN = env.required("PLATFORM_DOMAIN")
PLATFORM_SCHEME = "https"
PUBLIC_PORT = ""
WAGTAILADMIN_BASE_URL = f"https://{PLATFORM_DOMAIN}"

# A site that could alter its tables could be made to take the policies off them.
REQUIRE_SEPARATE_OWNER = True

# Owners who have paid, or want to come back, reach somebody.
PLATFORM_CONTACT_PHONE = env.required("PLATFORM_CONTACT_PHONE")
# Archives of salons' data: one folder for web and worker, and never where uploads are served from.
EXPORT_ROOT = env.required("EXPORT_ROOT")
if Path(EXPORT_ROOT).resolve().is_relative_to(Path(MEDIA_ROOT).resolve()):
    raise ImproperlyConfigured("EXPORT_ROOT must not lie below MEDIA_ROOT.")

if env.text("SANDBOX_URL"):
    raise ImproperlyConfigured("SANDBOX_URL must not be set in production.")

NOTIFICATION_PROVIDER = env.choice("NOTIFICATION_PROVIDER", ("authentica",), "authentica")
AUTHENTICA_API_KEY = env.secret("AUTHENTICA_API_KEY", min_length=20)
MOYASAR_PUBLISHABLE_KEY = env.secret("MOYASAR_PUBLISHABLE_KEY")
MOYASAR_SECRET_KEY = env.secret("MOYASAR_SECRET_KEY")
MOYASAR_WEBHOOK_SECRET = env.secret("MOYASAR_WEBHOOK_SECRET", min_length=16)
AUTHENTICA_BASE_URL = env.url("AUTHENTICA_BASE_URL", "https://api.authentica.sa/api/v2")
MOYASAR_BASE_URL = env.url("MOYASAR_BASE_URL", "https://api.moyasar.com/v1")

for address, vendor in ((AUTHENTICA_BASE_URL, "authentica.sa"), (MOYASAR_BASE_URL, "moyasar.com")):
    parts = urlsplit(address)
    if parts.scheme != "https" or not f".{parts.hostname}".endswith(f".{vendor}"):
        raise ImproperlyConfigured(f"{address} is not an https address of {vendor}.")

# One proxy of ours ends TLS in front: without counting it every visitor has its address.
TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 1, minimum=1, maximum=5)
SECURE_SSL_REDIRECT = True
# The load balancer and Caddy ask over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^api/tls/ask$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 86400
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Bound to one host by the browser: a sibling subdomain cannot plant them.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
CROSSING_COOKIE_NAME = "__Host-sso"
