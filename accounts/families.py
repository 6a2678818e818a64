"""The rows that make up a session: its own, what it opened elsewhere, what could renew it."""

from collections.abc import Collection
from uuid import UUID

from accounts.models import RefreshToken, Session, SignInTicket, User


def delete_families(families: Collection[UUID], *, user: User | None = None) -> int:
    """Delete sessions with everything that hangs on them; return how many sessions there were.

    ``user``: also every refresh token and ticket of the person. Call in a transaction. Sessions go
    first: whoever renews one or opens another from it holds its row until she has committed, and
    what she wrote is seen by the statements that follow.
    """
    ended = 0
    parents = set(families)
    while parents:
        ended += Session.objects.filter(family__in=parents).delete()[0]
        RefreshToken.objects.filter(family__in=parents).delete()
        SignInTicket.objects.filter(parent__in=parents).delete()
        children = Session.objects.filter(parent__in=parents).order_by("family")
        parents = set(children.values_list("family", flat=True))
    if user is not None:
        RefreshToken.objects.filter(user=user).delete()
        SignInTicket.objects.filter(user=user).delete()
    return ended
