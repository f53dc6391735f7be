"""Backups on the settings page: where they go, one now, and the newest one tried."""

from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any

from PySide6.QtCore import QObject, QStorageInfo

from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.refused import Trouble
from shop_desktop.gui import backup_words
from shop_desktop.gui.backup_keeper import Ended
from shop_desktop.gui.pages import OWN_PC, Action, ListPage, Unfit
from shop_desktop.gui.pages.settings.row import Setting
from shop_desktop.gui.widgets.fields import Choice, Field, Options
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.text import N_, _, sentence

FOLDER_NAME = N_("Qingcheng backups")
"""The folder on a stick, in the language of whoever sets it."""
REMINDERS = (1, 3, 7)
NONE, OTHER = "none", "other"


class Backups(QObject):
    """The rows of the backups. The keeper does the work, and says how far it is through the worker; Del stops it."""

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self.page, self.keeper = page, page.shop.keeper
        self._shown = ("", "")
        self._asked = False  # sticks are looked up when the form wants them
        place = Choice("place", N_("Second place"), options=lambda: self._places() if self._asked else ())
        other = Field(OTHER, N_("Another folder"), hint=N_("such as E:\\backups, or a folder of another PC"), optional=True)
        after = Choice("days", N_("Remind me after"), options=reminders)
        page.card("backup", (place, other, after), self._keep, columns=1)
        page.shop.worker.changed.connect(self._moved)
        if self.keeper is not None:
            self.keeper.ended.connect(self._ended)
            self.keeper.tried.connect(self._tried)

    @property
    def _settings(self) -> Any:
        return self.page.shop.settings

    def _moved(self) -> None:
        worker = self.page.shop.worker
        shown = (worker.running, self._so_far())
        if shown != self._shown and self.page.isVisible() and not self.page.filling:
            self._shown = shown
            self.page.refresh()

    # ---- rows

    def rows(self) -> tuple[Setting, ...]:
        return self._place_row(), self._now_row(), self._trial_row(), self._return_row()

    def _place_row(self) -> Setting:
        settings = self._settings
        late = backup_words.overdue(settings, self.page.shop.clock())
        badge = _("missing") if late else ""
        if not settings.backup_folder and not settings.practice:
            badge = _("not set")
        return Setting(
            key="backup",
            title=_("Backups go to"),
            value=place_words(settings.backup_folder) or _("this PC alone; a broken disk would take them along"),
            badge=badge,
            tone=Tone.TODO,
            facts=(
                *([(_("Folder"), settings.backup_folder)] if settings.backup_folder else []),
                *self._when(),
                (_("Remind me after"), words_for(settings.backup_reminder_days)),
            ),
            op=OWN_PC,
            begin=self._begin,
        )

    def _when(self) -> tuple[tuple[str, str], ...]:
        settings, now = self._settings, self.page.shop.clock()
        own, away = backup_words.instant(settings.backup_at), backup_words.instant(settings.backup_away_at)
        return (
            (_("On this PC"), backup_words.when(own, now) if own else _("never")),
            (_("Second place"), backup_words.when(away, now) if away else _("never")),
        )

    def _now_row(self) -> Setting:
        keeper = self.keeper
        trouble = keeper.last.trouble if keeper is not None and keeper.last is not None else None
        lost = "" if trouble else backup_words.lost(self._settings)
        value = sentence(trouble) if trouble else lost or backup_words.stored(self._settings, self.page.shop.clock())
        busy = keeper is not None and keeper.backing_up
        return Setting(
            key="backup-now",
            title=_("Back up now"),
            value=self._so_far() if busy else value,
            badge="" if busy else _("did not work") if trouble else _("pictures missing") if lost else "",
            tone=Tone.TODO if lost else Tone.STOP,
            facts=self._when(),
            op=OWN_PC,
            verb=N_("back up"),
            begin=self._now if keeper is not None else None,
        )

    def _trial_row(self) -> Setting:
        keeper, facts = self.keeper, self._when()
        words, tone = self._said()
        if keeper is not None and isinstance(keeper.trial, dict):
            day, documents, seal = self._proof(keeper.trial)
            if tone is Tone.OK:
                words = _("The backup of {day} opens, and is as the books were", day=day)
            facts = (*facts, (_("Documents"), documents), (_("Seal"), seal))
        if keeper is not None and keeper.trying:
            words, tone = self._so_far(), Tone.QUIET
        return Setting(
            key="backup-trial",
            title=_("Try restoring"),
            value=words,
            badge={Tone.OK: _("good"), Tone.TODO: _("pictures missing"), Tone.STOP: _("did not work")}.get(tone, ""),
            tone=tone,
            facts=facts,
            op=OWN_PC,
            verb=N_("try"),
            begin=keeper.try_newest if keeper is not None else None,
        )

    def _return_row(self) -> Setting:
        """How the shop comes back onto another PC: said here, done on the first page there."""
        facts = (
            (_("From a daily backup"), _("everything, with phones and PINs")),
            (_("From a monthly file"), _("without phones and PINs")),
            (_("Pictures of papers"), _("come along")),
            (_("The shop's key"), _("never leaves this PC; that one makes a new one")),
            (_("Scale and printer"), _("are set up there anew")),
        )
        words = _("Start the program there, plug the stick in, and press F4 on its first page")
        return Setting(key="backup-return", title=_("On another PC"), value=words, facts=facts)

    def _said(self) -> tuple[str, Tone]:
        """What came of the last trial."""
        answer = self.keeper.trial if self.keeper is not None else None
        if answer is None:
            return _("Opens the newest one in a place of its own, and holds it against the books"), Tone.QUIET
        if isinstance(answer, Trouble):
            return sentence(answer), Tone.INFO if answer.code == "trial-stopped" else Tone.STOP
        day, documents, seal = self._proof(answer)
        if count := answer.get("missing", 0):
            return _("The backup of {day} opens, but {count} pictures of papers are nowhere", day=day, count=count), Tone.TODO
        facts = {"day": day, "documents": documents, "seal": seal}
        return _("The backup of {day} opens: {documents} documents, seal {seal}, as in the books", **facts), Tone.OK

    def _proof(self, answer: dict[str, Any]) -> tuple[str, str, str]:
        """The day, documents and seal of a backup that was tried."""
        day = backup_words.named_day(answer["day"], self.page.shop.clock())
        return day, f"{answer['documents']:,}", seal_code(answer["seal"])

    def _so_far(self) -> str:
        worker = self.page.shop.worker
        done, of = worker.so_far
        if worker.stopping:
            return _("{what}: stopping", what=worker.running)
        return _("{what}: {percent} %", what=worker.running, percent=100 * done // max(of, 1))

    def offered(self) -> tuple[Action, ...]:
        """Del stops what runs."""
        worker = self.page.shop.worker
        return (Action(key="Del", word=N_("stop"), do=worker.cancel, op=OWN_PC),) if worker.running else ()

    # ---- where they go

    def _places(self) -> Options:
        sticks = [str(root / _(FOLDER_NAME)) for root in plugged_in()]
        now = self._settings.backup_folder
        listed = [*sticks, *([now] if now and now not in sticks else [])]
        return ((NONE, _("none")), *((place, place) for place in listed), (OTHER, _("another folder")))

    def _begin(self) -> None:
        self._asked = True
        settings = self._settings
        days = settings.backup_reminder_days if settings.backup_reminder_days in REMINDERS else REMINDERS[1]
        self.page.begin("backup", _("Where backups go"), {"place": settings.backup_folder or NONE, OTHER: "", "days": str(days)})

    def _keep(self, values: dict[str, str]) -> None:
        place = chosen(values)
        before = self._settings
        away_at = before.backup_away_at if place == before.backup_folder else ""
        kept = replace(before, backup_folder=place, backup_away_at=away_at, backup_reminder_days=int(values["days"]))
        try:
            self.page.shop.keep(kept)
        except OSError:
            raise Trouble("read-only") from None
        self.page.finish(_("Kept") if place else _("Backups stay on this PC"))
        if place and not away_at and self.keeper is not None:
            self._now()

    # ---- what came of it

    def _now(self) -> None:
        if self.keeper is not None:
            self.keeper.back_up()
            self.page.say(_("Backing up. The counter goes on meanwhile."), Tone.INFO)

    def _ended(self, ended: Ended) -> None:
        if not self.page.isVisible():
            return
        if ended.trouble is not None:
            self.page.say(sentence(ended.trouble), Tone.STOP)
        elif lost := backup_words.lost(self._settings):
            self.page.say(lost, Tone.TODO)
        elif ended.beside:
            self.page.say(_("Backed up, in a folder of our own beside the backups of {village}", village=ended.beside))
        else:
            self.page.say(_("Backed up, opened again, and whole"))

    def _tried(self) -> None:
        if self.page.isVisible():
            self.page.say(*self._said())


def place_words(folder: str) -> str:
    """The second place without its path, which can be long: the stick and the folder on it, or the folder's name."""
    if not folder:
        return ""
    place, name = backup_words.place_name(folder), PureWindowsPath(folder).name
    if not name:
        return place
    return f"{place} · {name}" if place == _("the stick") else name


def chosen(values: dict[str, str]) -> str:
    """The folder that the form says, made where it is not there yet; "" for none. Unfit where it cannot be.

    A folder that was typed is meant, whatever stands above it.
    """
    field = OTHER if values["place"] == OTHER or values[OTHER].strip() else "place"
    if values[field] in {"", NONE}:
        if field == OTHER:
            raise Unfit(OTHER, _("Write the folder"))
        return ""
    folder = Path(values[field])
    if not folder.is_absolute():
        raise Unfit(field, _("Write the whole path, such as E:\\backups"))
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise Unfit(field, _("This is not there. Plug the stick in first.")) from None
    except OSError:
        raise Unfit(field, _("This folder cannot be made. Choose another.")) from None
    return str(folder)


def plugged_in() -> list[Path]:
    """Disks that can be written to, other than the one with the system: sticks, and second disks."""
    system = QStorageInfo.root()
    roots = []
    for volume in QStorageInfo.mountedVolumes():
        real = volume.isValid() and volume.isReady() and not volume.isReadOnly()
        path = volume.rootPath()
        if real and volume.device() != system.device() and (":" in path or path.startswith(backup_words.STICKS)):
            roots.append(Path(path))
    return roots


def reminders() -> Options:
    return tuple((str(days), words_for(days)) for days in REMINDERS)


def words_for(days: int) -> str:
    """How long, in words."""
    return _("a day") if days == 1 else _("{days} days", days=days)
