"""Ending sessions from outside: which ones, and what goes with them."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.domain.sessions.ends import end_session, end_sessions, sign_out_everywhere
from accounts.enums import AuthEventKind
from accounts.models import AuthEvent, RefreshToken, Session, SignInTicket, User
from tests.accounts_factories import UserFactory

pytestmark = pytest.mark.django_db

NOOR, REEM, PLATFORM = "noor.localhost", "reem.localhost:8000", "localhost"


@pytest.fixture
def sara() -> User:
    return UserFactory()


def make(user: User, host: str, *, parent: uuid.UUID | None = None) -> Session:
    """A session with a refresh token and a ticket that came from it."""
    session = Session.objects.create(
        session_key=uuid.uuid4().hex,
        session_data="",
        expire_date=timezone.now() + timedelta(days=1),
        user=user,
        host=host,
        parent=parent,
    )
    later = {"expires_at": session.expire_date, "user": user, "host": host}
    RefreshToken.objects.create(token_hash=uuid.uuid4().hex, family=session.family, **later)
    SignInTicket.objects.create(token_hash=uuid.uuid4().hex, parent=session.family, **later)
    return session


def left() -> set[Any]:
    """Return the families that are still there; each with all that hangs on it."""
    families = set(Session.objects.values_list("family", flat=True))
    assert set(RefreshToken.objects.values_list("family", flat=True)) == families
    assert set(SignInTicket.objects.values_list("parent", flat=True)) == families
    return families


def test_end_sessions_ends_all_of_the_person_and_nobody_elses(sara):
    make(sara, NOOR), make(sara, PLATFORM)
    other = make(UserFactory(), NOOR)
    assert end_sessions(sara) == 2
    assert left() == {other.family}
    event = AuthEvent.objects.get()
    assert (event.kind, event.user_id) == (AuthEventKind.SESSION_ENDED, sara.pk)


def test_end_sessions_a_second_time_does_nothing(sara):
    make(sara, NOOR)
    assert (end_sessions(sara), end_sessions(sara)) == (1, 0)
    assert AuthEvent.objects.count() == 1


@pytest.mark.parametrize("spelled", [NOOR, "NOOR.localhost"])
def test_end_sessions_on_hosts_leaves_the_others(sara, spelled):
    make(sara, NOOR)
    there, home = make(sara, REEM), make(sara, PLATFORM)
    assert end_sessions(sara, hosts=[spelled]) == 1
    assert left() == {there.family, home.family}


def test_end_sessions_on_a_host_by_its_bare_name_finds_the_port(sara, settings):
    settings.PUBLIC_PORT = "8000"
    make(sara, REEM)
    assert end_sessions(sara, hosts=["reem.localhost"]) == 1


def test_end_sessions_keeps_one_and_what_it_opened(sara):
    kept = make(sara, PLATFORM)
    child = make(sara, NOOR, parent=kept.family)
    make(sara, REEM, parent=make(sara, PLATFORM).family)
    assert end_sessions(sara, keep_family=kept.family) == 2
    assert left() == {kept.family, child.family}


def test_end_session_ends_what_it_opened(sara):
    home, alone = make(sara, PLATFORM), make(sara, NOOR)
    make(sara, NOOR, parent=home.family), make(sara, REEM, parent=home.family)
    assert end_session(sara, home.family)
    assert left() == {alone.family}


def test_end_session_of_somebody_else_is_refused(sara):
    hers = make(UserFactory(), NOOR)
    assert not end_session(sara, hers.family)
    assert left() == {hers.family}
    assert not AuthEvent.objects.exists()


def test_sign_out_everywhere_raises_the_epoch(sara):
    make(sara, NOOR), make(sara, PLATFORM)
    before = sara.get_session_auth_hash()
    assert sign_out_everywhere(sara) == 2
    assert left() == set()
    assert User.objects.get(pk=sara.pk).auth_epoch == 1
    assert sara.get_session_auth_hash() != before
