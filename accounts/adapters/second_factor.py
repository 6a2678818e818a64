"""How allauth keeps secrets of second factors: encrypted, for one host."""

import base64
import hashlib
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from accounts.models import User


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Encrypts with ``MFA_ENCRYPTION_SECRETS``; passkeys belong to the platform's own host."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: User) -> str:
        """Return how her own app names the account: it is on her device alone."""
        return user.display_phone

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # Salons' hosts lie below it: the bridge takes no page but the platform's own.
        return {"id": settings.PLATFORM_DOMAIN, "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        shown = user.get_full_name() or user.display_phone
        return entity | {"name": user.display_phone, "display_name": shown}


def _cipher() -> MultiFernet:
    keys = [hashlib.sha256(secret.encode()).digest() for secret in settings.MFA_ENCRYPTION_SECRETS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
