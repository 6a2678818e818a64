"""The queue: PGMQ inside our PostgreSQL by default, any broker by CELERY_BROKER_URL."""

import os
from typing import Any
from urllib.parse import quote

from celery.schedules import crontab
from celery.signals import beat_init, worker_init
from django.conf import settings
from psycopg.conninfo import make_conninfo
from tenant_schemas_celery.app import CeleryApp

from config.env import CONNECTION_KEYS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

SWEEP_SECONDS = 10.0


def broker() -> dict[str, Any]:
    """Return Celery's broker settings."""
    if settings.CELERY_BROKER_URL:
        return {"broker_url": settings.CELERY_BROKER_URL}
    database = settings.DATABASES["default"]
    parts = {name: database[key] for name, key in CONNECTION_KEYS.items() if database.get(key)}
    return {
        # The address only chooses the transport; a unix socket does not fit into it.
        "broker_url": f"pgmq://{quote(str(parts.get('user', '')))}@localhost/",
        "broker_transport": "foundation.queue:Transport",
        "broker_transport_options": {
            "conn_string": make_conninfo(**parts),
            "init_extension": False,  # a normal role cannot; the SQL came with a migration
            "queue_name_prefix": "salon_",
            "visibility_timeout": 600,
            "wait_time_seconds": 2,
            "polling_interval": 0.2,
            "pool_size": 4,
        },
    }


app = CeleryApp("salon")
app.conf.update(
    **broker(),
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_default_queue="default",
    task_time_limit=300,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    timezone=settings.TIME_ZONE,
    enable_utc=True,
    beat_schedule={
        "due work and forgotten events": {
            "task": "booking.sweep",
            "schedule": SWEEP_SECONDS,
            # Without a worker they would pile up and all run at once later.
            "options": {"expires": SWEEP_SECONDS},
        },
        "messages that have not left": {
            "task": "notifications.sweep",
            "schedule": SWEEP_SECONDS * 3,
            "options": {"expires": SWEEP_SECONDS * 3},
        },
        "what is left for messages": {
            "task": "notifications.watch_balance",
            "schedule": crontab(minute=7),
        },
        "domains to be proved": {
            "task": "tenants.sweep_claims",
            "schedule": SWEEP_SECONDS * 3,
            "options": {"expires": SWEEP_SECONDS * 3},
        },
        "salons whose time has come, archives": {
            "task": "tenants.sweep_life_cycle",
            "schedule": SWEEP_SECONDS * 6,
            "options": {"expires": SWEEP_SECONDS * 6},
        },
        "codes and windows of the past": {
            "task": "accounts.clean_up",
            "schedule": crontab(hour=3, minute=20),
        },
        "size and last activity of the salons": {
            "task": "tenants.measure_salons",
            "schedule": crontab(hour=4, minute=10),
        },
        "references to nothing": {
            "task": "tenants.check_references",
            "schedule": crontab(hour=3, minute=40),
        },
    },
)
# For every thread of a web process, not only the one that imports this module.
app.set_default()
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_privileged_role(**kwargs: Any) -> None:
    """Stop where the database role could see past row level security."""
    from django.db import connection

    from foundation.tenancy.checks import assert_fit_role

    assert_fit_role()
    connection.close()
    connection.close_pool()
