"""Where the site is: folders, hosts, its secret key."""

from pathlib import Path

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent.parent
LOCAL_DIR = BASE_DIR / ".local"

DEBUG = env.flag("DEBUG", default=False)
# Only for local runs and tests; production.py demands its own.
SECRET_KEY = env.text("SECRET_KEY", "local-only-" + "x" * 40)
PLATFORM_DOMAIN = env.text("PLATFORM_DOMAIN", "localhost")
PORT = env.integer("PORT", 8000, minimum=1, maximum=65535)
PLATFORM_SCHEME = env.choice("PLATFORM_SCHEME", ("http", "https"), "http")
# The port that browsers see, empty behind a proxy on the standard ports.
PUBLIC_PORT = env.text("PUBLIC_PORT", str(PORT))
# The site's host is checked against the domains table by the tenant middleware, which answers an
# unknown one with a plain 404 before anything else looks at it.
ALLOWED_HOSTS = ["*"]
