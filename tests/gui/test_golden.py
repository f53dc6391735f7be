"""The main moments look as they were signed off: golden pictures, in both languages and at each size."""

import pytest
from pytestqt.qtbot import QtBot

from shop_desktop.gui.counter.view import Gate
from shop_desktop.gui.customer_display import Scene
from shop_desktop.text import use
from tests.gui.conftest import Compare
from tests.gui.gallery import MOMENTS, counter, customer, page, sign_in
from tests.gui.samples import Samples

IN_ENGLISH = ("weighing", "finding", "redeeming", "short")


@pytest.mark.parametrize(
    ("moment", "language"), [*((moment, "zh_CN") for moment in MOMENTS), *((moment, "en") for moment in IN_ENGLISH)]
)
def test_the_counter_looks_as_drawn(qtbot: QtBot, golden: Compare, moment: str, language: str) -> None:
    use(language)
    widget = counter(getattr(Samples(language == "zh_CN"), moment)())
    qtbot.addWidget(widget)
    golden(widget, f"counter-{moment}-{language}")


@pytest.mark.parametrize(("width", "height"), [(1366, 690), (1920, 1080)])
def test_the_counter_fits_other_windows(qtbot: QtBot, golden: Compare, width: int, height: int) -> None:
    widget = counter(Samples().weighing(), width, height)
    qtbot.addWidget(widget)
    golden(widget, f"counter-{width}x{height}")


def test_a_notice_in_a_low_window_leaves_every_key_in_view(qtbot: QtBot, golden: Compare) -> None:
    widget = counter(Samples().typing_weight(), 1366, 690)
    qtbot.addWidget(widget)
    golden(widget, "counter-notice-690")


@pytest.mark.parametrize(
    ("scene", "gate"),
    [
        (Scene.WEIGHING, Gate.SETTLED),
        (Scene.WEIGHING, Gate.MOVING),
        (Scene.GOODS, Gate.EMPTY),
        (Scene.REST, Gate.EMPTY),
        (Scene.THANKS, Gate.EMPTY),
    ],
)
def test_the_customer_sees_the_same_state(qtbot: QtBot, golden: Compare, scene: Scene, gate: Gate) -> None:
    widget = customer(Samples().customer(scene, gate))
    qtbot.addWidget(widget)
    golden(widget, f"customer-{scene}-{gate}")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_frame_of_a_page_looks_as_drawn(qtbot: QtBot, golden: Compare, language: str) -> None:
    use(language)
    widget = page(language == "zh_CN")
    qtbot.addWidget(widget)
    golden(widget, f"page-{language}")


@pytest.mark.parametrize("chosen", ["", "1"])
def test_signing_in_looks_as_drawn(qtbot: QtBot, golden: Compare, chosen: str) -> None:
    widget = sign_in(True, chosen)
    qtbot.addWidget(widget)
    golden(widget, f"sign-in-{chosen or 'names'}")
