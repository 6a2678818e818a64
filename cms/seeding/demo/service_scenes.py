"""Still lifes of single services in a salon's colours."""

import math
from io import BytesIO

from cms.domain.colour import mix
from cms.seeding.demo.canvas import Canvas, arch, ellipse, leaf, path
from cms.seeding.demo.scenes import CLAY, CREAM, GOLD, OLIVE, SAND

SIDE = 640


def colour_bowl(accent: str) -> BytesIO:
    """Draw a bowl of hair colour with its brush, from above."""
    canvas = _sheet(accent)
    canvas.shape(ellipse(300, 350, 215), CREAM, shadow=16)
    canvas.shape(ellipse(300, 350, 178), mix(accent, "#1d0d0a", 0.25))
    canvas.shape(ellipse(280, 335, 120), accent, shadow=4)
    canvas.shape(leaf(300, 360, -0.9, 190, 46), mix(accent, CREAM, 0.25), shadow=4)
    canvas.shape([(356, 262), (392, 294), (590, 92), (566, 70)], "#2f211c", shadow=12)
    canvas.shape([(316, 300), (366, 246), (408, 286), (356, 338)], GOLD, shadow=8)
    return canvas.finished()


def brushes(accent: str) -> BytesIO:
    """Draw make-up brushes in a cup."""
    canvas = _sheet(accent)
    for x, lean, height, colour in (
        (230, -70, 330, mix(accent, CLAY, 0.5)),
        (300, -12, 355, GOLD),
        (362, 44, 350, mix(accent, "#20100d", 0.35)),
        (412, 96, 290, CREAM),
    ):
        top = (x + lean, 470 - height)
        canvas.shape(
            [(x - 9, 470), (x + 9, 470), (top[0] + 7, top[1]), (top[0] - 7, top[1])],
            "#3a261f",
            shadow=6,
        )
        canvas.shape(
            leaf(top[0], top[1] + 46, -math.pi / 2 + lean / 420, 130, 42), colour, shadow=6
        )
    canvas.shape([(190, 400), (450, 400), (424, 600), (216, 600)], accent, shadow=16)
    canvas.shape([(190, 400), (450, 400), (446, 436), (194, 436)], mix(accent, CREAM, 0.3))
    return canvas.finished()


def lotus(accent: str) -> BytesIO:
    """Draw a lotus on the water."""
    canvas = _sheet(accent)
    canvas.shape(ellipse(320, 470, 270, 92), mix(accent, CREAM, 0.35), shadow=8)
    canvas.shape(ellipse(320, 470, 205, 64), mix(accent, OLIVE, 0.45), shadow=6)
    for length, width, spread, colour in (
        (300, 62, 1.25, mix(accent, CLAY, 0.3)),
        (280, 58, 0.8, mix(accent, CREAM, 0.4)),
        (250, 54, 0.38, mix(accent, CREAM, 0.7)),
    ):
        for side in (-1, 1):
            petal = leaf(320, 470, -math.pi / 2 + side * spread, length, width)
            canvas.shape(petal, colour, shadow=7)
    canvas.shape(leaf(320, 470, -math.pi / 2, 262, 58), CREAM, shadow=7)
    return canvas.finished()


def polish(accent: str) -> BytesIO:
    """Draw three bottles of nail polish."""
    canvas = _sheet(accent)
    canvas.shape([(0, 520), (SIDE, 520), (SIDE, SIDE), (0, SIDE)], mix(accent, SAND, 0.8), shadow=8)
    for x, colour in ((160, mix(accent, CLAY, 0.7)), (320, accent), (480, GOLD)):
        canvas.shape(arch(x, 330, 36, 210), "#2a1d19", shadow=8)
        canvas.shape(
            path(
                *((x - 62, 560), (x - 72, 420), (x - 66, 330), (x - 30, 322)),
                *((x - 10, 318), (x + 10, 318), (x + 30, 322)),
                *((x + 66, 330), (x + 72, 420), (x + 62, 560)),
                *((x + 20, 572), (x - 20, 572), (x - 62, 560)),
            ),
            colour,
            shadow=14,
        )
        canvas.shape(ellipse(x - 30, 430, 10, 70), mix(colour, "#ffffff", 0.45))
    return canvas.finished()


def stones(accent: str) -> BytesIO:
    """Draw warm stones in a pile, with a leaf."""
    canvas = _sheet(accent)
    canvas.shape(leaf(330, 560, -0.35, 300, 74), mix(OLIVE, accent, 0.4), shadow=8)
    for y, width, height, colour in (
        (520, 220, 74, mix(accent, "#1a1413", 0.55)),
        (404, 176, 62, mix(accent, CLAY, 0.45)),
        (306, 132, 50, mix(accent, "#1a1413", 0.3)),
        (228, 92, 38, mix(accent, SAND, 0.6)),
    ):
        canvas.shape(ellipse(300, y, width, height), colour, shadow=14)
        shine = ellipse(300 - width * 0.3, y - height * 0.35, width * 0.32, height * 0.2)
        canvas.shape(shine, mix(colour, "#ffffff", 0.25))
    return canvas.finished()


def _sheet(accent: str) -> Canvas:
    canvas = Canvas(SIDE, SIDE, top=mix(accent, CREAM, 0.86), bottom=mix(accent, SAND, 0.62))
    canvas.shape(ellipse(320, 330, 285), mix(accent, CREAM, 0.72), shadow=8)
    return canvas
