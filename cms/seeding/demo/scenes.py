"""Still lifes in a salon's colours for the front page and the gallery."""

import math
from io import BytesIO

from cms.domain.colour import mix
from cms.seeding.demo.canvas import Canvas, arch, branch, ellipse, leaf, path, star

SAND, CLAY, CREAM, OLIVE, GOLD = "#ecd9c2", "#c98a66", "#fbf2e6", "#7c7a52", "#d3a150"


def hero_arches(accent: str) -> BytesIO:
    """Draw arches under a low sun with two branches."""
    canvas = Canvas(880, 1100, top=mix(accent, CREAM, 0.86), bottom=mix(accent, SAND, 0.62))
    canvas.shape(ellipse(590, 330, 190), mix(accent, GOLD, 0.62), shadow=10)
    for radius, height, colour in (
        (400, 820, mix(accent, CREAM, 0.58)),
        (312, 690, mix(accent, CLAY, 0.35)),
        (226, 560, accent),
        (142, 430, mix(accent, "#1d0d0a", 0.45)),
        (70, 320, mix(accent, SAND, 0.82)),
    ):
        canvas.shape(arch(400, 1110, radius, height), colour, shadow=14)
    branch(
        canvas,
        (760, 1120),
        (690, 430),
        90,
        mix(OLIVE, "#20231a", 0.45),
        count=7,
        length=150,
        width=30,
    )
    branch(
        canvas, (90, 1120), (170, 620), -40, mix(accent, OLIVE, 0.6), count=5, length=120, width=24
    )
    return canvas.finished()


def hero_shore(accent: str) -> BytesIO:
    """Draw a sun over layered waves and a tall palm leaf."""
    canvas = Canvas(880, 1100, top=CREAM, bottom=mix(accent, SAND, 0.7))
    canvas.shape(ellipse(440, 420, 300), mix(GOLD, CREAM, 0.5), shadow=8)
    canvas.shape(ellipse(440, 420, 210), mix(GOLD, CLAY, 0.35), shadow=10)
    shades = (0.7, 0.5, 0.28, 0.0)
    for index, shade in enumerate(shades):
        _wave(canvas, 560 + index * 125, 34, index * 1.7, mix(accent, CREAM, shade))
    _wave(canvas, 1040, 22, 0.6, mix(accent, "#06201f", 0.5))
    _fan(canvas, 800, 1130, 620, -2.05, mix(accent, "#0b2320", 0.55))
    _fan(canvas, 60, 1130, 420, -1.15, mix(accent, OLIVE, 0.45))
    return canvas.finished()


def vase(accent: str) -> BytesIO:
    """Draw a vase with a branch in a window."""
    canvas = Canvas(800, 800, top=mix(accent, CREAM, 0.8), bottom=mix(accent, SAND, 0.55))
    canvas.shape(arch(400, 660, 250, 590), mix(accent, CREAM, 0.92), shadow=10)
    canvas.shape([(0, 640), (800, 640), (800, 810), (0, 810)], mix(accent, CLAY, 0.4), shadow=8)
    branch(
        canvas, (400, 430), (520, 90), 30, mix(OLIVE, "#23261b", 0.35), count=6, length=96, width=19
    )
    branch(
        canvas, (395, 430), (262, 190), -20, mix(accent, CLAY, 0.3), count=4, length=84, width=17
    )
    canvas.shape(
        path(
            (372, 400),
            (376, 470),
            (290, 500),
            (290, 590),
            (290, 680),
            (340, 720),
            (400, 720),
            (460, 720),
            (510, 680),
            (510, 590),
            (510, 500),
            (424, 470),
            (428, 400),
        ),
        accent,
        shadow=14,
    )
    return canvas.finished()


def bottles(accent: str) -> BytesIO:
    """Draw a row of bottles on a shelf."""
    canvas = Canvas(800, 800, top=mix(accent, "#2a1713", 0.3), bottom=mix(accent, "#1b0e0c", 0.55))
    canvas.shape(ellipse(400, 360, 270), mix(accent, CREAM, 0.16), shadow=8)
    canvas.shape([(0, 610), (800, 610), (800, 810), (0, 810)], mix(accent, SAND, 0.82), shadow=10)
    for x, width, height, colour, cap in (
        (170, 110, 230, CREAM, GOLD),
        (315, 130, 330, mix(accent, CLAY, 0.6), CREAM),
        (475, 118, 190, GOLD, "#3a231c"),
        (628, 120, 280, mix(accent, SAND, 0.62), "#3a231c"),
    ):
        _bottle(canvas, x, 640, width, height, colour, cap)
    return canvas.finished()


def window(accent: str) -> BytesIO:
    """Draw a lattice of eight-pointed stars with light behind it."""
    canvas = Canvas(800, 800, top=mix(accent, GOLD, 0.72), bottom=mix(accent, CREAM, 0.8))
    canvas.shape(ellipse(400, 400, 280), mix(GOLD, CREAM, 0.62), opacity=0.9)
    for row in range(-1, 5):
        for column in range(-1, 5):
            x, y = column * 200 + 100, row * 200 + 100
            canvas.shape(star(x, y, 92), mix(accent, "#20100d", 0.12), shadow=7)
            canvas.shape(star(x, y, 62), mix(accent, CREAM, 0.72))
            canvas.shape(star(x, y, 30, math.pi / 8), accent, shadow=3)
            canvas.shape(_diamond(x + 100, y + 100, 44), mix(accent, CLAY, 0.45), shadow=5)
    return canvas.finished()


def petals(accent: str) -> BytesIO:
    """Draw one large flower, seen from above."""
    canvas = Canvas(800, 800, top=mix(accent, CREAM, 0.72), bottom=mix(accent, SAND, 0.5))
    for ring, (length, width, colour) in enumerate(
        (
            (400, 92, mix(accent, "#220f0c", 0.3)),
            (320, 84, accent),
            (240, 70, mix(accent, CREAM, 0.35)),
            (160, 52, mix(accent, CREAM, 0.65)),
        )
    ):
        for index in range(10):
            angle = math.tau * index / 10 + ring * math.pi / 10
            canvas.shape(leaf(400, 400, angle, length, width), colour, shadow=7)
    canvas.shape(ellipse(400, 400, 58), GOLD, shadow=8)
    return canvas.finished()


def basin(accent: str) -> BytesIO:
    """Draw a bowl of water with floating blossoms."""
    canvas = Canvas(800, 800, top=SAND, bottom=mix(accent, SAND, 0.62))
    canvas.shape(ellipse(400, 410, 330), mix(CLAY, CREAM, 0.5), shadow=18)
    canvas.shape(ellipse(400, 410, 285), accent)
    for radius, share in ((235, 0.14), (180, 0.26), (120, 0.4)):
        canvas.shape(ellipse(400, 410, radius), mix(accent, CREAM, share))
    for x, y, size in ((300, 330, 78), (510, 470, 92), (430, 270, 52)):
        for index in range(7):
            canvas.shape(leaf(x, y, math.tau * index / 7, size, size * 0.3), CREAM, shadow=5)
        canvas.shape(ellipse(x, y, size * 0.17), GOLD, shadow=2)
    return canvas.finished()


def _bottle(
    canvas: Canvas, x: float, base: float, width: float, height: float, colour: str, cap: str
) -> None:
    left, right, shoulder = x - width / 2, x + width / 2, base - height * 0.72
    neck = width * 0.2
    canvas.shape(
        [
            (x - neck, base - height),
            (x + neck, base - height),
            (x + neck, shoulder),
            (x - neck, shoulder),
        ],
        cap,
        shadow=6,
    )
    canvas.shape(
        path(
            (left, base),
            (left, shoulder + 60),
            (left, shoulder + 40),
            (left, shoulder + 30),
            (left, shoulder - 10),
            (right, shoulder - 10),
            (right, shoulder + 30),
            (right, shoulder + 40),
            (right, shoulder + 60),
            (right, base),
        ),
        colour,
        shadow=12,
    )
    canvas.shape(arch(x, base - 26, width * 0.26, height * 0.36), mix(colour, "#ffffff", 0.4))


def _wave(canvas: Canvas, y: float, swell: float, phase: float, colour: str) -> None:
    crest = [(x, y + swell * math.sin(x / 150 + phase)) for x in range(-20, canvas.width + 40, 20)]
    canvas.shape([*crest, (canvas.width + 20, 1200), (-20, 1200)], colour, shadow=12)


def _fan(canvas: Canvas, x: float, y: float, length: float, heading: float, colour: str) -> None:
    for step in range(-4, 5):
        reach = length * (1 - abs(step) * 0.07)
        canvas.shape(leaf(x, y, heading + step * 0.17, reach, length * 0.06), colour, shadow=7)


def _diamond(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    return [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
