"""Recordings to choose from: those on sticks and those that were kept beside the books; one plays as if it were the scale."""

from pathlib import Path
from typing import TYPE_CHECKING

from scale_driver.ports import Adapter
from scale_driver.recording import read
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.settings.find.part import PLUG, Part, Right
from shop_desktop.gui.pages.settings.find.searching import Searching
from shop_desktop.gui.pages.settings.find.views import FoundView
from shop_desktop.gui.recordings import url_of
from shop_desktop.gui.sticks import sticks
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.text import N_, _

if TYPE_CHECKING:
    from shop_desktop.gui.pages.settings.find.page import FindPage

FOLDER, PATTERN, MOST = "recordings", "scale-*.txt", 60


def recording_folders(books: Path) -> tuple[Path, ...]:
    """Where recordings go and are looked for: sticks first, then beside the books."""
    return (*sticks(), books / FOLDER)


class Replaying(Part):
    """↑ ↓ choose, Enter plays."""

    step = PLUG
    aside = ("eye", N_("A recording is no scale: it can be tried out, not weighed with"))

    def __init__(self, page: "FindPage") -> None:
        super().__init__(page)
        folders = recording_folders(page.shop.books.folder)
        found = [file for folder in folders if folder.is_dir() for file in sorted(folder.glob(PATTERN), reverse=True)]
        self.files = found[:MOST]
        self.chosen = 0

    def title(self) -> tuple[str, str]:
        return _("Which recording?"), _("It plays as if it were the scale, in its own time, again and again.")

    def found(self) -> FoundView:
        where = " · ".join(str(folder) for folder in recording_folders(self.page.shop.books.folder))
        empty = _("Recordings are looked for here: {folders}", folders=where)
        return FoundView(title=_("A recording"), icon="list", empty=empty)

    def right(self) -> Right:
        rows = tuple(ChoiceRow(cells=(file.stem, str(file.parent))) for file in self.files)
        return ChoiceList(
            title=_("Recordings"),
            columns=(Column(share=5, strong=True), Column(share=6, right=True)),
            rows=rows,
            chosen=self.chosen if rows else -1,
            empty=_("None is here. 9 makes one while a scale is heard; or bring one on a stick."),
            icon="list",
        )

    def hints(self) -> tuple[FooterKey, ...]:
        return (FooterKey("↑ ↓", N_("choose")),) if self.files else ()

    def keys(self) -> tuple[Action, ...]:
        return (Action(key="Enter", word=N_("play it"), do=self.play),) if self.files else ()

    def press(self, key: str) -> bool:
        if key in ("Up", "Down"):
            self.chosen = max(0, min(self.chosen + (1 if key == "Down" else -1), len(self.files) - 1))
        elif key.startswith("row:"):
            self.chosen = int(key.removeprefix("row:"))
            self.play()
        else:
            return False
        return True

    def play(self) -> None:
        """Search it as a port."""
        file = self.files[self.chosen]
        try:
            read(file)
        except (OSError, ValueError):
            self.page.say(_("{file} is no recording of a scale", file=file.name), Tone.STOP)
            return
        self.page.go(Searching(self.page, (Adapter(url_of(file), file.stem),)))

    def back(self) -> bool:
        self.page.restart(())
        return True
