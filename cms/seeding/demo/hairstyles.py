"""How a portrait wears her hair or what covers it."""

from collections.abc import Callable

from cms.domain.colour import mix
from cms.seeding.demo.canvas import Canvas, ellipse, path
from cms.seeding.demo.figure import draw_face, draw_shoulders

CENTRE = 280


def _bun(canvas: Canvas, skin: str, hair: str, dress: str) -> None:
    canvas.shape(ellipse(CENTRE, 138, 62, 56), hair, shadow=8)
    canvas.shape(ellipse(CENTRE, 290, 118, 122), hair)
    draw_shoulders(canvas, skin, dress)
    draw_face(canvas, skin)
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
    draw_shoulders(canvas, skin, dress)
    draw_face(canvas, skin)
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
    draw_shoulders(canvas, skin, dress)
    draw_face(canvas, skin)
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
    draw_shoulders(canvas, skin, dress)
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
    draw_face(canvas, skin)
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
    draw_shoulders(canvas, skin, dress)
    draw_face(canvas, skin)
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
