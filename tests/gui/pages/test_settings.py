"""The settings' page by keys: this PC's file, the shop's books, and what is only told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from serial.tools import list_ports

import scale_driver
from scale_driver.protocols import find
from shop_desktop.gui.fingerprint import fingerprint
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages import Unfit
from shop_desktop.gui.pages.settings import about
from shop_desktop.gui.pages.settings.page import SettingsPage
from shop_desktop.gui.pages.settings.wire import checked
from shop_desktop.gui.settings import load_settings
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.store.queries import prices, scale
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import use
from tests.journeys.person import words_on
from tests.journeys.plugs import adapter

Show = Callable[[str], Manager]
Keys = Callable[..., None]


@pytest.fixture
def english() -> None:
    """Before the window is made."""
    use("en")


@pytest.fixture
def page(manager: Show) -> SettingsPage:
    window = manager("manager")
    window.open("settings")
    assert isinstance(window.page, SettingsPage)
    return window.page


@pytest.fixture
def go(page: SettingsPage, keys: Keys) -> Callable[[str], None]:
    """To a setting, and open its form."""

    def goes(key: str) -> None:
        place = [row.key for row in page.table.rows].index(key)
        keys("Home", *["Down"] * place, "Enter")

    return goes


def test_the_printer_and_its_paper_are_kept(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    go("printer")
    keys("End", "Enter", "tcp://10.0.0.9", "Enter", "Down", "Enter")
    kept = load_settings(page.shop.books.folder)
    assert (kept.printer, kept.paper) == ("tcp://10.0.0.9", 58)


def test_a_test_page_is_printed(page: SettingsPage, go: Callable[[str], None], keys: Keys, tmp_path: Path, qtbot: QtBot) -> None:
    go("printer")
    keys("End", "Enter", f"folder:{tmp_path / 'slips'}", "Enter", "F12")
    with qtbot.waitSignal(page.this_pc.trial.done, timeout=10000):
        keys("F9")
    assert len(list((tmp_path / "slips").iterdir())) == 3


def test_a_printer_that_is_off_is_said(
    page: SettingsPage, go: Callable[[str], None], keys: Keys, said: Callable[[], str], qtbot: QtBot
) -> None:
    go("printer")
    keys("End", "Enter", "file:/nowhere/lp0", "F12")
    with qtbot.waitSignal(page.this_pc.trial.failed, timeout=10000):
        keys("F9")
    qtbot.waitUntil(lambda: "打印机" in said())


def test_the_text_grows_at_once(page: SettingsPage, go: Callable[[str], None], keys: Keys, manager: Show) -> None:
    go("look")
    before = page.table.scale
    keys("Enter", "Down", "Enter")
    assert load_settings(page.shop.books.folder).text_percent == 110
    assert page.table.scale == pytest.approx(before * 1.1)


def test_no_scale_can_be_set(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    go("wire")
    keys("Home", "F12")
    assert load_settings(page.shop.books.folder).port == ""
    assert not page.filling


def test_a_scale_is_set_by_hand_with_what_its_wire_does_not_say(
    page: SettingsPage, go: Callable[[str], None], keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_ports, "comports", lambda: [adapter("COM3")])
    page.shop.keep(replace(page.shop.settings, line="1200 8N1"))
    go("wire")
    keys("Down", "Enter", "Down", "Enter")
    assert page.filling
    keys("Down", "F12")
    kept = load_settings(page.shop.books.folder)
    assert (kept.port, kept.protocol, kept.protocol_settings, kept.line) == ("COM3", "yaohua-tf0", {"unit": "g"}, "")
    assert kept.adapter == "1a86:7523:A0@1-1"
    assert ("转接头", "USB 转串口 CH340") in page.settings["scale"].facts


def test_a_setting_that_is_typed_is_refused_at_its_field_where_it_does_not_do() -> None:
    custom = find("custom")
    with pytest.raises(Unfit) as refused:
        checked(custom, custom.options() | {"digits": "somewhere"})
    assert refused.value.field == "digits"
    assert checked(custom, custom.options() | {"digits": "3+8"})["digits"] == "3+8"


def test_enter_on_the_scale_opens_the_search(page: SettingsPage, go: Callable[[str], None], manager: Show) -> None:
    go("scale")
    window = manager("manager")
    assert window.page.name == "find-scale"
    assert window.rail.chosen == "settings"


def test_about_says_in_red_where_the_scale_part_is_not_the_released_one(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(about, "released", lambda: "0" * 64)
    page.refresh()
    row = page.settings["about"]
    assert (row.badge, row.tone) == ("称重部分被改过", Tone.STOP)
    assert ("和发布的比", "和发布的 00000000 不一样") in row.facts
    monkeypatch.setattr(about, "released", lambda: fingerprint(Path(scale_driver.__file__).parent))
    page.refresh()
    assert page.settings["about"].badge == ""
    assert ("和发布的比", "和发布的一样") in page.settings["about"].facts


def test_about_says_when_and_by_whom_two_weights_were_compared_and_a_scale_set_by_hand_has_none(
    page: SettingsPage, go: Callable[[str], None], keys: Keys
) -> None:
    compared = {"day": "2026-11-24", "by": "王芳", "weights": "6.235 kg, 1.245 kg"}
    page.shop.keep(replace(page.shop.settings, compared=compared))
    page.refresh()
    facts = [told for told in page.settings["about"].facts if "王芳" in told[1]]
    assert facts == [("对数日期、经手人", "2026-11-24 · 王芳 · 6.235 kg, 1.245 kg")]
    assert page.settings["check"].badge == "要做", "comparing is no check with a known weight"
    go("wire")
    keys("Home", "F12")
    assert load_settings(page.shop.books.folder).compared == {}


def test_the_village_is_named(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    go("village")
    keys("2", "F12")
    assert shop_queries.village_of(page.shop.reader).name == "青禾村2"


def test_the_scale_plate_is_noted(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    go("plate")
    keys(*["Backspace"] * 7, "60", "F12")
    row = prices.scale_in_force(page.shop.reader, page.shop.today())
    assert row is not None
    assert (row.max_g, row.e_g) == (60_000, 5)


def test_a_verification_that_ends_soon_is_said(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    go("plate")
    keys("Enter", "Enter", "Enter", *["Backspace"] * 10, "2026-12-04", "F12")
    assert page.settings["plate"].badge == "还剩 10 天"


def test_a_check_is_noted_as_it_was(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    go("check")
    keys("5", "Enter", "5.005", "Enter")
    last = scale.last_check(page.shop.reader)
    assert last is not None
    assert (last.known_g, last.shown_g) == (5000, 5005)
    assert page.settings["check"].badge == ""


def test_a_container_is_added(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    before = len(shop_queries.containers_of(page.shop.reader))
    go("container")
    keys("Enter", "Crate", "Enter", "1.25", "Enter")
    added = shop_queries.containers_of(page.shop.reader)[before]
    assert (added.name, added.tare_g) == ("Crate", 1250)


def test_rules_are_decided_on_their_own_page_alone(page: SettingsPage) -> None:
    assert not [key for key in page.settings if key.startswith("rule")]


def test_the_fingerprint_tells_one_changed_byte(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x = 1\n")
    before = fingerprint(tmp_path)
    (tmp_path / "a.py").write_bytes(b"x = 2\n")
    assert before != fingerprint(tmp_path)
    assert len(before) == 64


def test_where_there_is_no_source_there_is_no_fingerprint(tmp_path: Path) -> None:
    assert fingerprint(tmp_path) == ""


def test_a_pad_of_paper_slips_is_noted_and_its_use_counted(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    go("pads")
    keys("000001", "Enter", "000100", "F12")
    ticket = {"household": "001", "lines": [{"material": "cardboard", "gross_g": 1000}]}
    page.post("ticket.post", slip="000007", **ticket)
    (pad,) = shop_queries.pads_of(page.shop.reader)
    assert (pad.first, pad.last, pad.used) == ("000001", "000100", 1)
    assert page.settings["pads"].value.endswith("用了 1 张")


def test_a_pad_that_runs_backwards_is_refused_at_its_field(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    go("pads")
    keys("000100", "Enter", "000001", "F12")
    words = page.cards["pad"].form.rows["last"].error.wrong
    assert words == "位数和第一张一样，号不比它小，最多 1,000 张"
    assert words in words_on(page)


@pytest.mark.usefixtures("english")
def test_what_is_said_of_a_pad_in_english_is_not_cut(page: SettingsPage, go: Callable[[str], None], keys: Keys) -> None:
    go("pads")
    keys("000100", "Enter", "000001", "F12")
    assert page.cards["pad"].form.rows["last"].error.wrong in words_on(page)
