"""The manager's frame: rail, pages by Alt and a digit, title, footer, the one line of notice. Knows the pages, draws none.

Pages are stale on the nouns that a write changed, and ask the books again when they are seen.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui import backup_words
from shop_desktop.gui.page_help import PageHelp
from shop_desktop.gui.pages import ROLES, Page, key_name
from shop_desktop.gui.pages.fund.page import FundPage
from shop_desktop.gui.pages.goods.page import GoodsPage
from shop_desktop.gui.pages.home import HomePage
from shop_desktop.gui.pages.households.page import HouseholdsPage
from shop_desktop.gui.pages.imports.page import ImportsPage
from shop_desktop.gui.pages.months.page import MonthsPage
from shop_desktop.gui.pages.prices.page import PricesPage
from shop_desktop.gui.pages.reports.page import ReportsPage
from shop_desktop.gui.pages.sales.page import SalesPage
from shop_desktop.gui.pages.settings.find.page import FindPage
from shop_desktop.gui.pages.settings.page import SettingsPage
from shop_desktop.gui.pages.users.page import UsersPage
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.page_frame import PageFrame
from shop_desktop.gui.widgets.rail import Rail, RailItem
from shop_desktop.gui.widgets.values import FooterKey, NoticeView, Tone
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import N_, _

PAGES: tuple[type[Page], ...] = (
    HomePage,
    HouseholdsPage,
    PricesPage,
    GoodsPage,
    SalesPage,
    FundPage,
    ReportsPage,
    MonthsPage,
    UsersPage,
    SettingsPage,
    FindPage,
    ImportsPage,
)
NOTICE_MS = {Tone.INFO: 6000, Tone.OK: 10000}
"""How long a notice stays; a warning stays until the next thing is done."""
LOOK_MS = 30_000
"""So often one looks whether the day is another, or another counter posted something."""


class _Pages(dict[str, Page]):
    """The pages made so far, by name; one that was not is made."""

    def __init__(self, make: Callable[[str], Page]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> Page:
        self[name] = self._make(name)
        return self[name]


class Manager(QWidget):
    """`to_counter`: F10 of someone who may post; `leaving`: F10 of someone who may only look."""

    to_counter = Signal()
    leaving = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop = shop
        self.pages = _Pages(self._make)
        self.may_write = shop.user.role == "manager"
        self._focused: QWidget | None = None
        village = shop_queries.village_of(shop.reader).name
        items = tuple(RailItem(kind.name, kind.icon, kind.label) for kind in PAGES if kind.in_rail)
        self.rail = Rail(village, items, counter=self.may_write)
        self.frame = PageFrame(self.rail, self)
        self.frame.text_size = shop.settings.text_percent / 100
        self.frame.pressed.connect(self.press)
        self.before: list[str] = []
        self.help = PageHelp(self)
        self.help.closed.connect(self.close_help)
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(partial(self.say, None))
        self._count = shop_queries.document_count(shop.reader)
        self._looking = QTimer(self)
        self._looking.timeout.connect(self.look)
        for digit in "1234567890":
            self._shortcut(f"Alt+{digit}", partial(self._open_by, digit))
        shop.changed.connect(self._changed)
        shop.settings_changed.connect(self._settings_changed)
        self.page = self.pages[PAGES[0].name]
        self._show(self.page)

    def _make(self, name: str) -> Page:
        """A page is made when it is first asked for, and goes with this window."""
        page = next(kind for kind in PAGES if kind.name == name)(self.shop)
        page.setParent(self)
        page.hide()
        page.told.connect(self.say)
        page.headed.connect(self._head)
        page.wanted.connect(self._wanted)
        page.places = frozenset(kind.name for kind in PAGES) | ({"counter"} if self.may_write else set())
        return page

    def _shortcut(self, keys: str, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    # ---- going about

    def open(self, name: str) -> None:
        """Show this page; Esc comes back to the one before."""
        self.close_help()
        if name != self.page.name:
            self.before.append(self.page.name)
            self._show(self.pages[name])

    def _wanted(self, name: str, thing: str) -> None:
        """The counter, the page before, or a page and something on it."""
        if name == "counter":
            self.press("F10")
        elif name == "back":
            self._back()
        else:
            self.open(name)
            self.page.lead_to(thing)

    def find_household(self) -> None:
        """F2: to the households, ready to type."""
        self.open(HouseholdsPage.name)
        page = self.pages[HouseholdsPage.name]
        while page.back():
            pass
        page.rest()

    def _open_by(self, digit: str) -> None:
        self.rail.show_digits(False)
        if name := self.rail.page_of(digit):
            self.open(name)

    def open_help(self) -> None:
        """F1: the keys of this page, in its place; any key brings it back."""
        self._focused = self.focusWidget()
        self.help.tell(self.page)
        self.frame.set_body(self.help)
        self.help.setFocus()
        self._head()

    def close_help(self) -> None:
        """Back to the page, where one was."""
        if self.help.isHidden():
            return
        self.frame.set_body(self.page)
        if self._focused is not None and self._focused.isVisible():
            self._focused.setFocus()
        else:
            self.page.rest()
        self._head()

    def _show(self, page: Page) -> None:
        self.page = page
        self.say(None)
        self.rail.choose(page.under or page.name)
        self.frame.set_body(page)
        page.seen()
        page.rest()

    def _back(self) -> None:
        self.say(None)
        if not self.page.back() and self.before:
            self._show(self.pages[self.before.pop()])

    # ---- keys

    def press(self, key: str) -> None:
        """A key by its name, or "page:<name>" from the rail."""
        if key.startswith("page:"):
            self.open(key.removeprefix("page:"))
        elif key == "F10":
            (self.to_counter if self.may_write else self.leaving).emit()
        elif key == "F2":
            self.find_household()
        elif not self.help.isHidden():
            self.close_help()
        elif key == "F1":
            if not self.page.press(key):  # a page may have help of its own
                self.open_help()
        elif key == "Esc":
            self._back()
        else:
            self.page.press(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self.rail.show_digits(True)
        elif (name := key_name(event)) and not event.isAutoRepeat():
            self.press(name)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self.rail.show_digits(False)
        super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowDeactivate:
            self.rail.show_digits(False)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.page.rest()

    # ---- what is said

    def say(self, view: NoticeView | None) -> None:
        """One line above the footer; an information leaves by itself."""
        self._silence.stop()
        self.frame.say(view)
        if view is None:
            self.page.forget_undo()
        elif view.tone in NOTICE_MS:
            self._silence.start(NOTICE_MS[view.tone])

    def _head(self) -> None:
        title, below = self.page.conclusion()
        user = self.shop.user
        leave = _(self.page.leave_word) if self.page.leave_word else ""
        who = "" if leave else f"{user.shown} · {_(dict(ROLES)[user.role])}"
        self.frame.head.show_words(title, below, who, self.page.period, leave)
        own = tuple(FooterKey(one.key, one.word) for one in self.page.offered() if self.page.allowed(one))
        general = () if leave or any(key.key == "F12" for key in self.page.hints()) else (FooterKey("F2", N_("Find")),)
        keys = (*self.page.hints(), *own, *general)
        if not any(one.key == "F1" for one in keys):
            keys += (FooterKey("F1", N_("Help")),)
        self.frame.footer.show_keys(keys if self.help.isHidden() else (FooterKey("Esc", N_("Back")),))
        if aside := self.page.aside():
            self.frame.footer.say(*aside)
        elif self.may_write:
            self.frame.footer.say(*backup_words.footer(self.shop.settings, self.shop.clock()))
        else:
            self.frame.footer.say("eye", _("You look; nothing is changed"))

    # ---- what changed

    def look(self) -> None:
        """A new day, or documents of another counter, are shown without a key; not while the books do not answer."""
        with suppress(Trouble):
            count = shop_queries.document_count(self.shop.reader)
            if count != self._count:
                self._count = count
                for page in self.pages.values():
                    page.stale = True
        if self.isVisible():
            self.page.seen()

    def _changed(self, nouns: frozenset[str]) -> None:
        for page in self.pages.values():
            page.stale = page.stale or bool(page.stale_on & nouns)
        self._count = shop_queries.document_count(self.shop.reader)
        if "village" in nouns:
            self.rail.village = shop_queries.village_of(self.shop.reader).name
            self.rail.update()
        if self.isVisible():
            self.page.seen()

    def _settings_changed(self, _settings: QObject) -> None:
        self.frame.text_size = self.shop.settings.text_percent / 100
        if SettingsPage.name in self.pages:
            self.pages[SettingsPage.name].stale = True
        self.frame.set_body(self.page)
        self.page.seen()

    def showEvent(self, event: QShowEvent) -> None:
        self.look()
        self._looking.start(LOOK_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        self._looking.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.frame.setGeometry(self.rect())
