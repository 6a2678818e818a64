"""A web process: answers requests through the real WSGI application, one JSON line for each.

``python -m benchmarks.visitor``: reads ``{"host": …, "path": …}`` lines, writes status, seconds
and the number of the server process behind the connection.
"""

import io
import json
import sys
import time
from typing import Any

from config.wsgi import application


def answer(host: str, path: str) -> dict[str, Any]:
    """Send one request through every middleware; the answer is read to its end."""
    path_info, _mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path_info,
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "HTTP_HOST": host,
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    statuses: list[str] = []
    started = time.perf_counter()
    response = application(environ, lambda status, headers, *more: statuses.append(status))
    body = b"".join(response)
    response.close()
    seconds = time.perf_counter() - started
    return {"status": int(statuses[0].split()[0]), "seconds": seconds, "size": len(body)}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(answer(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
