"""The web application. Refuses to start with a database role that could see past policies."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

from django.db import connection  # noqa: E402

from foundation.tenancy.checks import assert_fit_role  # noqa: E402

assert_fit_role()
# A forked worker must not share the master's connection or pool.
connection.close()
if hasattr(connection, "close_pool"):
    connection.close_pool()
# What is loaded by now stays for good: no request waits while the collector walks through it.
gc.collect()
gc.freeze()
