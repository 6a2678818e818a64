"""The way of a request: middleware, addresses, templates."""

from config import env
from config.settings.parts.site import BASE_DIR

MIDDLEWARE = [
    "config.middleware.HealthMiddleware",
    "config.middleware.RefuseNullMiddleware",
    "config.middleware.SalonMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "tenants.web.primary_host.PrimaryHostMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.SecurityHeadersMiddleware",
    "accounts.middleware.BoundSessionMiddleware",
    "accounts.devices.DeviceMiddleware",
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
