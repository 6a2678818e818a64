"""What `make run` says when something is in the way: one line, no traceback."""

import os
import socket
import subprocess
import sys

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.database import ROOT


def start(*, command=(sys.executable, "-m", "config.services.run"), **environment):
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_port_in_use_is_one_clear_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = start(PORT=port)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"salon: port {port} is in use. Stop what uses it or choose another: PORT=… make run\n"
    )


def test_odd_port_is_one_clear_line():
    done = start(PORT="eighty")
    assert (done.returncode, done.stderr) == (
        2,
        "salon: PORT must be a port number, not 'eighty'.\n",
    )


def test_too_old_python_is_one_clear_line(tmp_path):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)
    done = start(command=("make", "check-python", f"PYTHON={old}"))
    assert done.returncode != 0
    assert "Salon needs Python 3.11 or newer; this is Python 3.9.2." in done.stdout


def test_missing_python_is_one_clear_line():
    done = start(command=("make", "check-python", "PYTHON=no-such-python"))
    assert "Salon needs Python 3.11 or newer: 'no-such-python' was not found." in done.stdout


@pytest.mark.parametrize(
    ("role", "host", "message"),
    [
        ("postgres", None, "CommandError: The database role 'postgres' is a superuser"),
        ("salon", "/nowhere", "CommandError: The database cannot be reached"),
    ],
)
def test_unsuitable_database_is_one_clear_line(role, host, message):
    parts = conninfo_to_dict(os.environ["DATABASE_URL"]) | {"user": role}
    address = make_conninfo(**(parts | ({"host": host} if host else {})))
    done = start(DATABASE_URL=address, PORT=str(free_port()), SANDBOX_PORT=str(free_port()))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert done.stderr.startswith(message)
