"""Ending sessions from outside: each with what it opened elsewhere and what could renew it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from accounts.domain.events import record_event
from accounts.domain.notices import notify_person
from accounts.enums import AuthEventKind
from accounts.families import delete_families
from accounts.locks import lock_sessions
from accounts.models import Session, User
from accounts.visitors import Visitor
from foundation.addresses import netloc_of


def end_sessions(
    user: User,
    *,
    hosts: Iterable[str] | None = None,
    keep_family: UUID | None = None,
    visitor: Visitor | None = None,
) -> int:
    """End the person's sessions, only those on ``hosts`` if given; return how many ended.

    ``hosts``: names, with or without the port that browsers see. ``keep_family``: the session that
    goes on, and what it opened on other hosts goes on with it. Takes effect with the commit: a
    request that is running may end, the next one is nobody's. A second call ends nothing.
    """
    found = Q() if hosts is None else Q(host__in=_as_browsers_say(hosts))
    if keep_family is not None:
        found &= Q(parent=None) | ~Q(parent=keep_family)
        # Locked with the others, in their order.
        found |= Q(family=keep_family)
    with transaction.atomic():
        families = {session.family for session in lock_sessions(user, found)} - {keep_family}
        if keep_family is not None:
            # It may have come from one that ends: it does not go with that one.
            kept = Session.objects.filter(family=keep_family, parent__in=families)
            kept.update(parent=None)
        ended = delete_families(families)
    if ended:
        record_event(AuthEventKind.SESSION_ENDED, user=user, visitor=visitor)
    return ended


def end_session(user: User, family: UUID, *, visitor: Visitor | None = None) -> bool:
    """End one session of the person, return whether there was one. Somebody else's is none."""
    with transaction.atomic():
        found = lock_sessions(user, Q(family=family))
        delete_families({session.family for session in found})
    if found:
        record_event(AuthEventKind.SESSION_ENDED, user=user, visitor=visitor)
    return bool(found)


def sign_out_everywhere(user: User, *, visitor: Visitor | None = None) -> int:
    """End everything, also what is being opened this moment; return how many sessions ended.

    She is told by SMS. The epoch makes sessions worthless that a request saves after their rows
    are gone.
    """
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(auth_epoch=F("auth_epoch") + 1)
        user.refresh_from_db(fields=["auth_epoch"])
        families = {session.family for session in lock_sessions(user, Q())}
        ended = delete_families(families, user=user)
        notify_person(user, AuthEventKind.SESSION_ENDED)
    record_event(AuthEventKind.SESSION_ENDED, user=user, visitor=visitor, rule="everywhere")
    return ended


def _as_browsers_say(hosts: Iterable[str]) -> set[str]:
    names = {host.lower() for host in hosts}
    return names | {netloc_of(name) for name in names if ":" not in name}
