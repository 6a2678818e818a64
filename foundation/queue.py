"""PGMQ as the queue of this project: one round trip for a message that is sent.

kombu asks the server for all its queues before each message, to see whether it is there, and both
it and PGMQ's client open a transaction around a statement: six round trips. A connection that
broke fails the sending itself, which kombu tries again on a new one.
"""

from typing import Any

from kombu.transport import pgmq
from pgmq import PGMQueue
from psycopg_pool import ConnectionPool


class Queue(PGMQueue):  # type: ignore[no-untyped-call]
    """Commits each statement by itself."""

    def _init_pool(self) -> None:
        self._own_pool = True
        self.pool = ConnectionPool(
            self.config.dsn,
            kwargs={"autocommit": True},
            min_size=1,
            max_size=self.config.pool_size,
            open=True,
        )

    def send(self, queue: str, message: dict[str, Any], *args: Any, **options: Any) -> int:
        """Send a message on a connection that commits it by itself; return its number."""
        if options.get("conn") is None and self.pool is not None:
            with self.pool.connection() as connection:
                return self.send(queue, message, *args, **options | {"conn": connection})
        number: int = super().send(queue, message, *args, **options)
        return number


class Transport(pgmq.Transport):
    """kombu's, without a question before each message."""

    def _create_pgmq_client(self) -> Queue:
        client: Any = self.client
        options = client.transport_options
        return Queue(
            conn_string=options["conn_string"],
            vt=int(options["visibility_timeout"]),
            init_extension=False,
            pool_size=options["pool_size"],
        )

    def verify_connection(self, connection: Any) -> bool:
        """Say whether there are connections; whether they work shows when they are used."""
        return self._pgmq_client is not None
