"""Second factors: passkeys and authenticator apps, and the recovery codes that stand in for them.

``proving`` takes a code, ``passkeys`` an answer of a passkey; ``enrolment`` and ``removal`` change
what a person has; ``requirements`` knows who must have one.
"""
