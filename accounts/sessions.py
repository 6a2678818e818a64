"""Session store: the database keeps only the SHA-256 of what the browser or app holds."""

import hashlib
import uuid
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.utils import timezone

from accounts.enums import SessionKind

HOST_KEY = "_host"
KIND_KEY = "_kind"
USER_KEY = "_auth_user_id"
CREATED_KEY = "_created"
# What the person has shown, oldest first: ``accounts.domain.assurance`` reads and writes it.
PROOFS_KEY = "_proofs"
# The session's name that outlives renewed secrets, and that of the session it came from.
FAMILY_KEY = "_family"
PARENT_KEY = "_parent"
# An identity of another provider that is linked once a held back person owes nothing more.
PROVED_IDENTITY_KEY = "_proved_identity"


def stored_key(secret: str) -> str:
    """Return the row key of a session secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class SessionStore(DatabaseSessionStore):
    """Django's store over hashed keys, with the host and kind that a session is bound to."""

    @classmethod
    def get_model_class(cls) -> Any:
        from accounts.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        try:
            return self.model.objects.get(
                session_key=stored_key(self.session_key), expire_date__gt=timezone.now()
            )
        except self.model.DoesNotExist:
            self._session_key = None
            return None

    def exists(self, session_key: str) -> bool:
        return bool(self.model.objects.filter(session_key=stored_key(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        # Kept among the data as well: every save writes the whole row anew.
        created = data.setdefault(CREATED_KEY, timezone.now().isoformat())
        family = data.setdefault(FAMILY_KEY, str(uuid.uuid4()))
        return self.model(
            session_key=stored_key(self._get_or_create_session_key()),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=data.get(USER_KEY),
            family=uuid.UUID(family),
            parent=data.get(PARENT_KEY),
            created_at=datetime.fromisoformat(created),
            host=data.get(HOST_KEY, ""),
            kind=data.get(KIND_KEY, SessionKind.WEB),
        )

    def delete(self, session_key: str | None = None) -> None:
        secret = session_key or self.session_key
        if secret is not None:
            self.model.objects.filter(session_key=stored_key(secret)).delete()
