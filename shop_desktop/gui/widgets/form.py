"""A form built from a table of fields: label above, error below, one column or two. Keeps no rule and writes nothing.

Enter goes on to the next field and saves in the last; + (or Ctrl+Enter, F12) saves at once; Esc cancels.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.widgets.fields import Choice, Field
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.places import resources
from shop_desktop.text import _

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BOX = f"""
QLineEdit, QComboBox {{ background: {theme.CARD}; color: {theme.INK}; border: 1px solid {theme.LINE2};
  border-radius: 10px; padding: 0 13px; selection-background-color: {theme.QING}; }}
QLineEdit:focus, QComboBox:focus {{ border: 3px solid {theme.QING}; padding: 0 11px; }}
QLineEdit:disabled, QComboBox:disabled {{ background: {theme.SUNK}; color: {theme.INK2}; }}
QComboBox::drop-down {{ border: 0; width: 34px; }}
QComboBox::down-arrow {{ image: url("{(resources() / "icons" / "chevron-down.svg").as_posix()}"); width: 18px; height: 18px; }}
QComboBox QAbstractItemView {{ background: {theme.CARD}; color: {theme.INK}; border: 1px solid {theme.LINE2};
  selection-background-color: {theme.QING_T}; selection-color: {theme.INK}; }}
"""


class ErrorLine(Painted):
    """What is wrong with the field above, or its hint."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.hint, self.wrong = hint, ""
        self.setFixedHeight(24)

    def say(self, words: str) -> None:
        self.wrong = words
        self.update()

    def draw(self, ink: Ink) -> None:
        room = self.area.width() - 24
        if self.wrong:
            ink.icon("octagon", 0, 2, 19, theme.ZHU)
            ink.text(24, 17, self.wrong, Style(15, theme.ZHU, bold=True), Side.LEFT, room)
        elif self.hint:
            ink.text(2, 17, self.hint, Style(15, theme.INK2), Side.LEFT, room + 22)


class FieldRow(QWidget):
    """One field: label, input with its unit, error."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.input: QLineEdit | QComboBox = QComboBox() if isinstance(field, Choice) else QLineEdit()
        self.input.setObjectName(field.name)
        label = _(field.label) + (f" ({_(field.unit)})" if field.unit else "")
        self.label = QLabel(label if not field.optional else label + _(" (may stay empty)"))
        self.wanted = not field.optional
        self.label.setStyleSheet(f"color: {theme.INK}")
        self.label.setBuddy(self.input)
        self.input.setAccessibleName(label)
        self.error = ErrorLine(_(field.hint))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.label, self.input, self.error):
            column.addWidget(part)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, part.sizePolicy().verticalPolicy())
        self.set_scale(1.0)
        if isinstance(self.input, QLineEdit) and field.secret:
            self.input.setEchoMode(QLineEdit.EchoMode.Password)

    def want(self, wanted: bool) -> None:
        """Say that a field that may stay empty otherwise is to be filled now, or that it need not be."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        label = _(self.field.label) + (f" ({_(self.field.unit)})" if self.field.unit else "")
        self.label.setText(label + (_(" (write it)") if wanted else _(" (may stay empty)")))
        self.error.hint = "" if wanted else _(self.field.hint)
        self.error.say("")

    def set_scale(self, scale: float) -> None:
        self.input.setFixedHeight(round(46 * scale))
        self.input.setFont(theme.font(18 * scale))
        self.label.setFont(theme.font(16 * scale, bold=True))
        self.error.scale = scale
        self.error.setFixedHeight(round(24 * scale))

    def show_value(self, value: str) -> None:
        if isinstance(self.input, QComboBox):
            assert isinstance(self.field, Choice)
            self.input.clear()
            for key, words in self.field.pairs():
                self.input.addItem(words, key)
            self.input.setCurrentIndex(max(0, self.input.findData(value)) if value else 0)
        else:
            self.input.setText(value)
        self.error.say("")

    def value(self) -> str:
        if isinstance(self.input, QComboBox):
            return str(self.input.currentData() or "")
        return self.field.cleaned(self.input.text())


class Form(QWidget):
    """`saved` carries every field's cleaned text by name; `cancelled` says Esc was pressed."""

    saved = Signal(dict)
    cancelled = Signal()

    def __init__(self, fields: tuple[Field, ...], columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(BOX)
        self.rows = {field.name: FieldRow(field) for field in fields}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for index, row in enumerate(self.rows.values()):
            grid.addWidget(row, index // columns, index % columns)
            row.input.installEventFilter(self)
        grid.setRowStretch(len(fields), 1)
        self.fill({})

    def fill(self, values: Mapping[str, str]) -> None:
        """Show these values; a field without one is empty."""
        for name, row in self.rows.items():
            row.show_value(values.get(name, ""))

    def values(self) -> dict[str, str]:
        return {name: row.value() for name, row in self.rows.items()}

    def set_scale(self, scale: float) -> None:
        """Pixels a design unit; the page's frame says it."""
        for row in self.rows.values():
            row.set_scale(scale)

    def focus_first(self) -> None:
        first = next(iter(self.rows.values()))
        first.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Sentences under the fields they belong to; the first one gets the focus."""
        for name, row in self.rows.items():
            row.error.say(errors.get(name, ""))
        for name, row in self.rows.items():
            if name in errors:
                row.input.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def save(self) -> None:
        """Hand the values on, unless a field that must be filled is empty."""
        values = self.values()
        missing = {name: _("Fill this in.") for name, row in self.rows.items() if not (values[name] or row.field.optional)}
        self.show_errors(missing)
        if not missing:
            self.saved.emit(values)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        numeric = bool(self.rows[watched.objectName()].field.letters)
        keypad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        if key == Qt.Key.Key_F12 or (key in ENTER and control) or (key == Qt.Key.Key_Plus and (numeric or keypad)):
            self.save()
        elif key in ENTER:
            self._next(watched.objectName())
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            return self._unfit(watched.objectName(), event)
        return True

    def _unfit(self, name: str, event: QKeyEvent) -> bool:
        """A letter that the field cannot hold is not typed into it."""
        field, text = self.rows[name].field, event.text()
        return bool(text and text.isprintable() and not field.takes(text))

    def _next(self, name: str) -> None:
        names = list(self.rows)
        place = names.index(name) + 1
        if place == len(names):
            self.save()
        else:
            self.rows[names[place]].input.setFocus(Qt.FocusReason.TabFocusReason)
