"""Who works where."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.enums import Role
from tenants.models.salon import Tenant


class SalonMembership(models.Model):
    """Who works where: the public index of the groups that people have in salons."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    tenant = models.ForeignKey(Tenant, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=9, choices=Role)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("role in the salon")
        verbose_name_plural = _("roles in salons")
        constraints = [
            models.UniqueConstraint(fields=["user", "tenant"], name="tenants_membership_uniq")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.tenant}"
