"""The second step: every port is listened to; what is found stands there as it is found, and what to do where nothing is."""

import errno
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scale_driver.ports import Adapter
from scale_driver.protocols import find
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.settings.find import words
from shop_desktop.gui.pages.settings.find.comparing import Comparing
from shop_desktop.gui.pages.settings.find.part import SEARCH, Part, Right, adapter_words
from shop_desktop.gui.pages.settings.find.rows import WAYS, candidate_rows, raw_rows, row_of
from shop_desktop.gui.pages.settings.find.search import Found, Search
from shop_desktop.gui.pages.settings.find.views import FoundView, TeachView, WireView
from shop_desktop.gui.pages.settings.wire import protocol_name
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.text import N_, _

if TYPE_CHECKING:
    from shop_desktop.gui.pages.settings.find.page import FindPage


class Searching(Part):
    """Goes on by itself where something is sure, or where the search is over and something may be it."""

    step = SEARCH

    def __init__(self, page: "FindPage", ports: Sequence[Adapter]) -> None:
        super().__init__(page)
        page.borrow()
        self.ports = tuple(ports)
        settings = page.shop.settings
        self.search = Search(self.ports, settings.protocol_settings if settings.protocol == "custom" else None)
        self.case.search = self.search
        self._second = -1
        self._chosen: Found | None = None
        self.over = False

    def poll(self, now_s: float) -> bool:
        if self.over:
            return False
        changed, self.over = self.search.poll(now_s), self.search.done
        if self.over and self.search.hopeful:
            self._compare(max(0, self.chosen))
            return True
        second = int(self.search.took_s * 4)
        changed, self._second = changed or second != self._second, second
        return changed

    def title(self) -> tuple[str, str]:
        if not self.search.done:
            return _("Searching for the scale"), _("Every speed and every format that is known; some seconds a port.")
        if self.search.all_refused:
            return _("The port does not open"), _("What to do stands at the right.")
        if self.search.bytes_total:
            return _("Something comes, but no known format"), _("It can be described by hand, or recorded for somebody who can.")
        return _("Nothing came on the cable"), _("The port is open and silent.")

    def found(self) -> FoundView:
        several = len(self.ports) > 1
        rows = candidate_rows(self.search.found, several)
        first = self.search.loudest or self.ports[0]
        took = _("took {seconds} s", seconds=max(0, round(self.search.took_s)))
        title = _("{count} ports", count=len(self.ports)) if several else adapter_words(first)
        empty = _("Nothing has been recognised yet") if not self.search.done else _("Nothing was recognised")
        return FoundView(
            title=title, detail=took, rows=rows, chosen=self.chosen, empty=empty, foot=WAYS, foot_words=_("None of these?")
        )

    def wire(self) -> WireView:
        port = self.search.loudest
        tape = self.search.tapes[port.port] if port else None
        rows = raw_rows(tape) if tape else ()
        detail = _("{count} bytes", count=self.search.bytes_total) if self.search.bytes_total else ""
        return WireView(title=_("What comes on the line"), detail=detail, rows=rows, empty=_("Nothing has come yet"))

    def right(self) -> Right:
        if not self.search.done:
            return TeachView(icon="search", title=_("Listening"), lines=self._now(), done=round(self.search.progress * 1000))
        if self.search.all_refused:
            return refused_view(self.search)
        if self.search.bytes_total:
            return understood_view()
        return silent_view()

    def _now(self) -> tuple[str, ...]:
        """What is being tried on each port, a line each."""
        told = []
        for port in self.ports:
            one = self.search.detections[port.port]
            if one.error:
                told.append(_("{port}: does not open", port=port.port))
            elif one.done:
                told.append(_("{port}: done", port=port.port))
            elif one.asking:
                told.append(_("{port}: asking {format}", port=port.port, format=protocol_name(find(one.asking))))
            else:
                told.append(_("{port}: listening at {line}", port=port.port, line=words.line_words(one.trying)))
        return (*told, _("Leave the scale as it is; nothing on it is changed."))

    def keys(self) -> tuple[Action, ...]:
        again = Action(key="R", word=N_("search again"), do=lambda: self.page.restart(self.ports))
        go_on = Action(key="Enter", word=N_("go on"), do=self._go_on)
        return (go_on, again) if self.search.done or self.chosen >= 0 else (again,)

    def hints(self) -> tuple[FooterKey, ...]:
        return (FooterKey("↑ ↓", N_("choose")),) if self.search.found else ()

    @property
    def chosen(self) -> int:
        """Where the row stands now that the arrows chose, though better ones have come before it; -1: none."""
        same = [known_by(one) == known_by(self._chosen) for one in self.search.found] if self._chosen else []
        return same.index(True) if True in same else -1

    def _compare(self, place: int) -> None:
        self.case.found = self.search.found
        self.page.go(Comparing(self.page, place))

    def _go_on(self) -> None:
        """What the lit button says."""
        if self.chosen >= 0:
            self._compare(self.chosen)
        elif self.search.bytes_total and not self.search.all_refused:
            self.press("8")
        else:
            self.page.restart(self.ports)

    def press(self, key: str) -> bool:
        port = self.search.loudest
        place = row_of(key, len(self.search.found))
        if place is not None:
            self._compare(place)
        elif key in ("Up", "Down") and self.search.found:
            last = len(self.search.found) - 1
            self._chosen = self.search.found[max(0, min(self.chosen + (1 if key == "Down" else -1), last))]
        elif key == "7":
            self.page.by_maker()
        elif key == "8" and port is not None:
            self.page.describe(port, self.search.tapes[port.port])
        elif key == "9" and port is not None:
            self.page.record(self.search.tapes[port.port])
        else:
            return False
        return True

    def back(self) -> bool:
        self.page.restart(())
        return True

    def leave(self) -> None:
        self.search.close()


def known_by(one: Found) -> tuple[object, ...]:
    """What stays the same of a candidate while more of it is heard."""
    return one.port.port, one.candidate.protocol, one.candidate.line, *sorted(one.candidate.settings.items())


def silent_view() -> TeachView:
    lines = (
        _("Is the scale on, and the plug in to the end at both ends?"),
        _("Look in the scale's menu: it must send all the time (“continuous”; Yaohua: tF=0 or 3)."),
        _("Two 9-pin plugs that fit but say nothing: 2 and 3 may have to be crossed. F1 shows how."),
        _("A scale with several sockets: the one for the computer, not the one for the big display."),
    )
    return TeachView(
        icon="unplugged", title=_("The cable is silent"), lines=lines, tone=Tone.TODO, key="Enter", verb=_("Search again")
    )


def understood_view() -> TeachView:
    lines = (
        _("8: show where the figures stand, and it is read from then on."),
        _("7: choose the scale by the maker's name on its case."),
        _("9: keep a piece of it on a stick; somebody can find out from it."),
        _("A loose plug or a wrong cable also makes rubbish: press it in and search again."),
    )
    return TeachView(
        icon="help",
        title=_("It speaks, but in no format known here"),
        lines=lines,
        tone=Tone.TODO,
        key="Enter",
        verb=_("Describe it"),
    )


def refused_view(search: Search) -> TeachView:
    """Why no port opens: it is gone, it may not be used, or something else has it."""
    told = next((one.error for one in search.detections.values() if one.error), "") or ""
    again: dict[str, Any] = {"tone": Tone.STOP, "key": "Enter", "verb": _("Search again")}
    if os.strerror(errno.ENOENT) in told or "FileNotFound" in told:
        out = (_("Put the plug in again; it shows up by itself."), _("Esc goes back to the ports that are there."))
        return TeachView(icon="unplugged", title=_("The plug is out"), lines=out, **again)
    lines = (
        _("Another program may have it: a weighing program, a label printer's, a second window of this one. Close it."),
        _("Pull the plug, count to three, put it in again."),
        _("The PC says: {words}", words=told),
    )
    return TeachView(icon="lock", title=_("The port is in use"), lines=lines, **again)
