"""People who are signed in, and the times that they book."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from accounts.domain.sign_in.assurance import note_proof
from accounts.domain.sign_in.completion import BACKEND
from accounts.enums import Proof, SessionKind
from accounts.models import User
from accounts.sessions import HOST_KEY, KIND_KEY, SessionStore
from benchmarks.availability.calendar import DAYS, HOURS, OPENS


def app_token(number: int, host: str) -> str:
    """Return the session token of an app in which a customer of her own is signed in."""
    person = User.objects.create(
        phone_number=f"+9665{number:08}", is_phone_verified=True, phone_verified_at=timezone.now()
    )
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: person.get_session_auth_hash(),
            HOST_KEY: host,
            KIND_KEY: SessionKind.APP.value,
        }
    )
    note_proof(session, Proof.CODE)
    session.save()
    return str(session.session_key)


def free_starts(number: int) -> Iterator[datetime]:
    """Yield the free half hours of the ``number``-th person of a filled calendar."""
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(2, DAYS):
        for hour in (h for h in range(HOURS) if not (h // 2 + number) % 2):
            for half in range(2):
                yield today + timedelta(days=day, hours=OPENS + hour, minutes=30 * half)
