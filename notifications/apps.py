from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Messages out: gateways, log, texts."""

    name = "notifications"
    verbose_name = _("Messages")
