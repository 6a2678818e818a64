"""Portraits of invented people, cut from paper: no face, only how she carries herself."""

from dataclasses import dataclass
from io import BytesIO

from cms.domain.colour import mix
from cms.seeding.demo.canvas import Canvas, arch, ellipse
from cms.seeding.demo.hairstyles import CENTRE, STYLES

WIDTH, HEIGHT = 560, 700
SKINS = {"light": "#eac4a6", "olive": "#d6a57f", "tan": "#b97f58", "deep": "#8b5a3c"}


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
