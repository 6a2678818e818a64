"""Production settings: clean under Django's deploy checks, and a refusal without their secrets."""

import os
import subprocess
import sys

import pytest

from tests.database import ROOT

SECRETS = {
    "SECRET_KEY": "k" * 25 + "".join(chr(97 + n % 26) for n in range(30)),
    "OTP_PEPPER": "p" * 40,
    "MFA_ENCRYPTION_SECRET": "m" * 40,
    "PLATFORM_DOMAIN": "salon.example",
    "AUTHENTICA_API_KEY": "a" * 40,
    "MOYASAR_PUBLISHABLE_KEY": "pk_live_" + "x" * 40,
    "MOYASAR_SECRET_KEY": "sk_live_" + "x" * 40,
    "MOYASAR_WEBHOOK_SECRET": "w" * 32,
    "PLATFORM_CONTACT_PHONE": "+966500000000",
    "EXPORT_ROOT": "/srv/salon/exports",
}


IMPORT = ("-c", "import config.settings.production")


def python(*arguments, **environment):
    """Run Python under production settings with only what is given."""
    clean = {key: os.environ[key] for key in ("PATH", "DATABASE_URL")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=clean | {"DJANGO_SETTINGS_MODULE": "config.settings.production"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_deploy_check_is_clean():
    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **SECRETS)
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_start_without_a_secret_is_refused(name):
    done = python(*IMPORT, **{key: value for key, value in SECRETS.items() if key != name})
    assert done.returncode == 1
    assert name in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SANDBOX_URL", "http://localhost:8001"),
        ("MOYASAR_BASE_URL", "http://localhost:8001/moyasar/v1"),
        ("MOYASAR_BASE_URL", "https://api.moyasar.com.evil.example/v1"),
        ("AUTHENTICA_BASE_URL", "http://localhost:8001/authentica/api/v2"),
        ("NOTIFICATION_PROVIDER", "console"),
        ("SECRET_KEY", "short"),
        ("DEBUG", "perhaps"),
    ],
)
def test_start_with_an_odd_value_is_refused(name, value):
    done = python(*IMPORT, **(SECRETS | {name: value}))
    assert done.returncode == 1
    assert "ImproperlyConfigured" in done.stderr


def test_archives_where_uploads_are_served_from_are_refused():
    folders = {"MEDIA_ROOT": "/srv/salon/media", "EXPORT_ROOT": "/srv/salon/media/exports"}
    done = python(*IMPORT, **SECRETS | folders)
    assert (done.returncode, "below MEDIA_ROOT" in done.stderr) == (1, True)


def test_cookies_are_bound_to_their_host():
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "CROSSING_COOKIE_NAME")
    flags = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY")
    domains = ("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN")
    script = (
        "from django.conf import settings as s;"
        f"assert all(getattr(s, n).startswith('__Host-') for n in {names});"
        f"assert all(getattr(s, n) is True for n in {flags});"
        f"assert all(getattr(s, n) is None for n in {domains});"
        "assert s.SESSION_COOKIE_PATH == s.CSRF_COOKIE_PATH == '/'"
    )
    done = python("-c", script, **SECRETS)
    assert done.returncode == 0, done.stderr
