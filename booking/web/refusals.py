"""What a page says of a refusal: with the number to call where the way on is the phone."""

from foundation.errors import DomainError


def words_of(refusal: DomainError) -> str:
    """Return the refusal's words, and the salon's number where it carries one."""
    phone = str(refusal.data.get("phone") or "").replace(" ", "\u00a0")
    # The number is read from left to right on an Arabic page too, and in one line.
    return f"{refusal.detail} \u2066{phone}\u2069" if phone else str(refusal.detail)
