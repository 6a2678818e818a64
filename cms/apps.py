from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    """Wagtail pages of a salon: the storefront and the shell of the back office."""

    name = "cms"
    verbose_name = _("Storefront")

    def ready(self) -> None:
        from cms.handlers import on_salon_created, on_template_seeding
        from tenants.signals import salon_created, template_seeding

        template_seeding.connect(on_template_seeding, dispatch_uid="cms.template_seeding")
        salon_created.connect(on_salon_created, dispatch_uid="cms.salon_created")


class SalonUsersAppConfig(WagtailUsersAppConfig):
    """Wagtail's users app with our viewset in place of its administration of people."""

    user_viewset = "cms.viewsets.NoUserViewSet"
