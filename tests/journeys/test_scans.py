"""Scans and keys: which scans are welcome when, and that a key means the same however it reaches the window."""

import pytest
from PySide6.QtCore import Qt

from shop_desktop.domain.codes import card_code
from shop_desktop.gui.counter.keys import BURST_GAP_MS, LONE_KEY_MS
from tests.journeys.person import Person

K = Qt.Key
KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def collecting(person: Person) -> Person:
    person.scan(person.card("036"))
    return person


def test_a_card_of_another_village_is_refused_by_its_number(person: Person) -> None:
    person.scan(card_code(23, 36, 1))
    person.until_sees("这是 23 号村的卡，不是本村的。", "还没认户")


def test_an_unknown_card_says_how_to_go_on(person: Person) -> None:
    person.scan(card_code(17, 999, 1))
    person.until_sees("不认识这张卡。打名字首字母找到这一户，照常称；换卡找负责人。")


def test_a_code_of_nobody_is_refused(person: Person) -> None:
    person.scan("2900100012020")
    person.until_sees("这不是我们的码。找户打首字母，商品按数字。")


def test_a_card_is_refused_while_a_chosen_kind_is_not_taken(collecting: Person) -> None:
    collecting.put(1245)
    collecting.press("5")
    collecting.scan(collecting.card("041"))
    collecting.until_sees("秤上这一样先记下，或按 Esc；再刷卡。", "周桂香")


def test_a_card_is_welcome_before_the_first_line_with_a_load_on_the_pan(person: Person) -> None:
    person.put(1245)
    person.scan(person.card("036"))
    person.scan(person.card("041"))
    person.until_sees("张高远", "稳定")


def test_a_card_with_lines_on_the_ticket_asks_to_finish_or_park(collecting: Person) -> None:
    collecting.press("3", "7", "Enter")
    collecting.scan(collecting.card("041"))
    collecting.until_sees("这一单还没完：按 + 完成，或 F7 挂起，再刷卡。", "周桂香")


@pytest.mark.parametrize("code", ["6900000000052", "2901700041011"])
def test_a_scan_never_lands_in_a_number(collecting: Person, code: str) -> None:
    collecting.press("3", "7")
    collecting.scan(code)
    assert [line.load.pieces for line in collecting.desk.draft.lines] == []
    assert collecting.desk.entry is None or collecting.desk.entry.text == "7"


@pytest.mark.parametrize("code", ["6900000000052", "2901700041011", "T20261118-0001"])
def test_a_scan_never_lands_in_a_weight(collecting: Person, code: str) -> None:
    collecting.scale.unplug()
    collecting.until_gate("absent")
    collecting.press("5", ".", "6")
    collecting.scan(code)
    assert collecting.desk.draft.lines == ()
    assert collecting.desk.entry is None or collecting.desk.entry.text == "6"


def test_a_scan_into_an_open_list_asks_to_close_it(collecting: Person) -> None:
    collecting.press("F9")
    collecting.scan(collecting.card("041"))
    collecting.until_sees("先按 Esc 关掉这一栏。")


NUMLOCK_OFF = [(K.Key_Clear, "cardboard"), (K.Key_Left, "steel"), (K.Key_Home, "paper"), (K.Key_Up, "can")]


@pytest.mark.parametrize(("key", "material"), NUMLOCK_OFF)
def test_digits_keep_their_meaning_with_numlock_off(collecting: Person, key: Qt.Key, material: str) -> None:
    collecting.strike(key, "", KEYPAD)
    collecting.until(lambda: collecting.desk.material == material)


def test_numlock_off_is_told_until_it_is_on(collecting: Person) -> None:
    collecting.strike(K.Key_Clear, "", KEYPAD)
    collecting.until_sees("NumLock 没亮，数字键照样能用。")
    collecting.press("4")
    collecting.until(lambda: not collecting.sees("NumLock"))


def test_full_width_digits_are_digits(collecting: Person) -> None:
    collecting.compose("５")
    assert collecting.desk.material == "cardboard"


def test_the_keyboards_upper_row_works_like_the_pad(collecting: Person) -> None:
    collecting.strike(K.Key_5, "5")
    collecting.until(lambda: collecting.desk.material == "cardboard")


@pytest.mark.parametrize(("key", "stage"), [(K.Key_F2, "find"), (K.Key_F3, "goods")])
def test_function_keys_stand_in_for_the_pads_signs(collecting: Person, key: Qt.Key, stage: str) -> None:
    collecting.strike(key, "")
    assert collecting.desk.stage == stage


def test_a_held_digit_does_not_repeat(collecting: Person) -> None:
    collecting.press("*", "9")
    for _time in range(5):
        collecting.strike(K.Key_9, "9", KEYPAD, held=True)
    assert [row.quantity for row in collecting.desk.draft.goods] == [1]


def test_a_held_enter_takes_once(collecting: Person) -> None:
    collecting.put(1245)
    collecting.press("5", "Enter")
    collecting.strike(K.Key_Enter, "\r", KEYPAD, held=True)
    assert len(collecting.desk.draft.lines) == 1
    assert collecting.desk.said is None


def test_a_held_backspace_erases_on(person: Person) -> None:
    person.press("z", "g", "x", "Backspace")
    for _time in range(2):
        person.strike(K.Key_Backspace, "\b", held=True)
    assert person.desk.query == ""


def test_a_lone_key_waits_for_a_burst_and_then_acts(collecting: Person) -> None:
    collecting.strike(K.Key_5, "5", KEYPAD)
    assert collecting.desk.material == ""
    collecting.bot.waitUntil(lambda: collecting.desk.material == "cardboard", timeout=LONE_KEY_MS * 10)


def test_quick_typing_is_no_scan(person: Person) -> None:
    for digit in "042970417":
        person.strike(K(ord(digit)), digit, after_ms=BURST_GAP_MS)
    person.strike(K.Key_Enter, "\r", after_ms=BURST_GAP_MS)
    assert person.desk.stage == "find"
    assert person.desk.query == "042970417"


def test_five_quick_characters_are_keys(person: Person) -> None:
    for digit in "70417":
        person.strike(K(ord(digit)), digit, after_ms=4)
    person.strike(K.Key_Enter, "\r", after_ms=4)
    assert person.desk.query == "70417"


def test_keys_with_alt_or_control_are_not_the_counters(collecting: Person) -> None:
    collecting.strike(K.Key_5, "5", Qt.KeyboardModifier.AltModifier)
    assert not collecting.counter.keys.waiting
