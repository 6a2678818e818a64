import pytest

from cms.domain.colour import DEFAULT_ACCENT, SAND, contrast, mix, palette_of

pytestmark = pytest.mark.unit
ACCENTS = ["#8a3b52", "#9c4a3c", "#1f6f6b", "#ffd700", "#777777", "#c0a0ff", "#000000", "#ffffff"]


def test_contrast_of_black_and_white_is_twenty_one():
    assert round(contrast("#000000", "#ffffff"), 2) == 21


def test_mix_takes_the_share_of_the_other_colour():
    assert mix("#000000", "#ff8000", 0.5) == "#804000"


@pytest.mark.parametrize("accent", ACCENTS)
def test_every_pair_of_text_and_ground_is_readable(accent):
    palette = palette_of(accent)
    pairs = [
        (palette.on_accent, palette.accent),
        (palette.on_accent, palette.accent_hover),
        (palette.accent_ink, palette.accent_soft),
        (palette.accent_ink, SAND),
        (palette.on_deep, palette.accent_deep),
        (palette.on_deep_soft, palette.accent_deep),
    ]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("odd", ["", "red", "#12345", "#12345g", "#123456;}", "#1234567"])
def test_palette_of_anything_but_a_colour_is_that_of_the_default(odd):
    assert palette_of(odd) == palette_of(DEFAULT_ACCENT)
