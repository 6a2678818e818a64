"""The database and its two roles."""

from config import env

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
