"""Passkeys and authenticator apps."""

from config import env

MFA_ADAPTER = "accounts.adapters.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Browsers let passkeys work on plain http for localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Salon"
MFA_RECOVERY_CODE_DIGITS = 12
MFA_RECOVERY_CODE_COUNT = 10
# How old a second factor may be, in seconds: a platform admin's session, and money and exports.
SECOND_FACTOR_AGES = {
    "admin": env.integer("SECOND_FACTOR_ADMIN_SECONDS", 12 * 3600, minimum=300, maximum=86400),
    "money": env.integer("SECOND_FACTOR_MONEY_SECONDS", 900, minimum=300, maximum=86400),
}
# Newest first; older ones still read what they wrote.
MFA_ENCRYPTION_SECRETS = (env.text("MFA_ENCRYPTION_SECRET", "local-only-mfa-" + "x" * 32),)
