from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    """Wagtail pages of a salon: the storefront and the shell of the back office."""

    name = "cms"
    verbose_name = _("Storefront")

    def ready(self) -> None:
        from auditlog.registry import auditlog
        from django.db.models.signals import post_save
        from wagtail.images import get_image_model
        from wagtail.models import PageLogEntry

        from cms.handlers import (
            on_page_logged,
            on_primary_domain_changed,
            on_row_in_use,
            on_salon_created,
            on_salon_upgraded,
            on_template_fingerprint,
            on_template_seeding,
        )
        from cms.moving import register as register_for_moving
        from salons.signals import row_in_use
        from tenants.signals import (
            primary_domain_changed,
            salon_created,
            salon_upgraded,
            template_fingerprint,
            template_seeding,
        )

        register_for_moving()
        auditlog.register(get_image_model(), exclude_fields=["file_hash", "file_size"])
        template_fingerprint.connect(on_template_fingerprint, dispatch_uid="cms.fingerprint")
        salon_upgraded.connect(on_salon_upgraded, dispatch_uid="cms.salon_upgraded")
        template_seeding.connect(on_template_seeding, dispatch_uid="cms.template_seeding")
        salon_created.connect(on_salon_created, dispatch_uid="cms.salon_created")
        primary_domain_changed.connect(
            on_primary_domain_changed, dispatch_uid="cms.primary_domain_changed"
        )
        row_in_use.connect(on_row_in_use, dispatch_uid="cms.row_in_use")
        post_save.connect(on_page_logged, sender=PageLogEntry, dispatch_uid="cms.page_logged")


class SalonUsersAppConfig(WagtailUsersAppConfig):
    """Wagtail's users app without its administration of people and groups."""

    user_viewset = "cms.viewsets.NoUserViewSet"
    group_viewset = "cms.viewsets.NoGroupViewSet"
