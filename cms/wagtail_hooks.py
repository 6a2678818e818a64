"""How the salon's back office looks and what it offers, as hooks of Wagtail."""

from cms.backoffice import wagtail_hooks as backoffice_hooks  # noqa: F401
