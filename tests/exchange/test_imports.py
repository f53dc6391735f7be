"""Villages' lists into the books: found by their headers, taken whole or not at all, told on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop_desktop import admin
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange.imports import KINDS, carry_out, told_lines
from shop_desktop.exchange.imports_rows import plain
from shop_desktop.exchange.imports_words import WORDS
from shop_desktop.store.books import open_books
from tests.exchange.lists import checked, english, file, table, taken, workbook
from tests.shop import Shop

__all__ = ["english", "file"]


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


@pytest.mark.sqlite_only("a server lets many write")
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
