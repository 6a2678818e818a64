"""Runs the application: binding, threads, quiet logs, prompt end."""

from __future__ import annotations

import logging
import socket
import threading
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from .app import Application
from .config import Settings
from .core import Sandbox
from .dns.server import NameServer
from .moyasar.delivery import Sender
from .moyasar.webhook import configure_webhook

logger = logging.getLogger("sandbox")

JOIN_SECONDS = 2
POLL_SECONDS = 0.05


class QuietHandler(WSGIRequestHandler):
    """Logs method, path and status only: no query, no body, no header."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        path = self.path.partition("?")[0]
        logger.debug("%s %s %s", self.command, path, getattr(code, "value", code))

    def log_error(self, format: str, *args: Any) -> None:
        """Say nothing: a broken connection is the client's own doing."""

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        """Close the connection, also when a fault asked for silence."""
        self.close_connection = True


class Server:
    """One sandbox with its HTTP server, its webhook sender and its name server."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self.sandbox = Sandbox(settings)
        configure_webhook(self.sandbox, settings.webhook_url)
        self._sender = Sender(self.sandbox)
        self.names = _name_server(self.sandbox)
        self._http: BaseWSGIServer = make_server(
            settings.host,
            settings.port,
            Application(self.sandbox),
            threaded=True,
            request_handler=QuietHandler,
            fd=listener.fileno(),
        )
        # The server works on a copy of the socket.
        listener.close()
        self._thread = threading.Thread(
            target=self._http.serve_forever, args=(POLL_SECONDS,), name="sandbox-http", daemon=True
        )

    def start(self) -> None:
        self._thread.start()
        self._sender.start()
        if self.names:
            self.names.start()

    def stop(self) -> None:
        """End all threads, wake calls that are being kept waiting, close the records."""
        self.sandbox.stopping.set()
        self.sandbox.wake.set()
        if self.names:
            self.names.stop()
        self._http.shutdown()
        self._thread.join(JOIN_SECONDS)
        self._sender.join(JOIN_SECONDS)
        self.sandbox.store.close()


def _name_server(sandbox: Sandbox) -> NameServer | None:
    settings = sandbox.settings
    if settings.dns_port is None:
        return None
    return NameServer(sandbox, settings.host, settings.dns_port)


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket; raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
