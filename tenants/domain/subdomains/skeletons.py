"""What a label looks like at a glance: labels with equal skeletons can be taken for each other.

After the idea of Unicode's UTS #39 for the ASCII that host labels are made of.
"""

import re

# Before single letters: their parts mean something else there.
SHAPES = (("rn", "m"), ("vv", "w"))
LOOKALIKES = str.maketrans("0134578i9", "oleastblg")
RUN = re.compile(r"([a-km-z0-9])\1+")
# Kept apart from a single one, or "laila" and "lala" would be the same.
UPRIGHTS = re.compile(r"l{3,}")


def skeleton_of(label: str) -> str:
    """Return the label with look-alikes made equal: ``n00-r`` and ``noor`` give ``nor``.

    Digits become the letters they resemble, i and 1 become l, rn m, vv w; hyphens go, a run of
    one letter counts once (upright strokes: twice at most).
    """
    folded = label.lower().replace("-", "")
    for shape, letter in SHAPES:
        folded = folded.replace(shape, letter)
    folded = folded.translate(LOOKALIKES)
    return UPRIGHTS.sub("ll", RUN.sub(r"\1", folded))
