"""Taking identities off a person's account."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest

from accounts.domain.events import record_event
from accounts.domain.identities.linking import identities_of
from accounts.domain.identities.providers import provider_name
from accounts.domain.notices import notify_person
from accounts.domain.sessions.ends import end_sessions
from accounts.enums import AuthEventKind
from accounts.locks import lock_person
from accounts.models import User
from accounts.sessions import FAMILY_KEY
from accounts.visitors import visitor_of
from foundation.errors import NotFound


def unlink_identity(request: HttpRequest, user: User, account_id: int) -> str:
    """Take an identity off the person's account and return its provider.

    Always possible: the number opens the account. Her other sessions end, as the identity may have
    opened them, and she is told. The caller has seen a fresh proof. Raises NotFound, also for
    somebody else's identity.
    """
    visitor, family = visitor_of(request), request.session.get(FAMILY_KEY)
    with transaction.atomic():
        lock_person(user.pk)
        account = identities_of(user).filter(pk=account_id).first()
        if account is None:
            raise NotFound
        account.delete()
        provider = str(account.provider)
        record_event(AuthEventKind.IDENTITY_UNLINKED, visitor=visitor, user=user, rule=provider)
        notify_person(user, AuthEventKind.IDENTITY_UNLINKED, name=provider_name(provider))
    end_sessions(user, keep_family=UUID(family) if family else None, visitor=visitor)
    return provider
