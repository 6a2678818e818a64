"""What the salon does not want to be reminded of."""

from django.conf import settings
from django.db import models
from django.utils import timezone

# Stands for the whole list.
WHOLE_LIST = "all"


class DismissedStep(models.Model):
    """A step of the checklist that was put aside, or the list as a whole."""

    step = models.CharField(max_length=24, unique=True)
    # Who did it, for those who wonder where it went.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_constraint=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
