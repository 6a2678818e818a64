"""What somebody types to find a customer, as patterns of LIKE."""

import unicodedata

# Letters that people write one for the other; the search takes them for the same.
LETTERS = "أإآٱىةؤئ"
PLAIN = "اااايهوي"
_SAME = str.maketrans(LETTERS, PLAIN)
# Fewer digits of a number would find half of the salon.
FEWEST_DIGITS = 4


def words_pattern(typed: str) -> str:
    """Return the pattern of a name that contains what was typed; empty for nothing."""
    plain = " ".join(typed.lower().translate(_SAME).split())
    return f"%{_escaped(plain)}%" if plain else ""


def digits_pattern(typed: str) -> str:
    """Return the pattern of a number that contains the typed digits; empty for too few.

    Spaces, dashes, a leading 0 or 00 and Arabic digits are as people write them.
    """
    digits = "".join(
        str(unicodedata.decimal(each))
        for each in typed
        if unicodedata.decimal(each, None) is not None
    )
    is_number = all(each.isdecimal() or each in " -+()./" for each in typed.strip())
    digits = digits.removeprefix("00").removeprefix("0")
    return f"%{digits}%" if is_number and len(digits) >= FEWEST_DIGITS else ""


def _escaped(text: str) -> str:
    for special in ("\\", "%", "_"):
        text = text.replace(special, f"\\{special}")
    return text
