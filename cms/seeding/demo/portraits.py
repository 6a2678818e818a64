"""Portraits of invented people, cut from paper: no face, only how she carries herself."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from cms.domain.colour import mix
from cms.seeding.demo.canvas import Canvas, arch, ellipse, path

WIDTH, HEIGHT = 560, 700
SKINS = {"light": "#eac4a6", "olive": "#d6a57f", "tan": "#b97f58", "deep": "#8b5a3c"}
CENTRE = WIDTH / 2


@dataclass(frozen=True)
class Look:
    """How one portrait is drawn."""

    style: str
    skin: str = "olive"
    hair: str = "#2e1d18"
    dress: str = ""
    ground: float = 0.72


def portrait(look: Look, accent: str) -> BytesIO:
    """Return a portrait in the salon's colour as JPEG."""
    skin = SKINS[look.skin]
    dress = look.dress or mix(accent, "#241410", 0.25)
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        top=mix(accent, "#fbf3ea", look.ground + 0.12),
        bottom=mix(accent, "#f3e2d0", look.ground - 0.1),
    )
    canvas.shape(arch(CENTRE, HEIGHT + 10, 215, 610), mix(accent, "#fff4e8", 0.62), shadow=10)
    canvas.shape(ellipse(CENTRE + 120, 190, 62), mix(accent, "#ffe9d2", 0.3), opacity=0.75)
    STYLES[look.style](canvas, skin, look.hair, dress)
    return canvas.finished()


def _shoulders(canvas: Canvas, skin: str, dress: str) -> None:
    canvas.shape(
        path(
            (60, 720),
            (66, 560),
            (150, 536),
            (228, 512),
            (262, 500),
            (298, 500),
            (332, 512),
            (410, 536),
            (494, 560),
            (500, 720),
        ),
        dress,
        shadow=12,
    )
    # Neck and the opening of the dress.
    canvas.shape(
        path(
            (236, 400),
            (238, 470),
            (234, 496),
            (214, 516),
            (240, 566),
            (320, 566),
            (346, 516),
            (326, 496),
            (322, 470),
            (324, 400),
        ),
        mix(skin, "#5a2d1c", 0.16),
    )


def _face(canvas: Canvas, skin: str) -> None:
    canvas.shape(
        path(
            (192, 318),
            (188, 220),
            (372, 220),
            (368, 318),
            (366, 392),
            (318, 450),
            (280, 450),
            (242, 450),
            (194, 392),
            (192, 318),
        ),
        skin,
        shadow=6,
    )
    for x in (232, 328):
        canvas.shape(ellipse(x, 372, 24, 15), mix(skin, "#c2503f", 0.3), opacity=0.35)
    lash = mix(skin, "#2a1510", 0.78)
    for x in (236, 324):
        canvas.line(
            [(x - 21, 330), (x - 12, 338), (x, 341), (x + 12, 338), (x + 21, 330)], lash, width=3.2
        )
        canvas.line([(x - 22, 300), (x - 6, 294), (x + 20, 299)], lash, width=3.6)
    canvas.line([(282, 338), (276, 372), (286, 376)], mix(skin, "#5a2d1c", 0.34), width=2.4)
    lips = mix(skin, "#a3333a", 0.62)
    canvas.shape(
        path(
            (258, 404),
            (268, 394),
            (276, 398),
            (280, 400),
            (284, 398),
            (292, 394),
            (302, 404),
            (292, 420),
            (268, 420),
            (258, 404),
        ),
        lips,
    )


def _bun(canvas: Canvas, skin: str, hair: str, dress: str) -> None:
    canvas.shape(ellipse(CENTRE, 138, 62, 56), hair, shadow=8)
    canvas.shape(ellipse(CENTRE, 290, 118, 122), hair)
    _shoulders(canvas, skin, dress)
    _face(canvas, skin)
    canvas.shape(
        path(
            (180, 318),
            (168, 190),
            (240, 172),
            (290, 176),
            (360, 176),
            (392, 210),
            (380, 318),
            (368, 268),
            (330, 240),
            (268, 236),
            (228, 250),
            (196, 270),
            (180, 318),
        ),
        hair,
        shadow=3,
    )
    _earrings(canvas)


def _long(canvas: Canvas, skin: str, hair: str, dress: str) -> None:
    canvas.shape(
        path(
            (150, 330),
            (140, 130),
            (420, 130),
            (410, 330),
            (420, 440),
            (452, 520),
            (420, 600),
            (360, 640),
            (200, 640),
            (140, 600),
            (108, 520),
            (140, 440),
            (150, 330),
        ),
        hair,
        shadow=8,
    )
    _shoulders(canvas, skin, dress)
    _face(canvas, skin)
    canvas.shape(
        path(
            (172, 360),
            (158, 180),
            (260, 168),
            (306, 184),
            (260, 220),
            (214, 256),
            (196, 300),
            (190, 340),
            (186, 420),
            (172, 520),
            (130, 500),
            (150, 430),
            (172, 360),
        ),
        hair,
        shadow=4,
    )
    canvas.shape(
        path(
            (388, 360),
            (402, 190),
            (340, 170),
            (290, 182),
            (336, 214),
            (360, 250),
            (368, 300),
            (374, 340),
            (374, 420),
            (388, 520),
            (430, 500),
            (410, 430),
            (388, 360),
        ),
        hair,
        shadow=4,
    )


def _bob(canvas: Canvas, skin: str, hair: str, dress: str) -> None:
    canvas.shape(
        path(
            (156, 330),
            (140, 140),
            (420, 140),
            (404, 330),
            (412, 400),
            (416, 440),
            (384, 462),
            (330, 440),
            (230, 440),
            (176, 462),
            (144, 440),
            (148, 400),
            (156, 330),
        ),
        hair,
        shadow=8,
    )
    _shoulders(canvas, skin, dress)
    _face(canvas, skin)
    canvas.shape(
        path(
            (176, 330),
            (160, 170),
            (400, 170),
            (384, 330),
            (376, 286),
            (360, 270),
            (340, 262),
            (290, 276),
            (230, 276),
            (204, 262),
            (190, 276),
            (182, 300),
            (176, 330),
        ),
        hair,
        shadow=4,
    )
    _earrings(canvas)


def _hijab(canvas: Canvas, skin: str, hair: str, dress: str) -> None:
    _shoulders(canvas, skin, dress)
    canvas.shape(
        path(
            (154, 330),
            (136, 140),
            (424, 140),
            (406, 330),
            (404, 430),
            (420, 480),
            (400, 560),
            (340, 640),
            (220, 640),
            (160, 560),
            (140, 480),
            (156, 430),
            (154, 330),
        ),
        hair,
        shadow=10,
    )
    _face(canvas, skin)
    canvas.shape(
        path(
            (180, 340),
            (160, 172),
            (400, 172),
            (380, 340),
            (376, 260),
            (330, 232),
            (280, 232),
            (230, 232),
            (184, 260),
            (180, 340),
        ),
        mix(hair, "#fff6ec", 0.12),
        shadow=4,
    )
    canvas.shape(
        path(
            (178, 340),
            (184, 420),
            (240, 468),
            (300, 462),
            (380, 460),
            (420, 500),
            (430, 560),
            (350, 560),
            (230, 540),
            (160, 500),
            (140, 470),
            (160, 420),
            (178, 340),
        ),
        mix(hair, "#fff6ec", 0.2),
        shadow=6,
    )


def _turban(canvas: Canvas, skin: str, hair: str, dress: str) -> None:
    _shoulders(canvas, skin, dress)
    _face(canvas, skin)
    canvas.shape(
        path(
            (182, 322),
            (140, 250),
            (130, 96),
            (280, 92),
            (430, 96),
            (420, 250),
            (378, 322),
            (370, 276),
            (330, 250),
            (280, 250),
            (230, 250),
            (190, 276),
            (182, 322),
        ),
        hair,
        shadow=6,
    )
    for lift, shade in ((0, 0.2), (40, 0.12), (80, 0.06)):
        canvas.shape(
            path(
                (172, 290 - lift),
                (230, 236 - lift),
                (320, 190 - lift),
                (396, 226 - lift),
                (340, 220 - lift),
                (250, 262 - lift),
                (172, 290 - lift),
            ),
            mix(hair, "#fff6ec", shade),
            shadow=3,
        )
    canvas.shape(ellipse(CENTRE, 152, 30, 26), mix(hair, "#fff6ec", 0.14), shadow=5)
    _earrings(canvas)


def _earrings(canvas: Canvas) -> None:
    for x in (201, 359):
        canvas.shape(ellipse(x, 388, 8, 8), "#d9a441", shadow=2)
        canvas.shape(ellipse(x, 408, 5, 12), "#d9a441", shadow=2)


STYLES: dict[str, Callable[[Canvas, str, str, str], None]] = {
    "bun": _bun,
    "long": _long,
    "bob": _bob,
    "hijab": _hijab,
    "turban": _turban,
}
