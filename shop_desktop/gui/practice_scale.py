"""A small window beside the practice counter: what one would do with a real scale's pan and plug, by a click."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from scale_driver.simulator import Simulator
from shop_desktop.domain.quantities import kg_text
from shop_desktop.text import N_, _

WEIGHTS_G = (850, 1245, 4160, 6235, 12_500, 20_000)
DEEDS: tuple[tuple[str, Callable[[Simulator], None]], ...] = (
    (N_("Empty the pan"), Simulator.empty),
    (N_("Rock it"), Simulator.wobble),
    (N_("Too heavy"), lambda scale: scale.fault("overload")),
    (N_("Silence"), lambda scale: scale.fault("silence")),
    (N_("Pull the plug"), Simulator.unplug),
    (N_("Put the plug back"), Simulator.plug),
)


class PracticeScale(QWidget):
    """Buttons that put loads on the simulated scale; it never takes the keys from the counter."""

    def __init__(self, simulator: Simulator, beside: QWidget) -> None:
        super().__init__(beside, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle(_("Practice scale"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QGridLayout(self)
        for n, weight_g in enumerate(WEIGHTS_G):
            self._add(layout, n, f"{kg_text(weight_g)} kg", partial(simulator.put, weight_g))
        for n, (words, deed) in enumerate(DEEDS):
            self._add(layout, len(WEIGHTS_G) + n, _(words), partial(deed, simulator))

    def _add(self, layout: QGridLayout, place: int, words: str, deed: Callable[[], None]) -> None:
        button = QPushButton(words)
        button.setMinimumHeight(44)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(deed)
        layout.addWidget(button, place // 3, place % 3)
