"""What lies behind the window once the books are open: shop, scale, counter, sign-in, first start, manager.

Made in the second stage of starting, so that the first painting waits for none of it.
"""

import contextlib
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication

from scale_driver.gate import LastTaken, Limits
from shop_desktop.domain.calendar import SHOP_ZONE
from shop_desktop.domain.refused import Trouble
from shop_desktop.domain.users import User
from shop_desktop.gui import backup_words
from shop_desktop.gui.backup_keeper import BackupKeeper, Ended
from shop_desktop.gui.counter.counter import Counter
from shop_desktop.gui.counter.weigh import Weighing
from shop_desktop.gui.leaving import LeavingPage
from shop_desktop.gui.settings import Settings, load_settings
from shop_desktop.gui.shop import Clock, Shop
from shop_desktop.gui.widgets.values import NoticeView, Tone
from shop_desktop.gui.window import DEFAULT_E_G, DEFAULT_MAX_G, Window
from shop_desktop.operations import drafts
from shop_desktop.operations.perform import operations
from shop_desktop.store.books import Books, has_books, open_books, place_of
from shop_desktop.store.queries import prices
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import _, sentence

if TYPE_CHECKING:
    from scale_driver.scale import Scale
    from shop_desktop.exchange.restore import Brought
    from shop_desktop.gui.bring_back import BringBack
    from shop_desktop.gui.front import Front

WARM_UP_MS, STOPPING_MS = 400, 100
SCALE_SETTINGS = ("port", "adapter", "protocol", "protocol_settings", "line")


def system_clock() -> datetime:
    """The PC's clock, at the edge where time comes in."""
    return datetime.now(SHOP_ZONE)  # noqa: TID251 - an edge


def open_rooms(window: Window, clock: Clock = system_clock) -> "Rooms | None":
    """Bring the books in and go to the first page; None where they cannot be opened, which the window says."""
    window.reopen.connect(lambda: open_rooms(window, clock), Qt.ConnectionType.SingleShotConnection)
    try:
        rooms = Rooms(window, clock)
    except Trouble as trouble:
        show_trouble(window, trouble)
        return None
    window.rooms = rooms
    rooms.enter()
    window.ready.emit()
    rooms.listen()
    return rooms


def show_trouble(window: Window, trouble: Trouble) -> None:
    """The books cannot be opened; Enter asks again."""
    from shop_desktop.gui.trouble import TroublePage

    page = TroublePage(trouble, window.folder)
    page.again.connect(window.reopen)
    page.leave.connect(window.close)
    window.show_page(page)


class Rooms:
    """Opens books and port; raises Trouble where the books cannot be opened."""

    def __init__(self, window: Window, clock: Clock = system_clock) -> None:
        self.window = window
        self.clock = clock
        self.first_time = not has_books(window.folder)
        self.books = self._books()
        self.settings = load_settings(window.folder)
        self.shop = Shop(self.books, self.settings, clock)
        self.front: Front | None = None
        self.counter: Counter | None = None
        self.keeper: BackupKeeper | None = None
        self._leaving = False
        self._reminded: NoticeView | None = None
        if not window.practice_user:
            self.shop.keeper = self.keeper = BackupKeeper(self.shop)
            self.keeper.ended.connect(self._backed_up)
        self._lent = self._closed = False
        self.shop.settings_changed.connect(self._settings_changed)
        self.shop.port_lent.connect(self._lend_port)
        self.shop.changed.connect(self._shop_changed)

    def listen(self) -> None:
        """From now on a second window may ask for this one."""
        from shop_desktop.gui.front import Front

        self.front = Front(self.window.folder)
        self.front.wanted.connect(self.window.come_to_front)

    def _books(self) -> Books:
        # A server lets many in; of one folder, with its drafts and its scale, there is still one window.
        if place_of(self.window.folder).shared:
            from shop_desktop.gui.front import ask_first_window

            if ask_first_window(self.window.folder):
                raise Trouble("busy")
        if not self.first_time:
            return open_books(self.window.folder)
        from shop_desktop.exchange.founding import found

        return found(self.window.folder, now=self.clock())

    def enter(self) -> None:
        """To the first start, the sign-in, or in practice straight to the counter."""
        users = shop_queries.users_of(self.books.reader)
        practice = next((u for u in users if u.login == self.window.practice_user), None)
        if practice is not None:
            self._to_counter(practice)
        elif not any(user.has_pin for user in users):
            self._first_start()
        else:
            self._sign_in()

    def _first_start(self) -> None:
        from shop_desktop.gui.first_start import FirstStart

        page = FirstStart(self.shop)
        page.done.connect(self._to_counter)
        page.bring_back.connect(self._bring_back)
        self.window.show_page(page)

    def _bring_back(self) -> None:
        from shop_desktop.gui.bring_back import BringBack

        page = BringBack(self.shop)
        page.left.connect(self._first_start)
        page.brought.connect(lambda brought: self._take_over(page, brought))
        page.seen.connect(self.window.reopen)
        self.window.show_page(page)

    def _take_over(self, page: "BringBack", brought: "Brought") -> None:
        """Close the new books, and put those in their place that came back; the window opens them when their key was read."""
        from shop_desktop.exchange.coming_back import take_over
        from shop_desktop.exchange.keys import public_key, signing_key

        self.close()
        self.window.rooms = None
        try:
            take_over(self.window.folder)
            fingerprint = public_key(signing_key(self.window.folder)).fingerprint
        except Trouble as trouble:
            show_trouble(self.window, trouble)
        else:
            page.show_result(brought, fingerprint)

    def _sign_in(self) -> None:
        from shop_desktop.gui.sign_in import SignInPage

        page = SignInPage(self.shop, may_return=self.shop.someone_signed_in)
        page.signed_in.connect(self._enter_as)
        page.returned.connect(lambda: self._to_counter(self.shop.user))
        self.window.show_page(page)

    def _enter_as(self, user: User) -> None:
        """An operator goes to the counter, everyone else to the pages."""
        self.shop.sign_in(user)
        if user.role != "operator":
            self._to_manager()
        else:
            self._to_counter(user)

    def _to_manager(self) -> None:
        from shop_desktop.gui.manager import Manager

        page = Manager(self.shop)
        page.to_counter.connect(lambda: self._to_counter(self.shop.user))
        page.leaving.connect(self._sign_in)
        self.window.show_page(page)

    def _to_counter(self, user: User) -> None:
        self.shop.sign_in(user)
        if self.counter is None:
            self.weighing = self._weighing()
            self.counter = Counter(self.shop, self.weighing, self.window.page)
            self.window.stays = self.counter
            self.counter.leaving.connect(self._sign_in)
            self.counter.desk.day_turned.connect(lambda: self.weighing.use_limits(self._limits()))
            self.weighing.use_scale(self._scale(self.settings))
            QTimer.singleShot(0, operations)
            QTimer.singleShot(WARM_UP_MS, self.counter.slips.warm_up)
            if self.settings.customer_screen and len(QGuiApplication.screens()) > 1:
                self.counter.toggle_customer_screen()
        self.counter.desk.refresh()
        self.window.show_page(self.counter)
        self._remind()

    def tell(self, trouble: Trouble) -> None:
        """A page asked the books and got no answer: said where the person looks, and the page stays as it was."""
        from shop_desktop.gui.manager import Manager

        if trouble.code == "connection-lost":
            trouble = Trouble(trouble.code, why="reading")
        page = self.window.currentWidget()
        if page is self.counter and self.counter is not None:
            self.counter.desk.tell(sentence(trouble), Tone.TODO)
        elif isinstance(page, Manager):
            page.say(NoticeView(text=sentence(trouble), tone=Tone.TODO))

    # ---- the backups

    def _remind(self) -> None:
        """The stick has been away for too long: said at the counter, where nothing else is said."""
        late = "" if self.keeper is None else backup_words.overdue(self.settings, self.clock())
        if late and self.counter is not None and self.counter.desk.notice is None:
            self.counter.desk.tell(late, Tone.TODO)
            self._reminded = self.counter.desk.notice

    def _backed_up(self, told: Ended) -> None:
        if self.counter is not None and told.away is None:
            self.counter.desk.solved(self._reminded)
        if self.counter is not None and told.own is not None and not self._leaving:
            self.counter.desk.tell(sentence(told.own), Tone.TODO)
        elif self.counter is not None and told.lost and not self._leaving:
            self.counter.desk.tell(backup_words.lost(self.settings), Tone.TODO)

    def may_close(self) -> bool:
        """Whether the window may close now; where today's backup is still to be made, it closes after that."""
        keeper = self.keeper
        if keeper is None or self._leaving or _system_ends() or not keeper.unsaved():
            return True
        page = LeavingPage(self.shop.worker)
        self._leaving = True
        keeper.ended.connect(lambda told: self._leave(page, told))
        page.leave.connect(self.window.close)
        self.window.show_page(page)
        self._back_up_last(keeper)
        return False

    def _back_up_last(self, keeper: BackupKeeper) -> None:
        """What else is under way is stopped first, as closing would."""
        if not self.shop.worker.running:
            keeper.back_up()
        elif not keeper.backing_up:
            self.shop.worker.cancel()
            QTimer.singleShot(STOPPING_MS, lambda: self._back_up_last(keeper))

    def _leave(self, page: LeavingPage, told: Ended) -> None:
        """The backup was made, or says why not to whoever still looks; a stick that is not there is said at another time."""
        trouble = told.own or told.away
        if trouble is None or trouble.code in {"backup-gone", "backup-stopped"}:
            self.window.close()
        else:
            page.show_trouble(trouble)

    # ---- the scale

    def _weighing(self) -> Weighing:
        told = drafts.last_taking(self.books, self.settings.pc)
        last = LastTaken(told["gross_g"], told["material"], emptied=told["emptied"]) if told else None
        return Weighing(self._limits(), last)

    def _limits(self) -> Limits:
        day, reader = self.shop.today(), self.books.reader
        plate = prices.scale_in_force(reader, day)
        band = int(prices.rule(reader, "rezero_divisions", day))
        if plate is None:
            return Limits(DEFAULT_MAX_G, DEFAULT_E_G, rezero_divisions=band)
        return Limits(plate.max_g, plate.e_g, min_g=plate.min_g, rezero_divisions=band)

    def _scale(self, settings: Settings) -> "Scale | None":
        """The scale of the settings; None where none is set up, or the settings name none that we know."""
        if not settings.port or not settings.protocol:
            return None
        from scale_driver.scale import Scale
        from shop_desktop.gui.known_port import KnownPort

        self._known_port = known = KnownPort(settings.adapter, settings.port)
        known.moved.connect(self._port_moved)
        told = settings.protocol_settings
        try:
            return Scale(settings.port, settings.protocol, told, line=settings.line or None, opener=known.open)
        except (KeyError, ValueError):
            return None

    def _settings_changed(self, settings: Settings) -> None:
        before, self.settings = self.settings, settings
        same = all(getattr(before, name) == getattr(settings, name) for name in SCALE_SETTINGS)
        if self.counter is not None and not same and not self._lent:
            self.weighing.use_scale(self._scale(settings))

    def _port_moved(self, port: str) -> None:
        """The scale's adapter was found in another socket: kept and said; the ticket goes on."""
        self.weighing.moved(port)
        self.settings = replace(self.settings, port=port)
        with contextlib.suppress(OSError):  # found again the next time
            self.shop.keep(self.settings)
        if self.counter is not None:
            self.counter.desk.tell(_("The scale is plugged in elsewhere now, at {port}. Go on weighing", port=port), Tone.INFO)

    def _lend_port(self, lent: bool) -> None:
        """The settings' search listens on the port itself; meanwhile weights are typed. What the pan held stays."""
        self._lent = lent
        if self.counter is not None and not self._closed:
            self.weighing.use_scale(None if lent else self._scale(self.settings))

    def _shop_changed(self, nouns: frozenset[str]) -> None:
        if self.counter is not None and nouns & {"scale", "rules"}:
            self.weighing.use_limits(self._limits())

    def close(self) -> None:
        """Give everything back; the lock on the books goes last."""
        self._closed = True
        if self.counter is not None:
            self.counter.close_down()
        if self.front is not None:
            self.front.close()
        if self.keeper is not None:
            self.keeper.close()
        self.shop.worker.close()
        self.books.close()


def _system_ends() -> bool:
    """Whether the PC is being shut down: it waits for nobody."""
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()
