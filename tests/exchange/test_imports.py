"""Villages' lists into the books: found by their headers, taken whole or not at all, what is wrong told line by line."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop_desktop import admin
from shop_desktop.domain.prices import MoneyPrice, PointsPrice
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange.imports import KINDS, Checked, carry_out, check, told_lines
from shop_desktop.exchange.imports_rows import plain
from shop_desktop.exchange.imports_words import WORDS
from shop_desktop.store.books import open_books
from shop_desktop.store.queries import materials
from shop_desktop.text import use
from tests.exchange.lists import table, workbook
from tests.shop import Shop, price_of

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def english() -> None:
    use("en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def checked(shop: Shop, kind: str, file: Path, sheet: str | None = None) -> Checked:
    return check(kind, file, shop.books.reader, day=TODAY, sheet=sheet)


def taken(shop: Shop, kind: str, file: Path) -> Checked:
    """A list that has no faults, written."""
    found = checked(shop, kind, file)
    assert found.faults == ()
    carry_out(shop.books, found, by="manager", now=shop.now)
    assert shop.findings() == ()
    return found


def faults(shop: Shop, kind: str, file: Path) -> list[tuple[int, str, str]]:
    """Line, column and what stands there, of each fault; nothing may have been written."""
    before = shop.rows("SELECT count(*) FROM documents")
    found = checked(shop, kind, file)
    assert not found.good
    assert shop.rows("SELECT count(*) FROM documents") == before
    return [(fault.line, fault.column, fault.found) for fault in found.faults]


def notes(found: Checked) -> list[tuple[int, str]]:
    return [(note.line, note.words) for note in found.notes]


# ---- households


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


# ---- points of before


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


# ---- prices


def price(shop: Shop, code: str) -> MoneyPrice | PointsPrice | None:
    return materials.some(shop.books.reader, [code], date(2027, 1, 1))[code].price


@pytest.mark.parametrize(
    ("header", "row", "fen"),
    [
        ("品类,单价,单位", "废铁,1.05,公斤", 105),
        ("物品,价格,单位", "废铁,1.05,斤", 210),
        ("名称,单价（元/斤）", "废铁,￥1.05", 210),
        ("名称,单价(元/千克)", "废铁,1.05元", 105),
        ("名称,单价", "废铁,0.7元/斤", 140),
        ("名称,单价", "废铁,0.7 每公斤", 70),
        ("名称,单价,单位", "废铁,3,元/KG", 300),
        ("名称,单价,单位", "废铁,０．５,kg", 50),
    ],
)
def test_a_price_for_a_jin_is_twice_for_a_kg(shop: Shop, file: Path, header: str, row: str, fen: int) -> None:
    found = taken(shop, "prices", table(file, header, row))
    assert price(shop, "steel") == MoneyPrice(fen, 1000)
    assert any("jin" in said for _line, said in notes(found)) == (fen in {210, 140})


def test_a_material_that_is_new_is_added_under_a_code_with_a_picture(shop: Shop, file: Path) -> None:
    rows = ("品类,单位,单价,有害,从哪天起", "废铜,斤,15,,2026年12月1日", "奇物,个,0.5,是,2026/12/1", "废电池,节,0.1,,2026.12.1")
    assert taken(shop, "prices", table(file, *rows)).summary() == "3 prices, 2 materials that are new"
    assert (price(shop, "copper"), price(shop, "m06")) == (MoneyPrice(3000, 1000), MoneyPrice(50, 1))
    assert shop.rows("SELECT hazardous FROM materials WHERE code = 'm06'") == [(1,)]
    assert shop.rows("SELECT \"from\" FROM prices WHERE material = 'copper'") == [("2026-12-01",)]


def test_pieces_that_make_points_are_taken(shop: Shop, file: Path) -> None:
    taken(shop, "prices", table(file, "品类,单位,几个换,换几分", "易拉罐,个,3,2"))
    assert price(shop, "can") == PointsPrice(2, 3)


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        ("品类,单价,单位", "废铁,1.005,公斤", "单价"),
        ("品类,单价,单位", "废铁,0.333333333333333,公斤", "单价"),
        ("品类,单价,单位", "废铁,-1,公斤", "单价"),
        ("品类,单价,单位", "废铁,一元,公斤", "单价"),
        ("品类,单价,单位", "废铁,,公斤", "单价"),
        ("品类,单价,单位", "废铁,1,筐", "单位"),
        ("品类,单价,单位", "废铁,1,", "单位"),
        ("品类,单价,单位", "废铁,1,个", "单位"),
        ("品类,单价,单位", "易拉罐,1,斤", "单位"),
        ("品类,单价,单位", ",1,斤", "品类"),
        ("品类,换几分,单位", "废铁,3,斤", "单位"),
        ("品类,单价,日期", "易拉罐,1,明天", "日期"),
        ("品类,单价,日期", "易拉罐,1,2026-02-30", "日期"),
    ],
)
def test_a_price_is_never_rounded_or_guessed(shop: Shop, file: Path, header: str, row: str, column: str) -> None:
    found = faults(shop, "prices", table(file, header, row))
    assert [(line, where) for line, where, _there in found] == [(2, column)]


def test_a_price_that_stands_is_passed_over_and_another_for_that_day_refused(shop: Shop, file: Path) -> None:
    shop.post(price_of("steel", "2026-11-24", "3.00"))
    found = taken(shop, "prices", table(file, "品类,单价,单位", "废铁,1.5,斤", "纸板,1,公斤"))
    assert [wish.command.op for wish in found.wishes] == ["price.set"]
    assert faults(shop, "prices", table(file, "品类,单价,单位", "废铁,4,公斤")) == [(2, "单价", "4")]
    assert faults(shop, "prices", table(file, "品类,单价,单位", "废铜,4,公斤", "废铜,4,公斤")) == [(3, "品类", "废铜")]


# ---- goods


def test_goods_are_added_with_what_stands_on_the_shelf(shop: Shop, file: Path) -> None:
    rows = (
        "商品,积分价,条码,数量,进价,货主,结算价",
        "牙膏,500,6900000000001,12,3.50,,",
        "挂面,400,,20,,王店,2.8",
        "盐罐,90,,,,本店,",
    )
    found = taken(shop, "goods", table(file, *rows))
    assert (shop.good("g04").left, shop.good("g05").owner, shop.good("g06").left) == (12, "王店", 0)
    assert shop.rows("SELECT amount_fen FROM lines ORDER BY document_id DESC LIMIT 2") == [(None,), (4200,)]
    assert shop.rows("SELECT vendor_fen FROM good_repayments WHERE good = 'g05'") == [(280,)]
    assert found.summary() == "3 goods, 32 pieces onto the shelf"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("肥皂,5,,,", "商品"),
        ("牙膏,,,,", "积分价"),
        ("牙膏,5,6901234567892,,", "条码"),
        ("牙膏,5,,1.5,", "数量"),
        ("牙膏,5,,,2", "结算价"),
    ],
)
def test_a_good_that_cannot_be_added_is_a_fault(shop: Shop, file: Path, row: str, column: str) -> None:
    found = faults(shop, "goods", table(file, "商品,积分价,条码,数量,结算价", row))
    assert [(line, where) for line, where, _there in found] == [(2, column)]


def test_a_good_stands_once_in_its_list(shop: Shop, file: Path) -> None:
    assert faults(shop, "goods", table(file, "商品,积分价", "牙膏,5", "牙膏,6")) == [(3, "商品", "牙膏")]


# ---- headers


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_means_one_field_of_its_kind(kind: str) -> None:
    every = [word for known in WORDS[kind].values() for word in known]
    assert len(every) == len(set(every))
    assert all(word == plain(word) for word in every)


def test_of_two_columns_for_one_thing_the_better_named_counts(shop: Shop, file: Path) -> None:
    found = taken(shop, "opening-points", table(file, "户号,积分,回收积分", "H1,99,45"))
    assert (shop.balance("H1").recycling, found.left_out) == (45, ("积分",))


def test_missing_columns_are_named_once(shop: Shop, file: Path) -> None:
    found = checked(shop, "opening-points", table(file, "户主,电话,组", "陈谷,138,1组", "雷田,139,2组"))
    said = "These columns are missing: 回收积分 or 文明积分. Write them into line 1, the header."
    assert [fault.words for fault in found.faults] == [said]


def test_a_file_without_a_header_says_which_to_write(shop: Shop, file: Path) -> None:
    found = checked(shop, "goods", table(file, "甲,1", "乙,2"))
    assert found.faults[0].words.endswith("at least: 商品, 积分价.")


def test_the_first_sheet_with_a_header_is_taken_unless_one_is_named(shop: Shop, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ("说明", [["怎么填"]]), ("名单", [["户主", "组"], ["甲", "1组"]]), ("空", []))
    assert checked(shop, "households", file).sheet == "名单"
    assert [fault.line for fault in checked(shop, "households", file, "说明").faults] == [0]
    with pytest.raises(Refused):
        checked(shop, "households", file, "没有")


def test_a_list_that_says_nothing_new_is_not_good(shop: Shop, file: Path) -> None:
    assert not checked(shop, "households", table(file, "户主,组")).good


# ---- all or nothing


def test_what_changed_since_the_check_stops_the_whole_list(shop: Shop, file: Path) -> None:
    found = checked(shop, "households", table(file, "户主,户号", "甲,A", "乙,B", "丙,C"))
    shop.post({"op": "household.add", "code": "B", "name": "先来", "group": "1组"})
    with pytest.raises(Refused) as caught:
        carry_out(shop.books, found, by="manager", now=shop.now)
    assert caught.value.facts["line"] == 3
    assert shop.rows("SELECT count(*) FROM households WHERE code IN ('A', 'C')") == [(0,)]


def test_stopping_half_way_leaves_nothing(shop: Shop, file: Path) -> None:
    table(file, "户主", *(f"户{number}" for number in range(1000)))
    found = checked(shop, "households", file)

    def told(done: int, _of: int) -> None:
        if done >= 400:
            raise Trouble("stopped")

    with pytest.raises(Trouble, match="stopped"):
        carry_out(shop.books, found, by="manager", now=shop.now, told=told)
    assert shop.rows("SELECT count(*) FROM households") == [(2,)]
    shop.post({"op": "household.add", "code": "X", "name": "后来", "group": "1组"})


def test_one_reads_while_a_list_is_written(shop: Shop, file: Path) -> None:
    found = checked(shop, "households", table(file, "户主", *(f"户{number}" for number in range(300))))
    seen = []

    def told(_done: int, _of: int) -> None:
        seen.append(shop.rows("SELECT count(*) FROM households")[0][0])

    carry_out(shop.books, found, by="manager", now=shop.now, told=told)
    assert set(seen) == {2}
    assert shop.rows("SELECT count(*) FROM households") == [(302,)]


def test_only_those_who_may_bring_a_list_in(shop: Shop, file: Path) -> None:
    found = checked(shop, "households", table(file, "户主", "甲"))
    with pytest.raises(Refused, match="not-allowed"):
        carry_out(shop.books, found, by="cashier", now=shop.now)


@settings(max_examples=40)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    rows=st.lists(st.lists(st.text("甲乙1２.,-/组=√ ：合计元斤\"'", max_size=6), max_size=5), max_size=6),
)
def test_any_cells_end_in_a_report(readers: Callable[[], Shop], kind: str, rows: list[list[str]]) -> None:
    shop = readers()
    best = [known[0] for known in KINDS[kind].columns.values()][:5]
    file = shop.books.folder / "any.csv"
    file.write_text("\n".join(",".join(row) for row in [best, *rows]), encoding="utf-8")
    try:
        told_lines(checked(shop, kind, file))
    except Refused as refused:
        assert refused.code == "bad-list"  # noqa: PT017


@pytest.fixture(scope="module")
def readers(founded: Path) -> Callable[[], Shop]:
    """The small village, for reading alone."""
    shop = Shop(open_books(founded / "village", write=False))
    return lambda: shop


# ---- the command line


def run(capsys: pytest.CaptureFixture[str], *call: str | Path) -> tuple[int, str, str]:
    status = admin.main([str(part) for part in call])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command_line_takes_a_list_in(shop: Shop, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop.books.close()
    table(file, "户主,户号", "甲,A")
    call = ("--data", shop.books.folder, "import", "households", file)
    assert run(capsys, *call, "--check") == (0, "Can be taken in: 1 households\n", "")
    assert run(capsys, *call) == (0, "Taken in: 1 households\n", "")
    status, out, err = run(capsys, *call)
    assert (status, out) == (1, "Nothing was taken in. Things to mend: 1\n")
    assert err == "line 2, 户号 “A”: Is in the books already.\n"


def test_a_check_works_beside_the_open_window(shop: Shop, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(file, "户主", "甲")
    call = ("--data", shop.books.folder, "import", "households", file)
    assert run(capsys, *call, "--check")[0] == 0
    assert run(capsys, *call)[0] == 1


def test_two_hundred_faults_are_told_and_the_rest_counted(shop: Shop, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(file, "户主,积分", *["甲,x"] * 250)
    call = ("--data", shop.books.folder, "import", "households", file, "--check")
    status, out, _err = run(capsys, *call, "--json")
    told = json.loads(out)
    assert (status, told["fault_count"], len(told["faults"]), told["imported"]) == (1, 250, 200, False)
    assert told["faults"][0] == {"line": 2, "column": "积分", "found": "x", "message": told["faults"][0]["message"]}
    assert run(capsys, *call)[2].endswith("and 50 more\n")


def test_a_file_that_is_gone_is_said(shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _out, err = run(capsys, "--data", shop.books.folder, "import", "goods", tmp_path / "gone.xlsx", "--check")
    assert (status, err.startswith("gone.xlsx cannot be opened")) == (1, True)
