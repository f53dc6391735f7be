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
from shop_desktop.text import N_

if TYPE_CHECKING:
    from shop_desktop.gui.pages.settings.find.page import FindPage

PLUG, SEARCH, COMPARE, AGAIN, DONE = range(5)
UNREAL = ("sim://", "replay://")
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

    def wire(self) -> WireView | None:
        """What comes on the line; None where nothing is listened to."""
        return None

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


def is_unreal(port: Adapter) -> bool:
    """Whether no iron is behind it: a practice scale, or a recording."""
    return port.port.startswith(UNREAL)


def adapter_words(port: Adapter) -> str:
    """What is plugged in: the port as people know it, and its adapter's name."""
    if is_unreal(port) and port.name not in ("", "-"):
        return port.name
    short = port_words(port)
    return f"{short} · {port.name}" if port.name not in ("", "-") else short


def port_words(port: Adapter) -> str:
    """A port without the folder that some systems write before it.

    >>> port_words(Adapter("COM3", "-")), port_words(Adapter("/dev/ttyUSB0", "-"))
    ('COM3', 'ttyUSB0')
    """
    return port.name if is_unreal(port) else port.port.rpartition("/")[2] or port.port
