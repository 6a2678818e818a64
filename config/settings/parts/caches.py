"""Caches and the queue: a Redis where one is named, else the same PostgreSQL."""

from config import env

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
