"""The widgets that pages are made of: the form's keys and errors, the table's bar and order, the rail's digits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from shop_desktop.gui.widgets.fields import Choice, Date, Field, Number, Pin, Points, Yuan
from shop_desktop.gui.widgets.footer import FooterBar
from shop_desktop.gui.widgets.form import Form
from shop_desktop.gui.widgets.rail import Rail, RailItem
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import FooterKey
from tests.journeys.person import words_on


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    fields = (Field("name", "Name"), Points("points", "Points"), Field("note", "Note", optional=True))
    widget = Form(fields)
    qtbot.addWidget(widget)
    widget.show()
    widget.focus_first()
    return widget


def line(form: Form, name: str) -> QLineEdit:
    found = form.rows[name].input
    assert isinstance(found, QLineEdit)
    return found


def test_enter_goes_on_and_saves_in_the_last_field(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(line(form, "name"), "soap")
    qtbot.keyClick(line(form, "name"), Qt.Key.Key_Return)
    qtbot.keyClicks(line(form, "points"), "300")
    qtbot.keyClick(line(form, "points"), Qt.Key.Key_Return)
    with qtbot.waitSignal(form.saved) as saved:
        qtbot.keyClick(line(form, "note"), Qt.Key.Key_Return)
    assert saved.args == [{"name": "soap", "points": "300", "note": ""}]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_plus_saves_at_once(form: Form, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    form.fill({"name": "soap", "points": "300"})
    with qtbot.waitSignal(form.saved):
        qtbot.keyClick(line(form, "name"), key, modifier)


def test_an_empty_field_is_named_and_nothing_is_saved(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.saved):
        form.save()
    assert [name for name, row in form.rows.items() if row.error.wrong] == ["name", "points"]


def test_a_letter_is_not_typed_into_a_number(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(line(form, "points"), "3a0")
    assert line(form, "points").text() == "30"


@pytest.mark.parametrize(
    ("field", "typed", "cleaned"),
    [
        (Yuan("y", "Y"), "１.４０", "1.40"),
        (Number("n", "N"), " 1,234 ", "1234"),
        (Date("d", "D"), "2026/1/5", "2026-01-05"),
        (Date("d", "D"), "2026.11.24", "2026-11-24"),
        (Pin("p", "P"), "１２３４", "1234"),
        (Field("f", "F"), "  soap ", "soap"),
    ],
)
def test_what_is_typed_is_handed_on_in_one_shape(field: Field, typed: str, cleaned: str) -> None:
    assert field.cleaned(typed) == cleaned


def test_a_choice_hands_on_its_value(qtbot: QtBot) -> None:
    form = Form((Choice("owner", "Owner", options=(("fund", "The fund"), ("V1", "Li"))),))
    qtbot.addWidget(form)
    form.fill({"owner": "V1"})
    assert form.values() == {"owner": "V1"}


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    columns = (TableColumn(title="Name", strong=True), TableColumn(title="Points", right=True))
    widget = DataTable(columns, Empty(words="Nothing yet"))
    qtbot.addWidget(widget)
    widget.resize(500, 300)
    data = (("a", "salt", 1250), ("b", "rice", 320), ("c", "soap", 40))
    widget.show_rows([TableRow(key=key, cells=(name, f"{worth:,}"), sort=(name, worth)) for key, name, worth in data])
    return widget


def test_the_bar_moves_and_enter_opens(table: DataTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_a_heading_sorts_by_value_and_turns_around(table: DataTable) -> None:
    table.sort_by(1)
    assert [row.key for row in table.rows] == ["c", "b", "a"]
    table.sort_by(1)
    assert [row.key for row in table.rows] == ["a", "b", "c"]


def test_the_bar_stays_on_its_row_when_rows_change(table: DataTable) -> None:
    table.sort_by(0)
    kept = table.current
    table.show_rows([*table.rows, TableRow(key="d", cells=("apple", "1"), sort=("apple", 1))])
    assert table.current == kept


def test_figures_are_never_cut_and_what_can_be_spared_goes_first(qtbot: QtBot) -> None:
    columns = (
        TableColumn(title="Day", share=1),
        TableColumn(title="What", share=9),
        TableColumn(title="Number", share=1, spare=1),
        TableColumn(title="After", share=1, right=True),
    )
    table = DataTable(columns, Empty(words=""))
    qtbot.addWidget(table)
    row = ("2026-11-24", "cardboard, batteries; took soap", "T20261124-0001", "12,159")
    table.show_rows([TableRow(key="a", cells=row)])
    shown = {}
    for width in (900, 380):
        table.resize(width, 300)
        shown[width] = words_on(table)
    assert {row[0], row[2], row[3]} <= set(shown[900])
    assert {row[0], row[3]} <= set(shown[380])
    assert not any(text.startswith("T2026") for text in shown[380])


def test_the_bar_is_in_view_when_the_table_becomes_lower(qtbot: QtBot) -> None:
    table = DataTable((TableColumn(title="Name"),), Empty(words=""))
    qtbot.addWidget(table)
    table.resize(400, 600)
    table.show()
    table.show_rows([TableRow(key=str(n), cells=(str(n),)) for n in range(30)])
    for _ in range(9):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    table.resize(400, 300)
    assert table.first <= table.place_of_bar < table.first + table.seen
    qtbot.keyClick(table, Qt.Key.Key_End)
    table.resize(400, 900)
    assert table.first + table.seen == 30


def test_alt_and_a_digit_name_a_page(qtbot: QtBot) -> None:
    rail = Rail("Qinghe", tuple(RailItem(f"p{n}", "home", f"Page {n}") for n in range(1, 13)))
    qtbot.addWidget(rail)
    assert [rail.page_of(digit) for digit in "190"] == ["p1", "p9", "p10"]


def test_short_words_of_a_full_footer_stay_whole(qtbot: QtBot) -> None:
    footer = FooterBar()
    qtbot.addWidget(footer)
    footer.resize(1000, 56)
    long = tuple(FooterKey(f"F{n}", "somewhat longer words here") for n in range(3, 7))
    footer.show_keys((*long, FooterKey("F2", "Seek"), FooterKey("F1", "Aid")))
    assert {"Seek", "Aid"} <= set(words_on(footer))
