"""Settings common to every environment, by subject in ``parts``. Local runs add a little."""

# ruff: noqa: F403

from config.settings.parts.api import *
from config.settings.parts.apps import *
from config.settings.parts.caches import *
from config.settings.parts.codes import *
from config.settings.parts.database import *
from config.settings.parts.files import *
from config.settings.parts.languages import *
from config.settings.parts.logs import *
from config.settings.parts.providers import *
from config.settings.parts.requests import *
from config.settings.parts.salons import *
from config.settings.parts.second_factors import *
from config.settings.parts.sign_in import *
from config.settings.parts.site import *
from config.settings.parts.social import *
from config.settings.parts.wagtail import *
