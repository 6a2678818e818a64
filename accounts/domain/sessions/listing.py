"""The sessions of a person, for her to recognise."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.domain.sessions.device_names import coarse_address, device_name
from accounts.enums import SessionKind
from accounts.models import Session, User
from accounts.visitors import Visitor

# Nobody looks through more; "end all others" ends those that are not shown as well.
SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class ListedSession:
    """One session. ``host`` is empty where the page that asks has no business to know it."""

    id: UUID
    is_current: bool
    kind: str
    host: str
    device: str
    address: str
    created_at: datetime
    last_seen_at: datetime


def sessions_of(user: User, *, current: UUID | None, visitor: Visitor) -> list[ListedSession]:
    """Return the person's sessions: this one, then the others, the last used first.

    A salon's host learns that there are sessions at other salons, but not which salons: where
    somebody is a customer is no business of the next salon. The platform shows everything.
    """
    alive = Session.objects.filter(user=user, expire_date__gt=timezone.now())
    rows = alive.defer("session_data").order_by("-last_seen_at", "family")[:SHOWN]
    listed = [_listed(row, current=current, visitor=visitor) for row in rows]
    return sorted(listed, key=lambda session: not session.is_current)


def _listed(row: Session, *, current: UUID | None, visitor: Visitor) -> ListedSession:
    name = row.host.partition(":")[0]
    may_know = not visitor.salon or row.host == visitor.host or name == settings.PLATFORM_DOMAIN
    return ListedSession(
        id=row.family,
        is_current=row.family == current,
        kind=row.kind,
        host=name if may_know else "",
        device=device_name(row.user_agent, is_app=row.kind == SessionKind.APP),
        address=coarse_address(row.address),
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
    )
