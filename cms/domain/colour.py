"""A salon's accent colour and the readable family of colours derived from it.

Contrast follows WCAG 2.2: relative luminance, 4.5:1 for text.
"""

import re
from dataclasses import dataclass

# The darkest ground that a page of the storefront has under text.
SAND = "#f3ece2"
# Tints are made towards a warm white: towards the paper, cool colours turn grey.
TINT = "#fefcfa"
INK = "#2a211c"
WHITE, BLACK = "#ffffff", "#000000"
TEXT_CONTRAST = 4.5
HEX = re.compile(r"#[0-9a-fA-F]{6}")
DEFAULT_ACCENT = "#8a3b52"


@dataclass(frozen=True)
class Palette:
    """The custom properties that the style sheets take from a salon."""

    accent: str
    on_accent: str
    accent_hover: str
    accent_ink: str
    accent_line: str
    accent_soft: str
    accent_wash: str
    accent_deep: str
    on_deep: str
    on_deep_soft: str
    deep_line: str


def palette_of(accent: str) -> Palette:
    """Derive the palette; anything but ``#rrggbb`` gives that of the default colour."""
    base = accent.lower() if HEX.fullmatch(accent) else DEFAULT_ACCENT
    deep, soft = mix(base, "#140b0c", 0.68), mix(base, TINT, 0.86)
    on_accent = WHITE if contrast(WHITE, base) >= TEXT_CONTRAST else BLACK
    return Palette(
        accent=base,
        on_accent=on_accent,
        accent_hover=mix(base, BLACK if on_accent == WHITE else WHITE, 0.16),
        accent_ink=_darkened_until_readable(base, on=(SAND, soft)),
        accent_line=mix(base, TINT, 0.68),
        accent_soft=soft,
        accent_wash=mix(base, TINT, 0.94),
        accent_deep=deep,
        on_deep=mix(base, "#fffaf5", 0.93),
        on_deep_soft=mix(base, "#fff6ee", 0.74),
        deep_line=mix(base, deep, 0.62),
    )


def mix(colour: str, other: str, share: float) -> str:
    """Return ``colour`` with ``share`` (0 to 1) of ``other`` mixed in, channel by channel."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _darkened_until_readable(colour: str, *, on: tuple[str, ...]) -> str:
    for percent in range(0, 101, 4):
        darkened = mix(colour, INK, percent / 100)
        if all(contrast(darkened, ground) >= TEXT_CONTRAST for ground in on):
            return darkened
    return INK


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
