"""One step of the wizard as the page sees it: what its cards show, its keys, what it does at each tick. Draws nothing."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scale_driver.ports import Adapter
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.settings.find.hearing import Agreed
from shop_desktop.gui.pages.settings.find.search import Found, Search
from shop_desktop.gui.pages.settings.find.tape import Tape
from shop_desktop.gui.pages.settings.find.views import CompareView, FoundView, KnobsView, LinesView, TeachView, WireView
from shop_desktop.gui.widgets.values import ChoiceList, FooterKey
from shop_desktop.text import N_, _

if TYPE_CHECKING:
    from shop_desktop.gui.pages.settings.find.page import FindPage

PLUG, SEARCH, COMPARE, AGAIN, DONE = range(5)
STEPS = (N_("Plug in"), N_("Search"), N_("Compare the number"), N_("Once more"), N_("Done"))
Right = CompareView | TeachView | KnobsView | ChoiceList


@dataclass
class Case:
    """What the wizard knows so far; handed from step to step."""

    search: Search | None = None
    found: tuple[Found, ...] = ()
    port: Adapter | None = None
    tape: Tape | None = None
    agreed: list[Agreed] = field(default_factory=list)


class Part:
    """A step. `leave_word` is what Esc does, `aside` an icon and the footer's quiet sentence."""

    step = PLUG
    leave_word = N_("Not now")
    aside: tuple[str, str] | None = ("shield", N_("Until then the counter types weights"))

    def __init__(self, page: "FindPage") -> None:
        self.page = page
        self.case = page.case

    def title(self) -> tuple[str, str]:
        raise NotImplementedError

    def found(self) -> FoundView:
        raise NotImplementedError

    def wire(self) -> WireView:
        return WireView(title=_("What comes on the line"), empty=_("Nothing is listened to yet"))

    def lines(self) -> LinesView | None:
        """In place of both cards at the left, where it is about single characters."""
        return None

    def right(self) -> Right:
        raise NotImplementedError

    def keys(self) -> tuple[Action, ...]:
        return ()

    def hints(self) -> tuple[FooterKey, ...]:
        """Keys that stand in the footer before the step's own."""
        return ()

    def press(self, key: str) -> bool:
        """A digit, a letter or a point; False where it means nothing here."""
        return False

    def poll(self, now_s: float) -> bool:
        """Go on a little; true when something to show changed."""
        return False

    def back(self) -> bool:
        """One step back; False: out of the wizard."""
        return False

    def leave(self) -> None:
        """Give back what is held."""


def adapter_words(port: Adapter) -> str:
    return f"{port.port} · {port.name}" if port.name not in ("", "-") else port.port
