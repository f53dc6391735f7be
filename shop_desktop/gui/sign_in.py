"""Signing in at the counter's own pad: a digit chooses the name, then the PIN as dots. Keeps no PIN longer than its check.

A manager in a shop where no manager has a PIN sets the first one here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.domain.users import User
from shop_desktop.gui import theme
from shop_desktop.gui.counter.keys import KeyReader
from shop_desktop.gui.pages import ROLES
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.sign_in import Person, SignIn, SignInView
from shop_desktop.operations.sign_in import sign_in
from shop_desktop.operations.users import SetPin
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import _, sentence

TILES = 9
SHORTEST, LONGEST = 4, 8


@dataclass(frozen=True)
class Said:
    """One sentence below the dots."""

    words: str = ""
    wrong: bool = False


class SignInPage(QWidget):
    """`signed_in` carries the User whose PIN was right; `returned`: Esc at the names, where someone is still signed in."""

    signed_in = Signal(object)
    returned = Signal()

    def __init__(self, shop: Shop, *, may_return: bool = False) -> None:
        super().__init__()
        self.shop = shop
        self.may_return = may_return
        self.widget = SignIn()
        self.widget.setParent(self)
        self.widget.pressed.connect(self._key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = KeyReader()
        self._keys.key.connect(self._key)
        self._keys.scan.connect(self._burst)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._waited)
        self.start()

    def start(self) -> None:
        """Ask who it is, from the beginning."""
        self.users = shop_queries.users_of(self.shop.reader)
        self.first = 0
        self._leave()

    def _leave(self) -> None:
        self.user: User | None = None
        self.pin, self.first_pin = "", ""
        self.locked_until: datetime | None = None
        self._tick.stop()
        self._say()

    @property
    def sets_pin(self) -> bool:
        """Whether the one chosen types a new PIN: a manager, while no manager has one."""
        managers = [user for user in self.users if user.role == "manager"]
        return self.user in managers and not any(user.has_pin for user in managers)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def _burst(self, text: str) -> None:
        """Digits typed faster than a hand can are still digits here: there is nothing to scan."""
        for name in (*text, "Enter"):
            self._key(name)

    def _key(self, name: str) -> None:
        if name == "Esc":
            self._back()
        elif self.user is None:
            self._choose(name)
        elif self.locked_until is not None:
            return
        elif name == "Backspace":
            self.pin = self.pin[:-1]
            self._say()
        elif name == "Enter":
            self._enter()
        elif name.isdigit() and len(self.pin) < LONGEST:
            self.pin += name
            self._say()

    def _back(self) -> None:
        if self.user is not None:
            self._leave()
        elif self.may_return:
            self.returned.emit()

    def _choose(self, name: str) -> None:
        seen = self.users[self.first : self.first + TILES]
        if name == "0" and len(self.users) > TILES:
            self.first = self.first + TILES if self.first + TILES < len(self.users) else 0
            self._say()
        elif name.isdigit() and 0 < int(name) <= len(seen):
            self.user = seen[int(name) - 1]
            if self.sets_pin:
                self._say(Said(_("You have no PIN yet. Choose four to eight digits")))
            elif not self.user.has_pin:
                self.user = None
                self._say(Said(sentence(Refused("no-pin")), wrong=True))
            else:
                self._say()

    # ---- the PIN

    def _enter(self) -> None:
        if len(self.pin) < SHORTEST:
            self._say(Said(_("A PIN has at least four digits")))
        elif self.sets_pin:
            self._set_pin()
        else:
            self._check()

    def _check(self) -> None:
        assert self.user is not None
        pin, self.pin = self.pin, ""
        try:
            user = sign_in(self.shop.books, self.user.login, pin, now=self.shop.clock())
        except Refused as refused:
            if refused.code == "pin-locked":
                self._lock(refused)
            else:
                self._say(Said(sentence(refused), wrong=True))
        except Trouble as trouble:
            self._say(Said(sentence(trouble), wrong=True))
        else:
            self._leave()
            self.signed_in.emit(user)

    def _set_pin(self) -> None:
        assert self.user is not None
        pin, self.pin = self.pin, ""
        if not self.first_pin:
            self.first_pin = pin
            self._say(Said(_("Once more, so that it is right")))
            return
        first, self.first_pin = self.first_pin, ""
        if first != pin:
            self._say(Said(_("The two were not the same. Choose it again"), wrong=True))
            return
        self.shop.sign_in(self.user)
        try:
            self.shop.perform(SetPin(name=self.user.login, pin=pin))
        except (Refused, Trouble) as ended:
            self._say(Said(sentence(ended), wrong=True))
            return
        user = self.user
        self.start()
        self.signed_in.emit(user)

    def _lock(self, refused: Refused) -> None:
        seconds = refused.facts["seconds"]
        assert isinstance(seconds, int)
        self.locked_until = self.shop.clock() + timedelta(seconds=seconds)
        self._tick.start()
        self._say(Said(sentence(refused), wrong=True))

    def _waited(self) -> None:
        assert self.locked_until is not None
        left = int((self.locked_until - self.shop.clock()).total_seconds())
        if left > 0:
            self._say(Said(sentence(Refused("pin-locked", seconds=left)), wrong=True))
        else:
            self.locked_until = None
            self._tick.stop()
            self._say()

    # ---- what is shown

    def _say(self, said: Said | None = None) -> None:
        village = shop_queries.village_of(self.shop.reader).name
        seen = self.users[self.first : self.first + TILES]
        people = tuple(
            Person(key=str(digit), name=user.shown, role=_(dict(ROLES)[user.role])) for digit, user in enumerate(seen, start=1)
        )
        said = said or self._standing()
        self.widget.show_view(
            SignInView(
                shop=_("{village} Exchange Shop", village=village) if village else _("Exchange Shop"),
                people=people,
                chosen=str(seen.index(self.user) + 1) if self.user in seen else "",
                dots=len(self.pin),
                said=said.words,
                wrong=said.wrong,
                practice=self.shop.settings.practice,
            )
        )

    def _standing(self) -> Said:
        """What is said while nothing else is."""
        if self.user is not None:
            return Said()
        more = [_("0: more names")] if len(self.users) > TILES else []
        back = [_("Esc: back to the counter")] if self.may_return else []
        return Said(" · ".join(more + back))

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = self.shop.settings.text_percent / 100
        scale = theme.counter_scale(self.width(), self.height(), size)
        self.widget.place(QRectF(0, 0, self.width() / scale, self.height() / scale), scale)
