"""What a list in the place of the pad can do; which lists there are stands in `lists.py`."""

from shop_desktop.gui.widgets.values import ChoiceList


class Overlay:
    """A list in the place of the pad: it shows itself and takes the keys."""

    def view(self) -> ChoiceList:
        """What it shows."""
        raise NotImplementedError

    def key(self, name: str) -> None:
        """One key."""
        raise NotImplementedError
