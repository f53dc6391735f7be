"""A form with its title and its two keys, and what it says under a field that does not do. Writes nothing."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from shop_desktop.domain.refused import Refused
from shop_desktop.gui import theme
from shop_desktop.gui.widgets.fields import Date, Field, Number, Pin, Points, Yuan
from shop_desktop.gui.widgets.form import Form
from shop_desktop.gui.widgets.ink import Ink, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.small import KeyButton
from shop_desktop.text import N_, _, sentence


class Unfit(Refused):
    """What was typed in a field does not do; `words` say why, in the reader's language."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__("bad-request", field=field, detail=words)
        self.words = words


SCROLL = f"""
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 6px; }}
QScrollBar::handle:vertical {{ background: {theme.LINE2}; border-radius: 3px; min-height: 24px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}"""
UNFIT: tuple[tuple[type[Field], str], ...] = (
    (Date, N_("Write a day such as 2026-11-24")),
    (Yuan, N_("Write yuan, such as 1.40")),
    (Pin, N_("Four to eight digits")),
    (Points, N_("Write a whole number")),
    (Number, N_("Write a number")),
    (Field, N_("This cannot be read; write it another way")),
)


class FormCard(Painted):
    """A form with its title and its two keys. `saved` carries the values, `cancelled` says that it was left."""

    saved = Signal(dict)
    cancelled = Signal()

    def __init__(self, fields: tuple[Field, ...], *, verb: str = N_("Save"), columns: int = 2) -> None:
        super().__init__()
        self.title = ""
        self.form, self.view = Form(fields, columns=columns), QScrollArea(self)
        self.view.setWidget(self.form)
        self.view.setWidgetResizable(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setStyleSheet(SCROLL)
        for row in self.form.rows.values():
            row.input.installEventFilter(self)
        self.form.saved.connect(self.saved)
        self.form.cancelled.connect(self.cancelled)
        self.save, self.leave = KeyButton("F12", _(verb), lit=True, parent=self), KeyButton("Esc", _("Leave"), parent=self)
        self.save.pressed.connect(self.form.save)
        self.leave.pressed.connect(self.cancelled)

    def begin(self, title: str, values: dict[str, str]) -> None:
        """Show these values under this title, the first field ready to type."""
        self.title = title
        self.form.fill(values)
        self.form.focus_first()
        self.update()

    def refuse(self, refused: Refused) -> bool:
        """Say it under the field it is about; False where it is about none."""
        name = (refused.field or "").rpartition(".")[2]
        if name not in self.form.rows:
            return False
        field = self.form.rows[name].field
        words = _(next(words for kind, words in UNFIT if isinstance(field, kind)))
        if isinstance(refused, Unfit):
            words = refused.words
        self.form.show_errors({name: words if refused.code == "bad-request" else sentence(refused)})
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a low window the form scrolls; the field that has the keys is in view."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.view.ensureWidgetVisible(watched, 0, round(40 * self.scale))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        scale, height = self.scale, self.area.height()
        width = min(self.area.width() - 38, 760.0)
        self.view.setGeometry(*(round(n * scale) for n in (19, 62, width, height - 62 - 76)))
        self.save.place(QRectF(19, height - 66, width * 0.64, 48), scale)
        self.leave.place(QRectF(19 + width * 0.64 + 12, height - 66, width * 0.36 - 12, 48), scale)

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        ink.text(19, 33, self.title, Style(20, theme.INK, bold=True), room=self.area.width() - 38)
        ink.rule(1, self.area.width() - 1, 49, theme.INK, 2)
