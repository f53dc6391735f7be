"""Pictures of every page and state in out/pages: `QT_QPA_PLATFORM=offscreen python -m tests.gui.pages.gallery`."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.first_start import FirstStart
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.sign_in import SignInPage
from shop_desktop.text import use
from tests.gui.pages.keys import press
from tests.gui.pages.village import found_bare, found_practice, open_shop

OUT = Path("out/pages")
STATES = {
    "home": ("home",),
    "households": ("households",),
    "households-found": ("households", "z", "g"),
    "households-nobody": ("households", "q", "q", "q"),
    "households-add": ("households", "Ins"),
    "households-missing": ("households", "Ins", "F12"),
    "households-opening": ("households", "F4"),
    "households-story": ("households", "0", "3", "6", "Enter"),
    "households-changes": ("households", "0", "3", "6", "Enter", "F3"),
    "households-double": ("households", "0", "3", "6", "Enter", "F3", "5", "0", "0", "8", "Enter", "twice", "Enter"),
    "prices": ("prices",),
    "prices-add": ("prices", "Ins"),
    "prices-yuan": ("prices", "F3"),
    "prices-points": ("prices", "F4"),
    "prices-void": ("prices", "Del"),
    "prices-change": ("prices", "Enter"),
    "prices-versions": ("prices", "F3", "0.20", "F12", "2"),
    "prices-rules": ("prices", "3"),
    "prices-meeting": ("prices", "4", "Ins"),
    "goods": ("goods",),
    "goods-add": ("goods", "Ins"),
    "goods-receive": ("goods", "F4"),
    "goods-count": ("goods", "F6", "7", "Enter", "1", "Enter"),
    "goods-moves": ("goods", "2"),
    "goods-gift": ("goods", "2", "F5", "4", "Enter", "32.5"),
    "goods-vouchers": ("goods", "3"),
    "sales": ("sales",),
    "sales-sell": ("sales", "Down", "F3", "5", "Enter", "1.6"),
    "sales-sold": ("sales", "2"),
    "sales-count": ("sales", "F6", "5", "Enter"),
    "fund": ("fund",),
    "fund-in": ("fund", "Ins"),
    "fund-till": ("fund", "F4", "4", "Enter"),
    "fund-rent": ("fund", "2"),
    "fund-vendors": ("fund", "3"),
    "fund-donations": ("fund", "4"),
    "reports": ("reports",),
    "reports-groups": ("reports", "2"),
    "reports-households-year": ("reports", "3", "y"),
    "reports-goods": ("reports", "4"),
    "users": ("users",),
    "users-add": ("users", "Ins"),
    "users-out": ("users", "Down", "Del"),
    "users-done": ("users", "2"),
    "months": ("months",),
    "months-leave": ("months", "F4"),
    "months-day": ("months", "F6"),
    "months-closed": ("months", "F9"),
    "months-file": ("months", "F7"),
    "settings": ("settings",),
    "settings-scale": ("settings", "Enter"),
    "settings-printer": ("settings", "Down", "Enter"),
    "settings-backup": ("settings", *["Down"] * 4, "Enter"),
    "settings-plate": ("settings", *["Down"] * 8, "Enter"),
    "settings-pads": ("settings", *["Down"] * 13, "Enter"),
    "settings-about": ("settings", "End", "Up"),
    "settings-licences": ("settings", "End"),
}


class Pictures:
    """One language and size."""

    def __init__(self, language: str, size: tuple[int, int]) -> None:
        self.mark, self.size = f"{size[0]}-{language}", size

    def save(self, widget: QWidget, name: str) -> None:
        QTest.qWait(1)
        widget.grab().save(str(OUT / f"{name}-{self.mark}.png"))

    def show(self, widget: QWidget) -> None:
        widget.resize(*self.size)
        widget.show()
        widget.activateWindow()
        widget.setFocus()

    def manager(self, shop: Shop, name: str, keys: tuple[str, ...]) -> None:
        manager = Manager(shop)
        self.show(manager)
        manager.open(keys[0])
        for key in keys[1:]:
            press(manager, key)
        self.save(manager, name)
        manager.close()
        manager.deleteLater()

    def sign_in(self, shop: Shop) -> None:
        page = SignInPage(shop, may_return=True)
        self.show(page)
        self.save(page, "sign-in")
        for key in "19999":
            press(page, key)
        QTest.qWait(60)
        press(page, "Enter")
        self.save(page, "sign-in-wrong")
        page.close()

    def first_start(self, shop: Shop) -> None:
        page = FirstStart(shop)
        self.show(page)
        self.save(page, "first-start-1")
        answers: tuple[dict[str, str], ...] = (
            {"name": "青禾村", "township": "云岭镇"},
            {"shown": "苏月琴", "pin": "2345", "again": "2345"},
            {},
            {},
        )
        for place, answer in enumerate(answers, start=2):
            card = page.cards[page.step.name]
            for name, value in answer.items():
                card.form.rows[name].show_value(value)
            press(page, "F12")
            self.save(page, f"first-start-{place}")
        page.close()


def main() -> None:
    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        made, bare = found_practice(Path(scratch) / "made"), found_bare(Path(scratch) / "bare")
        for number, (language, size) in enumerate((spoken, s) for spoken in ("zh_CN", "en") for s in ((1366, 768), (1920, 1080))):
            use(language)
            pictures = Pictures(language, size)
            shop = open_shop(made, Path(scratch) / f"shop{number}", "manager")
            for name, keys in STATES.items():
                if not wanted or any(name.startswith(one) for one in wanted):
                    pictures.manager(shop, name, keys)
            auditor = open_shop(made, Path(scratch) / f"auditor{number}", "zhiming")
            pictures.manager(auditor, "auditor-goods", ("goods",))
            pictures.sign_in(shop)
            fresh = open_shop(bare, Path(scratch) / f"bare{number}")
            pictures.first_start(fresh)
            for name in ("home", "households", "prices", "goods", "sales", "fund", "settings"):
                pictures.manager(fresh, f"empty-{name}", (name,))
    del app


if __name__ == "__main__":
    main()
