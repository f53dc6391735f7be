"""A manager's month in the real window, by keys: money given, goods bought, recyclables sold, shelf and till counted, wages."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.person import Person

NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Ins": Qt.Key.Key_Insert,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Home": Qt.Key.Key_Home,
    **{f"F{n}": Qt.Key(Qt.Key.Key_F1.value + n - 1) for n in range(1, 13)},
}


def tap(person: Person, *names: str) -> None:
    """Keys on a page, where none begins a scan; Chinese comes from an input method."""
    for name in names:
        if name.startswith("Alt+"):
            QTest.keyClick(person.in_focus, Qt.Key(ord(name[4])), Qt.KeyboardModifier.AltModifier)
        elif name in NAMED:
            QTest.keyClick(person.in_focus, NAMED[name])
        elif name.isascii():
            QTest.keyClicks(person.in_focus, name)
        else:
            person.compose(name)


def enter_as_manager(person: Person) -> None:
    """The yard holds 60 kg of cardboard; the manager signs in."""
    lines = [{"material": "cardboard", "gross_g": 60000}]
    person.manager_posts({"op": "ticket.post", "household": "001", "lines": lines})
    person.press("F10", "1", "2", "3", "4", "5", "Enter")
    person.until_sees("去柜台")


def test_a_month_of_money_goods_and_counts_by_keys_alone(person: Person) -> None:
    enter_as_manager(person)
    tap(person, "Alt+6", "Ins", "Down", "Down", "Enter", "青禾村委会", "Enter", "2000", "F12")
    person.until_sees("资金账上有 2,000.00 元", "村财补贴")
    tap(person, "Ins", "Enter", "雷振国", "Enter", "500", "Enter", "Down", "F12")
    person.until_sees("资金账上有 2,500.00 元", "爱心人士")

    tap(person, "Alt+4", "F4", "20", "Enter", "138", "Enter", "B-17", "Enter", "县城百货", "F12")
    person.until_sees("毛巾现在有 28 件，钱也付了")
    tap(person, "F6", "27", "Tab", "少一条", "F12")
    person.until_sees("盘了 1 样，改正 1 样")

    tap(person, "Alt+5", "F3", "60", "Enter", "1.55")
    person.until_sees("卖 1 样，一共 93.00 元", "剩 +9.00 元")
    tap(person, "Tab", "宏达废品回收站", "F12")
    person.until_sees("卖的钱都收齐了", "宏达废品回收站")
    tap(person, "P")
    person.until_sees("出售单", "存成文件")
    tap(person, "Enter")
    person.until_sees("已存成")
    assert [paper.suffix for paper in (person.books_folder / "papers").iterdir()] == [".pdf"]

    tap(person, "Alt+6", "F3", "Down", "Down", "Down", "Enter", "何春生", "Enter", "300", "F12")
    person.until_sees("资金账上有 2,155.00 元", "劳务")
    tap(person, "F4", "21", "Enter", "1", "Enter", "Enter", "Enter", "1", "F12")
    person.until_sees("点钱单")
    tap(person, "Esc")
    person.until_sees("钱和账对得上")
    assert person.rows("SELECT amount FROM balances WHERE ledger = 'fund' AND account = 'fund'") == [(215500,)]
    assert person.findings == 0


def test_a_sale_noted_wrongly_is_voided_and_both_stay_readable(person: Person) -> None:
    enter_as_manager(person)
    tap(person, "Alt+5", "F3", "60", "Enter", "15.5", "Tab", "回收站", "F12")
    person.until_sees("930.00")
    tap(person, "Home")
    QTest.keyClick(person.in_focus, Qt.Key.Key_Delete)
    tap(person, "单价打错", "Enter")
    person.until_sees("冲正了，两张都留着", "已作废")
    tap(person, "1", "F3", "60", "Enter", "1.55", "Tab", "回收站", "F12")
    person.until_sees("93.00")
    assert person.findings == 0
