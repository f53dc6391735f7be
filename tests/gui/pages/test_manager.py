"""Going about the manager's pages by keys: Alt and a digit, F2, Esc, F10; what a role may do; what is asked anew, and when."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shop_desktop.gui.manager import PAGES, Manager
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.text import use
from tests.gui.pages.keys import press
from tests.journeys.person import words_on

Open = Callable[[str], Shop]
Show = Callable[[str], Manager]


IN_RAIL = [kind.name for kind in PAGES if kind.in_rail]


@pytest.mark.parametrize(("digit", "name"), list(zip("1234567890", IN_RAIL, strict=False)))
def test_alt_and_a_digit_open_a_page(manager: Show, digit: str, name: str) -> None:
    window = manager("manager")
    press(window, f"Alt+{digit}")
    assert (window.page.name, window.rail.chosen) == (name, name)


def test_alt_works_while_a_form_is_open_and_the_form_stays(manager: Show) -> None:
    window = manager("manager")
    press(window, "Alt+4", "Ins", "Alt+2", "Alt+4")
    assert window.page.back()


def test_the_digits_are_shown_while_alt_is_held(manager: Show) -> None:
    window = manager("manager")
    target = window.focusWidget()
    assert target
    QTest.keyPress(target, Qt.Key.Key_Alt)
    held = window.rail.digits
    QTest.keyRelease(target, Qt.Key.Key_Alt)
    assert (held, window.rail.digits) == (True, False)


def test_esc_goes_back_the_way_one_came(manager: Show) -> None:
    window = manager("manager")
    press(window, "Alt+3", "Alt+4", "Esc")
    assert window.page.name == "prices"
    press(window, "Esc", "Esc")
    assert window.page.name == "home"


def test_f10_goes_to_the_counter(manager: Show, qtbot: QtBot) -> None:
    window = manager("manager")
    with qtbot.waitSignal(window.to_counter):
        press(window, "F10")


def test_f10_of_an_auditor_leads_to_another_user(manager: Show, qtbot: QtBot) -> None:
    window = manager("zhiming")
    with qtbot.assertNotEmitted(window.to_counter), qtbot.waitSignal(window.leaving):
        press(window, "F10")


def test_f2_finds_a_household_from_anywhere(manager: Show) -> None:
    window = manager("manager")
    press(window, "Alt+3", "F3", "F2", "zhouguixiang")
    assert window.page.name == "households"
    assert window.page.table.current == "036"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("households", "Ins F4"),
        ("prices", "Ins F3 F4 F6 Del"),
        ("goods", "Ins F3 F4 F6"),
        ("users", "Ins F3 F4 Del"),
        ("settings", "Enter F9"),
    ],
)
def test_an_auditor_sees_every_page_and_writes_nothing(manager: Show, name: str, keys: str) -> None:
    window = manager("zhiming")
    window.open(name)
    for key in keys.split():
        press(window, key)
        assert window.frame.notice.view is not None, key
        assert window.frame.notice.view.tone is Tone.STOP
        assert not window.page.filling  # type: ignore[attr-defined]
    shown = {key.key for key in window.frame.footer.keys}
    assert not shown & set(keys.split())


def test_a_page_that_is_not_seen_asks_nothing(manager: Show, post: Callable[..., None]) -> None:
    window = manager("manager")
    goods = window.pages["goods"]
    press(window, "Alt+4", "Alt+1")
    post(window.shop, op="goods.receive", good="soap", quantity=5)
    assert goods.stale
    press(window, "Alt+4")
    assert not goods.stale


def test_the_page_that_is_seen_shows_a_write_at_once(manager: Show, post: Callable[..., None]) -> None:
    window = manager("manager")
    post(window.shop, op="ticket.post", household="001", lines=[{"material": "cardboard", "gross_g": 1000, "tare_g": 0}])
    assert "19.595" in window.frame.head.shown[0]


def test_a_notice_of_success_leaves_by_itself(manager: Show) -> None:
    window = manager("manager")
    window.page.say("ok", Tone.OK)
    assert window._silence.isActive()
    window._silence.timeout.emit()
    assert window.frame.notice.view is None


def test_a_warning_stays(manager: Show) -> None:
    window = manager("manager")
    window.page.say("no", Tone.STOP)
    assert not window._silence.isActive()


def test_in_a_low_window_the_field_that_has_the_keys_is_in_view(manager: Show) -> None:
    window = manager("manager")
    window.resize(911, 512)
    press(window, "Alt+4", "Ins", *["Enter"] * 6)
    field = window.focusWidget()
    assert field is not None
    assert field.objectName() == "repaid"
    assert not field.visibleRegion().isEmpty()


def test_a_window_that_is_gone_takes_its_pages_along(open_as: Open, qtbot: QtBot) -> None:
    shop = open_as("manager")
    before = set(QApplication.allWidgets())
    window = Manager(shop)
    window.open("goods")
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert set(QApplication.allWidgets()) <= before


@pytest.mark.parametrize("name", [kind.name for kind in PAGES if kind.name != "find-scale"])  # F1 shows its wiring
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_f1_tells_every_page_s_keys_and_any_key_goes_back(manager: Show, name: str, language: str) -> None:
    use(language)
    window = manager("manager")
    window.open(name)
    before = window.focusWidget()
    press(window, "F1")
    told = [row.key for row in window.help.own.view.rows]
    assert {one.key for one in window.page.offered() if window.page.allowed(one)} <= set(told)
    assert not [words for words in words_on(window.help) if words.endswith("…")]
    assert {"F2", "F8", "F10", "Esc"} <= set(words_on(window.help))
    press(window, "Down")
    assert (window.help.isVisible(), window.page.isVisible(), window.focusWidget()) == (False, True, before)


def test_f1_in_a_form_leaves_what_was_typed(manager: Show) -> None:
    window = manager("manager")
    press(window, "Alt+4", "Ins", "Enter", "Matches", "F1", "Esc")
    page = window.page
    assert page.cards["add"].form.values()["name"] == "Matches"  # type: ignore[attr-defined]
    press(window, "!")
    assert page.cards["add"].form.values()["name"] == "Matches!"  # type: ignore[attr-defined]


def test_another_page_closes_the_help(manager: Show) -> None:
    window = manager("manager")
    press(window, "F1", "Alt+4")
    assert (window.help.isVisible(), window.page.name) == (False, "goods")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_is_cut_on_any_page(manager: Show, language: str) -> None:
    use(language)
    window = manager("manager")
    cut = {}
    for kind in PAGES:
        window.open(kind.name)
        QApplication.processEvents()
        cut[kind.name] = [words for words in words_on(window) if words.endswith("…") and words.strip("…")]
    assert {name: words for name, words in cut.items() if words} == {}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_rail_s_words_are_whole_beside_their_digits(manager: Show, language: str) -> None:
    use(language)
    rail = manager("manager").rail
    rail.show_digits(True)
    said = words_on(rail)
    assert set("1234567890") <= set(said)
    assert not [words for words in said if words.endswith("…")]


def test_nothing_is_looked_for_while_the_window_is_away(manager: Show) -> None:
    window = manager("manager")
    window.hide()
    assert not window._looking.isActive()
    window.show()
    assert window._looking.isActive()
