"""The command line, as a process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from sandbox import config
from sandbox.__main__ import main, parsed_settings
from sandbox.config import settings_from_environment

ROOT = Path(__file__).parents[2]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(port: int, tmp_path: Path, **environ: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sandbox", "--port", str(port)]
    return subprocess.Popen(
        [*command, "--state", str(tmp_path / "state.sqlite3")],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_up(port: int) -> None:
    for _ in range(200):
        try:
            if requests.get(f"http://127.0.0.1:{port}/healthz", timeout=1).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.02)
    raise TimeoutError("the sandbox did not come up")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_it_promptly_and_quietly(
    port: int, tmp_path: Path, number: signal.Signals
) -> None:
    process = start(port, tmp_path)
    wait_until_up(port)
    started = time.monotonic()
    process.send_signal(number)
    output, errors = process.communicate(timeout=5)
    assert time.monotonic() - started < 2
    assert (process.returncode, output) == (0, "")
    assert errors == f"sandbox: http://localhost:{port}\n"


def test_signal_ends_it_while_a_call_is_kept_waiting(port: int, tmp_path: Path) -> None:
    process = start(port, tmp_path)
    wait_until_up(port)
    base = f"http://127.0.0.1:{port}"
    fault = {"kind": "authentica.balance", "action": "timeout_before_commit"}
    requests.post(f"{base}/control/modes", json={"fail_next": fault}, timeout=5)
    with pytest.raises(requests.ReadTimeout):
        requests.get(f"{base}{config.AUTHENTICA_PREFIX}/balance", timeout=0.2)
    process.terminate()
    _, errors = process.communicate(timeout=5)
    assert (process.returncode, "Traceback" in errors) == (0, False)


def test_port_in_use_is_one_line_and_exit_2(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = int(taken.getsockname()[1])
        process = start(number, tmp_path)
        output, errors = process.communicate(timeout=5)
    assert (process.returncode, output) == (2, "")
    assert errors == f"sandbox: can't listen on 127.0.0.1:{number} (Address already in use).\n"


def test_state_that_can_not_be_used_is_exit_2(
    port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "missing" / "state.sqlite3")
    assert main(["--port", str(port), "--state", missing]) == 2
    assert f"can't use the state file {missing}" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["SANDBOX_PORT", "SANDBOX_DNS_PORT"])
def test_port_that_is_no_number_is_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setenv(name, "eight")
    assert main([]) == 2
    assert capsys.readouterr().err == f"sandbox: {name} is not a number.\n"


def test_name_server_that_cannot_listen_is_exit_2(
    port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        dns_port = taken.getsockname()[1]
        state = str(tmp_path / "state.sqlite3")
        assert main(["--port", str(port), "--dns-port", str(dns_port), "--state", state]) == 2
    assert f"can't answer DNS on 127.0.0.1:{dns_port}" in capsys.readouterr().err


def test_environment_sets_everything() -> None:
    settings = settings_from_environment(
        {
            "SANDBOX_PORT": "9000",
            "SANDBOX_STATE": "/tmp/x.sqlite3",
            "SANDBOX_WEBHOOK_URL": "http://localhost:8000/hooks",
            "SANDBOX_PUBLIC_URL": "https://sandbox.example/",
            "MOYASAR_PUBLISHABLE_KEY": "pk",
            "MOYASAR_SECRET_KEY": "sk",
            "MOYASAR_WEBHOOK_SECRET": "ws",
            "AUTHENTICA_API_KEY": "ak",
        }
    )
    assert (settings.port, settings.state, settings.webhook_url, settings.base_url) == (
        9000,
        "/tmp/x.sqlite3",
        "http://localhost:8000/hooks",
        "https://sandbox.example",
    )
    assert (
        settings.publishable_key,
        settings.secret_key,
        settings.webhook_secret,
        settings.authentica_key,
    ) == ("pk", "sk", "ws", "ak")


def test_empty_environment_has_sandbox_defaults() -> None:
    settings = settings_from_environment({"SANDBOX_PORT": "", "MOYASAR_SECRET_KEY": ""})
    assert (settings.port, settings.secret_key, settings.webhook_secret) == (
        8001,
        config.SECRET_KEY,
        "sandbox-webhook-secret",
    )
    assert settings.base_url == "http://localhost:8001"


def test_arguments_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDBOX_PORT", "9000")
    monkeypatch.setenv("SANDBOX_STATE", "kept.sqlite3")
    settings = parsed_settings(["--port", "9001", "--host", "0.0.0.0", "--webhook-url", "http://x"])
    assert (settings.port, settings.host, settings.webhook_url, settings.state) == (
        9001,
        "0.0.0.0",
        "http://x",
        "kept.sqlite3",
    )
