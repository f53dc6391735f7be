"""The keys of a manager's page, and those that mean the same on all of them: in the page's place until any key is pressed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shop_desktop.gui.pages import Page
from shop_desktop.gui.widgets.sheets import ChoiceSheet
from shop_desktop.gui.widgets.tabs import Tabs
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey
from shop_desktop.text import N_, _

EVERYWHERE = (
    ("F2", N_("Find a household, from any page")),
    ("Alt", N_("Hold it: the digits of the pages are shown")),
    ("↑ ↓", N_("Another row; PgUp, PgDn, Home, End go further")),
    ("Enter", N_("In a form: the next field; in the last one, save")),
    ("Tab", N_("In a form: the next field, Shift and Tab the one before")),
    ("F12", N_("In a form: save at once, as + on the number pad does")),
    ("F8", N_("Undo, while the line above the footer offers it")),
    ("Esc", N_("One step back; what is saved stays")),
    ("F10", N_("To the counter, or to another user")),
)
HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class _Keys(ChoiceSheet):
    ROW = 38.0


class PageHelp(QWidget):
    """`closed`: any key was pressed, or something was clicked."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.own, self.general = _Keys(), _Keys()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        for part in (self.own, self.general):
            row.addWidget(part, 1)
            part.pressed.connect(lambda _action: self.closed.emit())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def tell(self, page: Page) -> None:
        """The keys that act on this page now."""
        rows = tuple(ChoiceRow(key=one.key, cells=(begun(_(one.word)),)) for one in keys_of(page))
        self.own.show_view(ChoiceList(title=_("Keys: {page}", page=_(page.label)), columns=(Column(),), rows=rows, icon="help"))
        rows = tuple(ChoiceRow(key=key, cells=(_(word),)) for key, word in EVERYWHERE)
        self.general.show_view(ChoiceList(title=_("Keys on every page"), columns=(Column(),), rows=rows, icon="help"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in HELD:
            self.closed.emit()


def begun(words: str) -> str:
    """A verb of the footer as a line begins."""
    return words[:1].upper() + words[1:]


def keys_of(page: Page) -> tuple[FooterKey, ...]:
    """What turns a page to its lists, what its widgets take, and its own keys."""
    turns = [one for tabs in page.findChildren(Tabs) if not tabs.isHidden() for one in tabs.choices]
    own = [FooterKey(one.key, one.word) for one in page.offered() if page.allowed(one)]
    found = {one.key: one for one in (*turns, *page.hints(), *own)}
    return tuple(found.values())
