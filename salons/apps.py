from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalonsConfig(AppConfig):
    """The catalogue of one salon: profile, services, staff, hours."""

    name = "salons"
    verbose_name = _("Salon")

    def ready(self) -> None:
        from django.db.models.signals import post_save, pre_delete

        from salons.audit import follow_catalogue
        from salons.domain.removal import REMOVABLE
        from salons.exports import on_spreadsheets_asked
        from salons.handlers import (
            on_member_joined,
            on_member_left,
            on_profile_saved,
            on_row_deleting,
            on_salon_created,
            on_salon_upgraded,
        )
        from salons.models import SalonProfile
        from tenants.signals import (
            member_joined,
            member_left,
            salon_created,
            salon_upgraded,
            spreadsheets_asked,
        )

        spreadsheets_asked.connect(on_spreadsheets_asked, dispatch_uid="salons.spreadsheets")
        salon_created.connect(on_salon_created, dispatch_uid="salons.salon_created")
        salon_upgraded.connect(on_salon_upgraded, dispatch_uid="salons.salon_upgraded")
        member_joined.connect(on_member_joined, dispatch_uid="salons.member_joined")
        member_left.connect(on_member_left, dispatch_uid="salons.member_left")
        post_save.connect(on_profile_saved, sender=SalonProfile, dispatch_uid="salons.profile")
        for model in REMOVABLE:
            pre_delete.connect(on_row_deleting, sender=model, dispatch_uid=f"salons.{model}.kept")
        follow_catalogue()
