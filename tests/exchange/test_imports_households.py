"""Rolls of households and points of before: found as villages write them, each doubtful line a fault."""

from pathlib import Path

import pytest

from tests.exchange.lists import english, faults, file, notes, table, taken, workbook
from tests.shop import Shop

__all__ = ["english", "file"]


def test_a_roll_with_title_merged_groups_and_a_total_is_taken(shop: Shop, tmp_path: Path) -> None:
    rows = [
        ["", "上坪村农户花名册"],
        [],
        ["序号", "组", "户　主（必填）", "户号", "联系电话", "积分卡号", "是否党员", "是否常住", "回收积分", "文明积分"],
        [1, "", "张　三", "A1", 13800001234.0, "2900100031017", "√", "", 120, 30],
        [2, "", "李四", "A2", "139 0000 1234", "", "", "否", "1,200"],
        [],
        [3, "2组", "王五", "", "无", "", "否", "是"],
        ["合计", "", "", "", "", "", "", "", 1320, 30],
        ["制表人：小明", "", "", "审核："],
    ]
    found = taken(shop, "households", workbook(tmp_path / "a.xlsx", ("花名册", rows), merge=[("B4:B5", "一组")]))
    first, second, third = (shop.household(code) for code in ("A1", "A2", "003"))
    assert (first.name, first.group, first.card, first.party_member) == ("张三", "一组", "2900100031017", True)
    assert (first.purses.recycling, first.purses.civic) == (120, 30)
    assert (second.group, second.resident, second.purses.recycling) == ("一组", False, 1200)
    assert (third.name, third.group, third.party_member) == ("王五", "2组", False)
    assert shop.rows("SELECT phone FROM phones ORDER BY household") == [("13800001234",), ("13800001234",), ("13900001234",)]
    assert (found.lines, found.households, found.points, found.left_out) == (3, 3, 1350, ("序号",))
    assert [line for line, _said in notes(found)] == [7, 8, 9]


def test_a_household_without_a_code_gets_a_free_one(shop: Shop, file: Path) -> None:
    shop.post({"op": "household.add", "code": "004", "name": "兰水", "group": "1组"})
    taken(shop, "households", table(file, "户主,户号", "甲,", "乙,005", "丙,"))
    codes = shop.rows("SELECT code, name FROM households WHERE id > 3 ORDER BY id")
    assert codes == [("006", "甲"), ("005", "乙"), ("007", "丙")]


def test_a_list_of_names_alone_is_enough(shop: Shop, file: Path) -> None:
    taken(shop, "households", table(file, "姓名", "甲", "乙"))
    assert shop.household("004").group == "未分组"


def test_an_empty_group_is_the_one_above_and_that_is_said(shop: Shop, file: Path) -> None:
    found = taken(shop, "households", table(file, "户主,组", "甲,1组", "乙,", "丙,2组", "丁,"))
    assert [row[0] for row in shop.rows('SELECT "group" FROM households WHERE id > 2 ORDER BY id')] == [
        "1组",
        "1组",
        "2组",
        "2组",
    ]
    assert (3, "Lines without a group, which take that of the line above: 2") in notes(found)


def test_a_group_that_stands_as_a_heading_counts_for_the_lines_below(shop: Shop, file: Path) -> None:
    taken(shop, "households", table(file, "户主,电话", "第一村民小组,", "甲,138", "第二村民小组,", "乙,139"))
    groups = shop.rows('SELECT name, "group" FROM households WHERE id > 2 ORDER BY id')
    assert groups == [("甲", "第一村民小组"), ("乙", "第二村民小组")]


def test_a_header_over_two_lines_is_one_header(shop: Shop, tmp_path: Path) -> None:
    rows = [["", "", ""], ["", "", "回收", "文明"], ["甲", "H9", 5, 7]]
    merge = [("A1:A2", "户主"), ("B1:B2", "户号"), ("C1:D1", "积分")]
    found = taken(shop, "households", workbook(tmp_path / "a.xlsx", ("表", rows), merge=merge))
    assert (shop.balance("H9").recycling, shop.balance("H9").civic, found.lines) == (5, 7, 1)


def test_members_below_a_merged_head_are_no_households_of_their_own(shop: Shop, tmp_path: Path) -> None:
    rows = [["户主", "成员"], ["", "甲"], ["", "乙"], ["丙", "丙"]]
    found = taken(shop, "households", workbook(tmp_path / "a.xlsx", ("表", rows), merge=[("A2:A3", "甲")]))
    assert (found.lines, [line for line, said in notes(found) if "Goes on" in said]) == (2, [3])


def test_the_same_name_twice_is_told_and_taken(shop: Shop, file: Path) -> None:
    found = taken(shop, "households", table(file, "户主,户号", "甲,A", "乙,B", "甲,C"))
    assert (2, "The name 甲 stands on several lines: 2, 4.") in notes(found)


def test_a_header_that_comes_again_on_the_next_page_is_no_household(shop: Shop, file: Path) -> None:
    assert taken(shop, "households", table(file, "户主,组", "甲,1组", "户主,组", "乙,1组")).lines == 2


def test_codes_and_cards_stand_once_in_the_list_and_in_the_books(shop: Shop, file: Path) -> None:
    shop.post({"op": "household.add", "code": "H3", "name": "兰水", "group": "1组", "card": "2900100031017"})
    rows = ("户主,户号,卡号", "甲,H1,", "乙,B,111", "丙,B,222", "丁,D,111", "戊,E,2900100031017")
    found = [(2, "户号", "H1"), (4, "户号", "B"), (5, "卡号", "111"), (6, "卡号", "2900100031017")]
    assert faults(shop, "households", table(file, *rows)) == found


def test_a_list_without_codes_does_not_double_the_village(shop: Shop, file: Path) -> None:
    table(file, "户主,组", "甲,一组", "乙,二组")
    taken(shop, "households", file)
    assert faults(shop, "households", file) == [(2, "户主", "甲"), (3, "户主", "乙")]
    assert faults(shop, "households", table(file, "户主,组", "甲,第1村民小组")) == [(2, "户主", "甲")]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("电话", "138/139"),
        ("电话", "1.38000012345679e+17"),
        ("卡号", "abc"),
        ("党员", "也许"),
        ("积分", "12.5"),
        ("积分", "-3"),
        ("积分", "10000000000"),
        ("文明积分", "三"),
        ("组", "长" * 81),
    ],
)
def test_what_cannot_be_read_is_a_fault_of_its_cell(shop: Shop, file: Path, header: str, cell: str) -> None:
    assert faults(shop, "households", table(file, f"户主,{header}", "甲,", f"乙,{cell}")) == [(3, header, cell)]


def test_a_line_without_a_name_is_a_fault(shop: Shop, file: Path) -> None:
    assert faults(shop, "households", table(file, "户主,电话", ",138")) == [(2, "户主", "")]


def test_numbered_lines_that_are_empty_are_passed_over(shop: Shop, file: Path) -> None:
    assert taken(shop, "households", table(file, "序号,户主,电话", "1,甲,138", "2,,", "3,,")).lines == 1


def test_points_find_their_household_by_code_or_by_name_and_group(shop: Shop, file: Path) -> None:
    rows = ("户号,户主,组,结余,文明积分", "H1,陈谷,1组,45,5", ",雷　田,二组,100,", "合计,,,145,5")
    found = taken(shop, "opening-points", table(file, *rows, encoding="gbk"))
    assert (shop.balance("H1").recycling, shop.balance("H1").civic, shop.balance("H2").recycling) == (45, 5, 100)
    assert found.summary() == "2 households, 150 points in all"


def test_a_total_that_the_lines_do_not_come_to_stops_the_list(shop: Shop, file: Path) -> None:
    assert faults(shop, "opening-points", table(file, "户号,积分", "H1,45", "合计,46")) == [(3, "积分", "46")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("H9,,,5", "户号"),
        (",陈米,,5", "户主"),
        ("H1,雷田,,5", "户主"),
        (",陈谷,2组,5", "组"),
        (",,1组,5", "户主"),
        (",石山,,5", "户主"),
    ],
)
def test_a_household_that_is_not_known_for_sure_is_a_fault(shop: Shop, file: Path, row: str, column: str) -> None:
    shop.post_all(*({"op": "household.add", "code": code, "name": "石山", "group": "1组"} for code in ("S1", "S2")))
    found = faults(shop, "opening-points", table(file, "户号,户主,组,积分", row))
    assert [(line, where) for line, where, _there in found] == [(2, column)]


def test_points_are_brought_in_once(shop: Shop, file: Path) -> None:
    taken(shop, "opening-points", table(file, "户号,积分", "H1,45"))
    assert faults(shop, "opening-points", file) == [(2, "户号", "H1")]
    assert faults(shop, "opening-points", table(file, "户号,积分", "H2,1", "H2,2")) == [(3, "户号", "H2")]


def test_an_opening_that_was_voided_may_come_again(shop: Shop, file: Path) -> None:
    shop.void(shop.post({"op": "household.opening", "household": "H1", "recycling": 9, "reason": "旧账"}))
    taken(shop, "opening-points", table(file, "户号,积分", "H1,45"))
    assert shop.balance("H1").recycling == 45


def test_households_without_points_are_passed_over(shop: Shop, file: Path) -> None:
    found = taken(shop, "opening-points", table(file, "户号,积分", "H1,0", "H2,7"))
    assert (found.households, len(found.wishes)) == (1, 1)
