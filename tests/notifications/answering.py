"""A server that gives one answer to everything, for answers that the sandbox does not know."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class AnsweringServer:
    """Serves on a free port, or on a given one, until it is closed. Keeps headers it was sent."""

    def __init__(self, status: int, body: bytes, port: int = 0) -> None:
        self.headers: list[Any] = []
        self._http = HTTPServer(("127.0.0.1", port), _handler(status, body, self.headers))
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


def _handler(status: int, body: bytes, seen: list[Any]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            seen.append(self.headers)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet."""

    return Handler
