"""The shop as the window knows it: open books, who is signed in, this PC's settings, and one signal after each write.

Hands commands to `perform`. Draws nothing and knows no page.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from sqlalchemy import Connection

from shop_desktop.domain.calendar import business_date
from shop_desktop.domain.users import User
from shop_desktop.gui.settings import Settings, save_settings
from shop_desktop.gui.worker import Worker
from shop_desktop.operations.base import Command, Outcome
from shop_desktop.operations.perform import perform, perform_all
from shop_desktop.store.books import Books

if TYPE_CHECKING:
    from shop_desktop.gui.backup_keeper import BackupKeeper

Clock = Callable[[], datetime]


class Shop(QObject):
    """Handed to every page. `changed` carries the nouns that a write changed: {"tickets", "goods"}; `port_lent`:
    somebody else listens on the scale's port now, or no more."""

    changed = Signal(object)
    signed_in = Signal(object)
    settings_changed = Signal(object)
    port_lent = Signal(bool)

    def __init__(self, books: Books, settings: Settings, clock: Clock, user: User | None = None) -> None:
        super().__init__()
        self.books = books
        self.settings = settings
        self.clock = clock
        self.worker = Worker(self)
        self.keeper: BackupKeeper | None = None  # sees to the backups, once the window is open
        self._user = user

    @property
    def reader(self) -> Connection:
        """What pages hand to the queries."""
        return self.books.reader

    @property
    def user(self) -> User:
        """Who is signed in; nobody posts as nobody."""
        assert self._user is not None, "asked before anyone signed in"
        return self._user

    @property
    def someone_signed_in(self) -> bool:
        return self._user is not None

    def today(self) -> date:
        """The shop's day."""
        return business_date(self.clock())

    def sign_in(self, user: User) -> None:
        """This user posts from now on."""
        self._user = user
        self.signed_in.emit(user)

    def perform(self, command: Command) -> Outcome:
        """Carry out a command as the signed-in user. Raises Refused or Trouble; then nothing has changed."""
        if command.by is None:
            command = msgspec.structs.replace(command, by=self.user.login)
        outcome = perform(self.books, command, now=self.clock())
        self.changed.emit(outcome.changed)
        return outcome

    def perform_all(self, commands: Sequence[Command]) -> tuple[Outcome, ...]:
        """Carry out several as the signed-in user, all of them or none. Raises Refused or Trouble."""
        signed = [msgspec.structs.replace(one, by=one.by or self.user.login) for one in commands]
        outcomes = perform_all(self.books, signed, now=self.clock())
        self.changed.emit(frozenset[str]().union(*(one.changed for one in outcomes)))
        return outcomes

    def keep(self, settings: Settings) -> None:
        """This PC's settings from now on. Raises OSError where they cannot be written."""
        save_settings(self.books.folder, settings)
        self.settings = settings
        self.settings_changed.emit(settings)
