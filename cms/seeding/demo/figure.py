"""What every portrait shares: shoulders, neck, a face with closed eyes."""

from cms.domain.colour import mix
from cms.seeding.demo.canvas import Canvas, ellipse, path


def draw_shoulders(canvas: Canvas, skin: str, dress: str) -> None:
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


def draw_face(canvas: Canvas, skin: str) -> None:
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
