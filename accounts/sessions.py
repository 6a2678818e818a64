"""Session store: the database keeps only the SHA-256 of what the browser or app holds."""

import hashlib
import uuid
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import SessionKind
from accounts.families import delete_families
from accounts.lifetimes import absolute_end, expiry, is_usable
from accounts.lookups import session_of_key
from accounts.models import Session

HOST_KEY = "_host"
KIND_KEY = "_kind"
USER_KEY = "_auth_user_id"
CREATED_KEY = "_created"
# What the person has shown, oldest first. ``domain.sign_in.assurance`` reads and writes it.
PROOFS_KEY = "_proofs"
# The session's name that outlives renewed secrets, and that of the session it came from.
FAMILY_KEY = "_family"
PARENT_KEY = "_parent"
# As Django makes them.
SECRET_LENGTH, SECRET_CHARACTERS = 32, VALID_KEY_CHARS
# An identity of another provider that is linked once a held back person owes nothing more.
PROVED_IDENTITY_KEY = "_proved_identity"


def stored_key(secret: str) -> str:
    """Return the row key of a session secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class SessionStore(DatabaseSessionStore):
    """Django's store over hashed keys, with the host and kind that a session is bound to.

    A save writes the data and what follows from them, and never makes a row anew: a session that
    was ended while a request ran stays ended. ``row`` is what was loaded; ``describe`` gives the
    other columns to the next save.
    """

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: Any = None
        self._columns: dict[str, Any] = {}

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    @property
    def family(self) -> uuid.UUID | None:
        """Return the name that the person's list of sessions knows this one by."""
        name = self.get(FAMILY_KEY)
        return uuid.UUID(name) if name else None

    @property
    def ends_at(self) -> datetime | None:
        """Return when the session is over however busy it is, None for an anonymous one."""
        kept: datetime | None = self._columns.get("ends_at") or (self.row and self.row.ends_at)
        return kept if self.get(USER_KEY) else None

    def describe(self, **columns: Any) -> None:
        """Have the next save write these columns as well."""
        self._columns |= columns

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Return the seconds for which the browser keeps the cookie.

        To the end of the session; that it was idle too long is for us to know.
        """
        now = timezone.now()
        return max(0, int(((self.ends_at or self._expiry(now)) - now).total_seconds()))

    def exists(self, session_key: str) -> bool:
        return bool(self.model.objects.filter(session_key=stored_key(session_key)).exists())

    def save(self, must_create: bool = False) -> None:
        """Write the session. Raises UpdateError where it was ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)
        if must_create:
            self._insert(self.create_model_instance(data))
        else:
            self._update(self._written(data) | self._columns)
        self._columns = {}

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        now = timezone.now()
        created = datetime.fromisoformat(data.setdefault(CREATED_KEY, now.isoformat()))
        if data.get(USER_KEY):
            kind = data.get(KIND_KEY, SessionKind.WEB)
            self._columns.setdefault("ends_at", absolute_end(created, kind=kind))
        columns = {"created_at": created, "last_seen_at": now} | self._columns
        key = stored_key(self._get_or_create_session_key())
        self.row = self.model(session_key=key, **self._written(data), **columns)
        return self.row

    def cycle_key(self) -> None:
        """Give the session a new secret; a signed-in one keeps its row, which ends only once.

        Raises SessionInterrupted where it was ended meanwhile: it does not come back.
        """
        if self.session_key is None or not self.get(USER_KEY):
            super().cycle_key()
            return
        secret = self._get_new_session_key()
        try:
            self._update({"session_key": stored_key(secret)})
        except UpdateError:
            raise SessionInterrupted("The session was ended while the request ran.") from None
        self._session_key, self.modified = secret, True

    def flush(self) -> None:
        super().flush()
        self.row, self._columns = None, {}

    def delete(self, session_key: str | None = None) -> None:
        """End a session; somebody's takes along what it opened and what could renew it."""
        secret = session_key or self.session_key
        if secret is None:
            return
        ended = self.model.objects.filter(session_key=stored_key(secret))
        with transaction.atomic():
            families = ended.filter(user__isnull=False).values_list("family", flat=True)
            delete_families(list(families))
            ended.delete()

    def _get_session_from_db(self) -> Any:
        self.row = session_of_key(stored_key(self.session_key or ""))
        if self.row is not None and is_usable(self.row, now=timezone.now()):
            return self.row
        self.row = self._session_key = None
        return None

    def _rows(self) -> Any:
        return self.model.objects.filter(session_key=stored_key(self.session_key or ""))

    def _insert(self, row: Any) -> None:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise CreateError from None

    def _update(self, values: dict[str, Any]) -> None:
        if not self._rows().update(**values):
            raise UpdateError
        for name, value in values.items():
            setattr(self.row, name, value)

    def _written(self, data: dict[str, Any]) -> dict[str, Any]:
        family = uuid.UUID(data.setdefault(FAMILY_KEY, str(uuid.uuid4())))
        return {
            "session_data": self.encode(data),
            "expire_date": self._expiry(timezone.now()),
            "user_id": data.get(USER_KEY),
            "host": data.get(HOST_KEY, ""),
            "kind": data.get(KIND_KEY, SessionKind.WEB),
            "family": family,
            "parent": data.get(PARENT_KEY),
        }

    def _expiry(self, now: datetime) -> datetime:
        return expiry(now=now, kind=self.get(KIND_KEY, SessionKind.WEB), ends_at=self.ends_at)
