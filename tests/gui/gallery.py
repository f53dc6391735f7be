"""Render the sample moments to out/gallery/*.png, without a screen: `QT_QPA_PLATFORM=offscreen python -m tests.gui.gallery`."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.counter.page import CounterPage
from shop_desktop.gui.counter.view import CounterView
from shop_desktop.text import use
from tests.gui.samples import Samples

OUT = Path("out/gallery")
MOMENTS = ("weighing", "unstable", "disconnected", "finding", "redeeming", "typing_weight", "listing", "short")


def counter(view: CounterView, width: int = 1366, height: int = 768) -> CounterPage:
    """The page at a size, showing the view."""
    page = CounterPage()
    page.resize(width, height)
    page.show_view(view)
    page.show()
    return page


def save(widget: QWidget, name: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(OUT / f"{name}.png"))
    widget.close()


def main() -> None:
    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    for language in ("zh_CN", "en"):
        use(language)
        samples = Samples(zh=language == "zh_CN")
        for moment in MOMENTS:
            save(counter(getattr(samples, moment)()), f"{moment}-{language}")
        save(counter(samples.weighing(), 1920, 1080), f"weighing-1920-{language}")
        save(counter(samples.weighing(), 1366, 690), f"weighing-690-{language}")
        save(counter(samples.redeeming(), 1366, 690), f"redeeming-690-{language}")
        save(counter(samples.typing_weight(), 1366, 690), f"typing-690-{language}")
    del app


if __name__ == "__main__":
    main()
