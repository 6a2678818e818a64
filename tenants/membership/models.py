"""Groups and permissions of people, per schema.

In a salon's schema these rows are the person's authority in that salon; in public, the platform's.
"""

from django.conf import settings
from django.db import models


class UserGroup(models.Model):
    """The person is in the group."""

    # Without a database constraint: no key may lead from a salon's schema to public.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_constraint=False, related_name="+"
    )
    group = models.ForeignKey("auth.Group", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "group"], name="membership_usergroup_uniq")
        ]


class UserPermission(models.Model):
    """The person has the permission directly."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_constraint=False, related_name="+"
    )
    permission = models.ForeignKey("auth.Permission", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "permission"], name="membership_userpermission_uniq"
            )
        ]
