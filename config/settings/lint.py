"""For type checks only: nothing is connected to."""

import os

os.environ.setdefault("DATABASE_URL", "dbname=none")

from config.settings.base import *  # noqa: F403
