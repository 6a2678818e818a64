"""Sessions, and what allauth knows of people."""

from datetime import timedelta

from config import env
from config.settings.parts.site import PLATFORM_SCHEME

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
# By which a browser is known again (accounts/devices.py).
DEVICE_COOKIE_NAME = "did"
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
