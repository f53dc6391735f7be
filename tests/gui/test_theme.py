"""The tokens: every pair that is read has a contrast of 7 : 1 or more; the scale follows the window in steps."""

import pytest

from shop_desktop.gui import theme
from shop_desktop.gui.counter.gate_look import ENTRIES, GATES
from shop_desktop.gui.counter.pad import row_heights
from shop_desktop.gui.widgets.lines import TONES


def light(token: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(token[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


TABLE = [
    *theme.READ_PAIRS,
    *((look.text, look.ground) for look in (*GATES.values(), *ENTRIES.values())),
    *((text, ground) for ground, text in TONES.values()),
]


@pytest.mark.parametrize(("text", "ground"), TABLE)
def test_what_is_read_stands_out_seven_to_one(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 7.0


def test_a_pale_pair_is_found_out() -> None:
    assert contrast(theme.LINE2, theme.CARD) < 7.0


@pytest.mark.parametrize(
    ("width", "height", "text_size", "scale"),
    [
        (1366, 768, 1.0, 1.0),
        (1366, 690, 1.0, 1.0),
        (1366, 768, 1.3, 1.0),
        (1920, 1080, 1.0, 1.4),
        (1920, 1040, 1.0, 1.35),
        (911, 512, 1.0, 0.65),
        (2560, 1440, 1.0, 1.85),
        (1920, 1080, 0.9, 1.26),
    ],
)
def test_the_counter_scales_with_its_window(width: int, height: int, text_size: float, scale: float) -> None:
    assert theme.counter_scale(width, height, text_size) == pytest.approx(scale)


@pytest.mark.parametrize("width", [911, 1024, 1366, 1600, 1920, 3840])
@pytest.mark.parametrize("text_size", [0.9, 1.0, 1.3])
def test_the_counter_is_never_narrower_than_its_design(width: int, text_size: float) -> None:
    assert width / theme.counter_scale(width, 2000, text_size) >= theme.DESIGN_WIDTH - 0.01


@pytest.mark.parametrize("height", [290.0, 330.0, 370.0, 500.0])
def test_the_rows_of_the_pad_fill_their_place(height: float) -> None:
    rows = row_heights(height)
    assert sum(rows) + 4 * 8 == pytest.approx(height, abs=0.5)
    assert min(rows) >= 44
