"""How allauth keeps secrets of second factors: encrypted, for one host."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Encrypts with ``MFA_ENCRYPTION_SECRETS``; passkeys belong to the platform's own host."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # Never the parent domain of salons: every salon's page could then use the passkey.
        return {"id": settings.PLATFORM_DOMAIN, "name": settings.MFA_TOTP_ISSUER}


def _cipher() -> MultiFernet:
    keys = [hashlib.sha256(secret.encode()).digest() for secret in settings.MFA_ENCRYPTION_SECRETS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
