"""A small window beside the practice counter: what one would do with a real scale's pan and plug, and all that goes wrong.

Each deed has a key that works anywhere in the practice window, so that the hands stay where they are; it takes no focus.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shop_desktop.domain.quantities import kg_text
from shop_desktop.gui import theme
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import N_, _

WEIGHTS_G = (850, 1245, 4160, 6235, 12_500, 20_000)
COLUMNS, WIDTH, HIGH, GAP, HEAD = 3, 174.0, 46.0, 8.0, 58.0


class Pan(Protocol):
    """What is asked of a simulated scale."""

    def put(self, weight_g: int) -> None: ...
    def empty(self) -> None: ...
    def wobble(self) -> None: ...
    def fault(self, kind: str | None) -> None: ...
    def calm(self) -> None: ...
    def unplug(self) -> None: ...
    def plug(self) -> None: ...


Deed = Callable[[Pan], None]


def fault(kind: str) -> Deed:
    return lambda pan: pan.fault(kind)


DEEDS: tuple[tuple[str, str, Deed], ...] = (
    ("0", N_("Empty the pan"), lambda pan: pan.empty()),
    ("Q", N_("Rock it"), lambda pan: pan.wobble()),
    ("W", N_("Never steady"), fault("restless")),
    ("E", N_("Too heavy"), fault("overload")),
    ("R", N_("Too light"), fault("underload")),
    ("T", N_("Below zero"), fault("negative")),
    ("Y", N_("Pull the plug"), lambda pan: pan.unplug()),
    ("U", N_("Put the plug back"), lambda pan: pan.plug()),
    ("O", N_("Silence"), fault("silence")),
    ("I", N_("Rubbish"), fault("noise")),
    ("J", N_("Half frames"), fault("half-frames")),
    ("K", N_("A flood"), fault("flood")),
    ("P", N_("Drifts"), fault("drift")),
    ("G", N_("Stuck"), fault("stuck")),
    ("H", N_("Set to pounds"), fault("wrong-unit")),
    ("L", N_("All well again"), lambda pan: pan.calm()),
)


class PracticePad(Painted):
    """The deeds as keys, under a band that says it is practice."""

    def __init__(self, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.keys = keys
        rows = -(-len(keys) // COLUMNS)
        self.setFixedSize(round(COLUMNS * (WIDTH + GAP) + GAP), round(HEAD + rows * (HIGH + GAP) + GAP))

    def draw(self, ink: Ink) -> None:
        ink.fill(self.area, theme.PAPER)
        ink.fill(QRectF(0, 0, self.area.width(), HEAD - 8), theme.GRAIN_T)
        ink.text(GAP + 6, 32, _("Practice: this scale is not real"), Style(17, theme.GRAIN, bold=True))
        ink.text(self.area.width() - GAP - 6, 32, _("Ctrl and the key"), Style(15, theme.GRAIN), Side.RIGHT)
        for place, (key, words) in enumerate(self.keys):
            left, top = GAP + place % COLUMNS * (WIDTH + GAP), HEAD + place // COLUMNS * (HIGH + GAP)
            box = QRectF(left, top, WIDTH, HIGH)
            down = self.hot(box, key)
            ink.box(box, 10, theme.CARD, theme.LINE2, bottom=1 if down else 3)
            cap = ink.cap(left + 10, top + (9 if down else 8), key)
            ink.text(left + 20 + cap, top + (29 if down else 28), words, Style(16, theme.INK), room=WIDTH - cap - 28)


class PracticeScale(QWidget):
    """Puts loads on the simulated scale and lets it misbehave; it never takes the keys from the counter."""

    def __init__(self, simulator: Pan, beside: QWidget) -> None:
        super().__init__(beside, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle(_("Practice scale"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        loads: list[tuple[str, str, Deed]] = [
            (str(place + 1), f"{kg_text(weight_g)} {_('kg')}", partial(load, weight_g))
            for place, weight_g in enumerate(WEIGHTS_G)
        ]
        deeds = (*loads, *((key, _(words), deed) for key, words, deed in DEEDS))
        self._deeds = {key: deed for key, _words, deed in deeds}
        self._pan = simulator
        self.pad = PracticePad(tuple((key, words) for key, words, _deed in deeds))
        self.pad.pressed.connect(self.do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pad)
        for key in self._deeds:
            shortcut = QShortcut(QKeySequence(f"Ctrl+{key}"), beside)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(partial(self.do, key))

    def do(self, key: str) -> None:
        """The deed of this key."""
        self._deeds[key](self._pan)


def load(weight_g: int, pan: Pan) -> None:
    pan.put(weight_g)
