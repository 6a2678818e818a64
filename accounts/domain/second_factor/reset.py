"""A person who has lost every device: our people take her second factors off the account."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.events import record_event
from accounts.domain.notices import notify_person
from accounts.domain.sessions.ends import sign_out_everywhere
from accounts.enums import AuthEventKind
from accounts.locks import lock_authenticators, lock_person
from accounts.models import User
from accounts.visitors import Visitor
from audit.log import record
from foundation.errors import NotAllowed

VERB = "second_factor.reset"


def reset_second_factor(
    user: User, *, actor: User | None, reason: str, visitor: Visitor | None = None
) -> int:
    """Remove all factors and recovery codes and end every session; return how many there were.

    ``actor``: the platform admin who does it, None on the server. Written to the audit log and the
    log of the doors and told to the person's phone; without anything to remove nothing happens.
    Raises NotAllowed for oneself: a stolen session could shed its own guard.
    """
    if actor is not None and actor.pk == user.pk:
        raise NotAllowed
    with transaction.atomic():
        lock_person(user.pk)
        rows = lock_authenticators(user.pk)
        if not rows:
            return 0
        for row in rows:
            row.delete()
        sign_out_everywhere(user, visitor=visitor)
        record(user, verb=VERB, reason=reason, actor=actor)
    record_event(AuthEventKind.FACTOR_REMOVED, visitor=visitor, user=user, rule="reset")
    notify_person(user, AuthEventKind.FACTOR_REMOVED, name=_("Every second factor"))
    return len(rows)
