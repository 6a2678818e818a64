"""The environment of a local run: what is not given is embedded."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
LOCAL_DIR = BASE_DIR / ".local"


def prepare_local_environment() -> None:
    """Start (or join) the embedded database where no DATABASE_URL is given.

    Production settings are left alone: there everything comes from the environment.
    """
    if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith("production"):
        return
    if not os.environ.get("DATABASE_URL"):
        from config.services.postgres import start_postgres, use_wheel_programs

        use_wheel_programs()
        embedded = start_postgres(LOCAL_DIR / "postgres")
        os.environ["DATABASE_URL"] = embedded.database_url
        os.environ["DATABASE_OWNER_URL"] = embedded.owner_url
    for name, value in sandbox_keys().items():
        os.environ.setdefault(name, value)


def sandbox_keys() -> dict[str, str]:
    """Return the keys of the stand-ins for the providers; worthless anywhere else."""
    from sandbox import config as sandbox

    return {
        "MOYASAR_PUBLISHABLE_KEY": sandbox.PUBLISHABLE_KEY,
        "MOYASAR_SECRET_KEY": sandbox.SECRET_KEY,
        "MOYASAR_WEBHOOK_SECRET": sandbox.WEBHOOK_SECRET,
        "AUTHENTICA_API_KEY": sandbox.AUTHENTICA_KEY,
        "OIDC_CLIENT_ID": sandbox.OIDC_CLIENT_ID,
        "OIDC_CLIENT_SECRET": sandbox.OIDC_CLIENT_SECRET,
    }
