"""Names as people type them, without what nobody sees in them."""

import re

# Control characters, line separators, and marks that turn the text around them the other way: in a
# list of salons they would turn the neighbours' names as well. The joiners of Arabic letters and
# the two plain direction marks stay.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def tidy_name(typed: str) -> str:
    """Return the name in one line, single spaces between its words."""
    return " ".join(UNSEEN.sub(" ", typed).split())
