"""The scale chosen by the name on its case: every format with its makers, narrowed by typing a few letters."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.ports import Adapter
from scale_driver.protocols import PROTOCOLS, find
from scale_driver.protocols.protocol import Protocol
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.settings.find.comparing import Comparing
from shop_desktop.gui.pages.settings.find.part import SEARCH, Part, Right, adapter_words
from shop_desktop.gui.pages.settings.find.search import Found
from shop_desktop.gui.pages.settings.find.views import FoundView
from shop_desktop.gui.pages.settings.wire import protocol_name
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey
from shop_desktop.store.search_keys import pinyin_keys
from shop_desktop.text import N_, _

if TYPE_CHECKING:
    from shop_desktop.gui.pages.settings.find.page import FindPage

LINES_TRIED = 3
CUSTOM, MAKERS_LETTERS = "custom", 24
LAST_LATIN = 0x2E80


class Makers(Part):
    """Letters narrow the list, arrows choose, Enter listens in that format."""

    step = SEARCH

    def __init__(self, page: "FindPage", ports: Sequence[Adapter]) -> None:
        super().__init__(page)
        self.ports = tuple(ports)
        self.typed = ""
        self.chosen = 0

    @property
    def protocols(self) -> list[Protocol]:
        """Those whose name, makers or letters have what was typed; one's own format where it is described already."""
        own = self.page.shop.settings.protocol == CUSTOM
        all_ = [one for one in PROTOCOLS if one.slug != CUSTOM or own]
        typed = self.typed.lower().split()
        fitting = [one for one in all_ if all(fits(one, word) for word in typed)]
        return sorted(fitting, key=lambda one: bool(typed) and not begins(protocol_name(one), typed[0]))

    def title(self) -> tuple[str, str]:
        return _("Which name is on the case?"), _("Type a few letters of it; the list gets shorter.")

    def found(self) -> FoundView:
        empty = _(
            "The list at the right has every format with the makers whose scales speak it. The model often stands there too."
        )
        return FoundView(title=", ".join(map(adapter_words, self.ports)), empty=empty)

    def right(self) -> Right:
        found = self.protocols
        rows = tuple(ChoiceRow(cells=(protocol_name(one), makers_of(one))) for one in found)
        return ChoiceList(
            title=_("Makers and formats"),
            detail=_("{count} formats", count=len(found)),
            columns=(Column(share=6, strong=True), Column(share=5, right=True)),
            rows=rows,
            chosen=min(self.chosen, len(rows) - 1),
            empty=_("No maker is called so. The search or a format of one's own may do."),
            icon="search",
            input=self.typed.lower(),
            input_label=_("Name"),
        )

    def hints(self) -> tuple[FooterKey, ...]:
        return FooterKey("↑ ↓", N_("choose")), FooterKey("A–Z", N_("name"))

    def keys(self) -> tuple[Action, ...]:
        return (Action(key="Enter", word=N_("listen"), do=self.listen),)

    def press(self, key: str) -> bool:
        count = len(self.protocols)
        if key in ("Up", "Down", "PgUp", "PgDn"):
            by = {"Up": -1, "Down": 1, "PgUp": -8, "PgDn": 8}[key]
            self.chosen = max(0, min(self.chosen + by, count - 1))
        elif key == "Backspace":
            self.typed = self.typed[:-1]
        elif key.startswith("row:"):
            self.chosen = int(key.removeprefix("row:"))
            self.listen()
        elif len(key) == 1 and len(self.typed) < 16:
            self.typed, self.chosen = self.typed + key, 0
        else:
            return False
        return True

    def listen(self) -> None:
        """Compare in this format, at each of its usual speeds by key."""
        found = self.protocols
        if not found:
            return
        protocol = found[min(self.chosen, len(found) - 1)]
        told = self.page.shop.settings.protocol_settings if protocol.slug == CUSTOM else {}
        lines = protocol.lines
        if protocol.slug == CUSTOM and self.page.shop.settings.line:
            lines = tuple(dict.fromkeys((self.page.shop.settings.line, *lines)))
        options = protocol.options(told)
        pairs = [(port, line) for line in lines for port in self.ports][:LINES_TRIED]
        self.case.found = tuple(
            Found(port, Candidate(protocol.slug, options, line, Evidence(), Verdict.LIKELY)) for port, line in pairs
        )
        self.case.search, self.case.tape = None, None
        self.page.go(Comparing(self.page, 0))

    def back(self) -> bool:
        self.page.restart(())
        return True


def makers_of(protocol: Protocol) -> str:
    """Who makes scales that speak it; the first ones, where they are many."""
    makers = [one for one in protocol.makers if one != "-"]
    shown = [one for place, one in enumerate(makers) if len("".join(makers[: place + 1])) <= MAKERS_LETTERS or not place]
    told = _(", ").join(shown)
    return told if len(shown) == len(makers) else _("{makers} and others", makers=told)


def fits(protocol: Protocol, word: str) -> bool:
    return any(word in letters for letters in letters_of(protocol.slug, protocol_name(protocol)))


@cache
def begins(name: str, word: str) -> bool:
    """Whether a format's name itself begins so, or its first Chinese word by its initials."""
    chinese = "".join(letter if ord(letter) > LAST_LATIN else " " for letter in name).split()
    initials = pinyin_keys(chinese[0]) if chinese else set()
    return name.lower().startswith(word) or any(key.startswith(word) for key in initials)


@cache
def letters_of(slug: str, name: str) -> tuple[str, ...]:
    """What a format is found by: its name, makers and models, and the initials of Chinese names."""
    protocol = find(slug)
    models = [word for word in protocol.about.replace(",", " ").split() if not word.islower()]
    told = " ".join((name, slug, *protocol.makers, *models)).lower()
    chinese = "".join(letter if ord(letter) > LAST_LATIN else " " for letter in told).split()
    initials = {key for word in chinese for key in pinyin_keys(word) if key.isascii()}
    return told, *sorted(initials)
