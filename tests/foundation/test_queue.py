"""Messages go through PostgreSQL and come back, also after its connections broke."""

import pytest
from django.db import connection
from kombu import Connection
from psycopg.conninfo import make_conninfo

from config.env import CONNECTION_KEYS

NAME = "tests_queue"
KILL_SQL = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user
"""


def broker():
    """Connect to the test's database as the application's role does."""
    settings = connection.settings_dict
    parts = {name: settings[key] for name, key in CONNECTION_KEYS.items() if settings.get(key)}
    options = {
        "conn_string": make_conninfo(**parts),
        "visibility_timeout": 60,
        "wait_time_seconds": 0,
        "queue_name_prefix": "salon_",
        "pool_size": 2,
    }
    transport = "foundation.queue:Transport"
    return Connection("pgmq://localhost/", transport=transport, transport_options=options)


@pytest.fixture
def queue(fresh_database):
    with broker() as sender:
        yield sender.SimpleQueue(NAME)


def test_message_comes_back_and_is_gone_once_it_is_done(queue):
    queue.put({"number": 1})
    message = queue.get(timeout=10)
    assert (message.payload, queue.qsize()) == ({"number": 1}, 1)
    message.ack()
    assert queue.qsize() == 0


def test_message_is_sent_again_on_a_new_connection(queue):
    # As Celery sends: it declares the queue with each message.
    as_celery = {"retry": True, "declare": [queue.queue]}
    queue.put({"number": 1}, **as_celery)
    with connection.cursor() as cursor:
        cursor.execute(KILL_SQL)
        assert cursor.fetchone()[0] >= 1
    queue.put({"number": 2}, **as_celery)
    with broker() as receiver:
        found = receiver.SimpleQueue(NAME)
        assert [found.get(timeout=10).payload for _each in range(2)] == [
            {"number": 1},
            {"number": 2},
        ]
