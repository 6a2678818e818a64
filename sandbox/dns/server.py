"""The name server's two doors, UDP and TCP on one port, each with its thread."""

from __future__ import annotations

import logging
import socketserver
import struct
import threading
from typing import Any

from ..core import Sandbox
from .answers import answer

logger = logging.getLogger("sandbox")

POLL_SECONDS = 0.05
BIND_ATTEMPTS = 20


class _UdpHandler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        wire, door = self.request
        reply = answer(self.server.sandbox, wire, over_udp=True)  # type: ignore[attr-defined]
        if reply is not None:
            door.sendto(reply, self.client_address)


class _TcpHandler(socketserver.StreamRequestHandler):
    # A caller that says nothing does not keep the thread.
    timeout = 5

    def handle(self) -> None:
        head = self.rfile.read(2)
        if len(head) < 2:
            return
        wire = self.rfile.read(struct.unpack("!H", head)[0])
        reply = answer(self.server.sandbox, wire, over_udp=False)  # type: ignore[attr-defined]
        if reply is not None:
            self.wfile.write(struct.pack("!H", len(reply)) + reply)


class _Quiet:
    """A broken connection is the caller's own doing."""

    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        logger.debug("dns: %s went away", client_address)


class _UdpDoor(_Quiet, socketserver.ThreadingUDPServer):
    pass


class _TcpDoor(_Quiet, socketserver.ThreadingTCPServer):
    pass


class NameServer:
    """Answers from the sandbox's records until it is stopped. Port 0: any free one."""

    def __init__(self, sandbox: Sandbox, host: str, port: int) -> None:
        self._doors = _bind(host, port)
        for door in self._doors:
            door.sandbox = sandbox  # type: ignore[attr-defined]
        self.port = _port_of(self._doors[0])
        self._threads = [
            threading.Thread(target=door.serve_forever, args=(POLL_SECONDS,), daemon=True)
            for door in self._doors
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        for door, thread in zip(self._doors, self._threads, strict=True):
            if thread.is_alive():
                door.shutdown()
                thread.join()
            door.server_close()


def _bind(host: str, port: int) -> tuple[socketserver.BaseServer, ...]:
    """Return both doors on one port; raises OSError when it is taken."""
    for attempt in range(BIND_ATTEMPTS):
        tcp = _TcpDoor((host, port), _TcpHandler)
        try:
            return tcp, _UdpDoor((host, _port_of(tcp)), _UdpHandler)
        except OSError:
            tcp.server_close()
            # The system gave a port that is free for TCP alone: ask for another one.
            if port or attempt == BIND_ATTEMPTS - 1:
                raise
    raise AssertionError


def _port_of(door: socketserver.BaseServer) -> int:
    address: Any = door.server_address
    return int(address[1])
