"""What one side of the month's page is: its widgets, its title and keys. The page shows one part at a time."""

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.gui.pages import Action, ListPage
from shop_desktop.gui.widgets.account import FiguresCard, FiguresView, SealCard, SealView
from shop_desktop.gui.widgets.values import FooterKey
from shop_desktop.text import N_

NO_STEP = -1


class Account(QWidget):
    """A month's figures and its seal, one above the other."""

    def __init__(self) -> None:
        super().__init__()
        self.figures, self.seal = FiguresCard(self), SealCard(self)

    def show_views(self, figures: FiguresView, seal: SealView) -> None:
        """Show these."""
        self.figures.show_view(figures)
        self.seal.show_view(seal)
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place()

    def place(self) -> None:
        """The figures take the room they want, the seal the rest."""
        scale = self.figures.scale
        width, height = self.width() / scale, self.height() / scale
        top = min(self.figures.wanted, height * 0.62)
        self.figures.place(QRectF(0, 0, width, top), scale)
        self.seal.place(QRectF(0, top + 12, width, height - top - 12), scale)


class Part(QObject):
    """`left` and `beside` are what is shown; `step` which of the four steps this is, NO_STEP where they are not shown."""

    step = NO_STEP
    left: QWidget
    beside: QWidget

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)  # long work tells no page that was taken down
        self.page = page
        self.shop = page.shop

    def refresh(self) -> None:
        """Ask the books and show what they say."""
        raise NotImplementedError

    def conclusion(self) -> tuple[str, str]:
        """The title, and the line below it."""
        raise NotImplementedError

    def offered(self) -> tuple[Action, ...]:
        """The keys of the footer."""
        return ()

    def hints(self) -> tuple[FooterKey, ...]:
        """Keys that the widgets take themselves."""
        return (FooterKey("↑ ↓", N_("choose")),)

    def focus(self) -> QWidget:
        """What has the keys."""
        return self.left

    def press(self, key: str) -> bool:
        """A key that is drawn on a row or a button and not in the footer."""
        return False

    def back(self) -> bool:
        """One step back inside the part."""
        return False
