"""A sheet that shapes are laid on like cut paper: flat colours, soft shadows, a little grain."""

import math
from collections.abc import Iterable, Sequence
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Box = tuple[int, int, int, int]
# Drawn larger and shrunk at the end: Pillow's shapes have no smooth edges.
OVERSAMPLING = 1.6
FINISHED = 0.8
SHADOW_GRID = 8
SHADOW = "#2a1510"
SHADOW_STRENGTH = 0.34
NOISE = 46
GRAIN = 0.16
CURVE_STEPS = 22


class Canvas:
    """Coordinates are those of ``width`` × ``height``; later shapes lie on earlier ones."""

    def __init__(self, width: int, height: int, *, top: str, bottom: str) -> None:
        self.width, self.height = width, height
        self._size = (round(width * OVERSAMPLING), round(height * OVERSAMPLING))
        ramp = Image.linear_gradient("L").resize(self._size)
        self._image = Image.composite(
            Image.new("RGB", self._size, bottom), Image.new("RGB", self._size, top), ramp
        )

    def shape(
        self, points: Sequence[Point], colour: str, *, shadow: float = 0, opacity: float = 1
    ) -> None:
        """Lay a polygon; ``shadow`` is how far it stands above the sheet, in pixels."""
        box = self._box(points, margin=shadow * 4)
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        corners = [(x - box[0], y - box[1]) for x, y in _scaled(points)]
        ImageDraw.Draw(mask).polygon(corners, fill=round(255 * opacity))
        if shadow:
            self._cast(mask, box, shadow)
        self._image.paste(colour, box, mask)

    def line(self, points: Sequence[Point], colour: str, *, width: float) -> None:
        """Draw a stroke with round joints."""
        ImageDraw.Draw(self._image).line(
            _scaled(points), fill=colour, width=round(width * OVERSAMPLING), joint="curve"
        )

    def finished(self) -> BytesIO:
        """Return the picture as JPEG, its surface a little rough as paper is."""
        size = (round(self.width * FINISHED), round(self.height * FINISHED))
        small = self._image.resize(size, Image.Resampling.BOX)
        noise = Image.effect_noise(size, NOISE)
        rough = ImageChops.overlay(small, Image.merge("RGB", (noise, noise, noise)))
        file = BytesIO()
        Image.blend(small, rough, GRAIN).save(file, "JPEG", quality=86)
        file.seek(0)
        return file

    def _box(self, points: Sequence[Point], *, margin: float) -> Box:
        """Return the pixels that a shape and its shadow can touch."""
        across = [x for x, _y in points]
        down = [y for _x, y in points]
        return (
            max(round((min(across) - margin) * OVERSAMPLING), 0),
            max(round((min(down) - margin) * OVERSAMPLING), 0),
            min(round((max(across) + margin) * OVERSAMPLING) + 1, self._size[0]),
            min(round((max(down) + margin) * OVERSAMPLING) + 1, self._size[1]),
        )

    def _cast(self, mask: Image.Image, box: Box, height: float) -> None:
        small = (mask.width // SHADOW_GRID + 1, mask.height // SHADOW_GRID + 1)
        blurred = mask.resize(small, Image.Resampling.BILINEAR).filter(
            ImageFilter.GaussianBlur(max(height * OVERSAMPLING / SHADOW_GRID, 0.6))
        )
        offset = round(height * 0.5 * OVERSAMPLING / SHADOW_GRID)
        moved = Image.new("L", small)
        moved.paste(blurred, (-offset, offset))
        dark = moved.point(lambda value: round(value * SHADOW_STRENGTH))
        self._image.paste(SHADOW, box, dark.resize(mask.size, Image.Resampling.BILINEAR))


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> list[Point]:
    """Return an ellipse around (x, y)."""
    ry = rx if ry is None else ry
    angles = [math.tau * step / 72 for step in range(72)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def arch(x: float, base: float, radius: float, height: float) -> list[Point]:
    """Return a round arch that stands on ``base``."""
    top = base - height + radius
    curve = [math.pi + math.pi * step / 48 for step in range(49)]
    return [
        (x - radius, base),
        *((x + radius * math.cos(angle), top + radius * math.sin(angle)) for angle in curve),
        (x + radius, base),
    ]


def path(*points: Point) -> list[Point]:
    """Return the smooth closed curve through cubic segments: start, then triples of controls."""
    curve: list[Point] = [points[0]]
    for index in range(1, len(points), 3):
        curve.extend(_cubic(curve[-1], *points[index : index + 3]))
    return curve


def leaf(x: float, y: float, angle: float, length: float, width: float) -> list[Point]:
    """Return a leaf that grows from (x, y) in the direction ``angle`` (radians)."""

    def at(along: float, across: float) -> Point:
        return (
            x + math.cos(angle) * along * length - math.sin(angle) * across * width,
            y + math.sin(angle) * along * length + math.cos(angle) * across * width,
        )

    return path((x, y), at(0.3, 1), at(0.75, 0.8), at(1, 0), at(0.75, -0.8), at(0.3, -1), (x, y))


def branch(
    canvas: Canvas, start: Point, tip: Point, bend: float, colour: str, **leaves: float
) -> None:
    """Draw a stem with pairs of leaves that get smaller towards the tip."""
    count, length, width = int(leaves["count"]), leaves["length"], leaves["width"]
    middle = ((start[0] + tip[0]) / 2 + bend, (start[1] + tip[1]) / 2)
    stem = _cubic(start, middle, middle, tip)
    canvas.line([start, *stem], colour, width=max(width / 6, 2))
    for index in range(1, count + 1):
        step = int(index / (count + 0.6) * (len(stem) - 1))
        here, following = stem[step], stem[min(step + 1, len(stem) - 1)]
        heading = math.atan2(following[1] - here[1], following[0] - here[0])
        size = 1 - 0.45 * index / count
        for side in (-0.85, 0.85):
            blade = leaf(*here, heading + side, length * size, width * size)
            canvas.shape(blade, colour, shadow=3)
    canvas.shape(
        leaf(*tip, math.atan2(tip[1] - middle[1], tip[0] - middle[0]), length * 0.55, width * 0.55),
        colour,
    )


def star(x: float, y: float, radius: float, turn: float = 0) -> list[Point]:
    """Return the eight-pointed star of two squares."""
    inner = radius * math.cos(math.pi / 4) / math.cos(math.pi / 8)
    return [
        (
            x + (radius if index % 2 == 0 else inner) * math.cos(turn + index * math.pi / 8),
            y + (radius if index % 2 == 0 else inner) * math.sin(turn + index * math.pi / 8),
        )
        for index in range(16)
    ]


def _cubic(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    points = []
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        corners = (start, first, second, end)
        points.append(
            (
                sum(w * c[0] for w, c in zip(weights, corners, strict=True)),
                sum(w * c[1] for w, c in zip(weights, corners, strict=True)),
            )
        )
    return points


def _scaled(points: Iterable[Point]) -> list[Point]:
    return [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]
