"""As little of Django as answers a request from the database: the floor of a comparison."""

from config import env

SECRET_KEY = "the floor keeps no secrets"  # noqa: S105
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = env.text("FLOOR_URLS")
USE_TZ = True
SALON = env.text("FLOOR_SALON")
DATABASES = {"default": env.database("DATABASE_URL") | {"ENGINE": "django.db.backends.postgresql"}}
DATABASES["default"]["OPTIONS"] |= {  # type: ignore[operator]
    "pool": {"min_size": 1, "max_size": 8},
    # The salon is given to row level security with the connection.
    "options": f"-c app.tenant={SALON} -c search_path={SALON},public",
}
