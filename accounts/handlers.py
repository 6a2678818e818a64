"""What happens here when Django's own doors are used."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.domain.events import record_event
from accounts.enums import AuthEventKind
from accounts.models import User
from accounts.visitors import visitor_of


@receiver(user_logged_out, dispatch_uid="accounts.signed_out")
def note_sign_out(sender: Any, *, request: HttpRequest, user: User | None, **_: Any) -> None:
    """Record it, by whichever door the person left: ours, Wagtail's or the administration's."""
    if user is not None:
        record_event(AuthEventKind.SIGNED_OUT, user=user, visitor=visitor_of(request))
