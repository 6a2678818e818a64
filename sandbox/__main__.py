"""Command line: python -m sandbox."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from types import FrameType

from .config import Settings, settings_from_environment
from .server import Server, bind

CANNOT_START = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until SIGTERM or SIGINT; returns the exit status."""
    try:
        settings = parsed_settings(arguments)
    except ValueError as error:
        return _refuse(str(error))
    verbose = bool(os.environ.get("SANDBOX_VERBOSE"))
    logging.basicConfig(format="sandbox: %(message)s")
    logging.getLogger("sandbox").setLevel(logging.DEBUG if verbose else logging.INFO)
    try:
        listener = bind(settings.host, settings.port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        return _refuse(f"can't listen on {settings.host}:{settings.port} ({reason}).")
    try:
        server = Server(settings, listener)
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or error
        return _refuse(f"can't answer DNS on {settings.host}:{settings.dns_port} ({reason}).")
    except sqlite3.Error as error:
        listener.close()
        return _refuse(f"can't use the state file {settings.state} ({error}).")
    return _serve(server)


def parsed_settings(arguments: Sequence[str] | None) -> Settings:
    """Read the environment, then the arguments over it."""
    base = settings_from_environment(os.environ)
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Moyasar and Authentica")
    parser.add_argument("--host", default=base.host)
    parser.add_argument("--port", type=int, default=base.port)
    parser.add_argument("--dns-port", type=int, default=base.dns_port, help="UDP and TCP")
    parser.add_argument("--public-url", default=base.public_url, help="address that browsers use")
    parser.add_argument("--state", default=base.state, help="SQLite file, or :memory:")
    parser.add_argument("--webhook-url", default=base.webhook_url, help="gets payment events")
    return replace(base, **vars(parser.parse_args(arguments)))


def _serve(server: Server) -> int:
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    server.start()
    logging.getLogger("sandbox").info("%s", server.sandbox.settings.base_url)
    ended.wait()
    server.stop()
    return 0


def _refuse(text: str) -> int:
    sys.stderr.write(f"sandbox: {text}\n")
    return CANNOT_START


if __name__ == "__main__":
    sys.exit(main())
