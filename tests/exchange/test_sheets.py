"""Any list as lines of text: what a person sees in the cell is what is read, and a file that lies or breaks is refused."""

import struct
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange import sheets
from shop_desktop.exchange.sheets import Line, Sheet, cell_text, read_sheets
from shop_desktop.exchange.vetting import MOST_ROWS
from tests.exchange.lists import rewritten, table, workbook

SHEET_1 = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
XML = f"<worksheet {MAIN}>{{}}<sheetData>{{}}</sheetData></worksheet>"


def lines(file: Path, only: str | None = None) -> list[tuple[int, tuple[str, ...]]]:
    return [(line.number, line.cells) for line in next(iter(read_sheets(file, only))).lines if line]


def why(file: Path, only: str | None = None) -> str:
    with pytest.raises(Refused) as caught:
        list(read_sheets(file, only))
    assert caught.value.code == "bad-list"
    return str(caught.value.facts["why"])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1.4, "1.4"),
        (3, "3"),
        ("3.50", "3.50"),
        (13800001234.0, "13800001234"),
        (0.1 + 0.2, "0.3"),
        (1.005, "1.005"),
        (0.00001, "0.00001"),
        (-2.5, "-2.5"),
        (123456789012345678.0, "1.23456789012346e+17"),
        (True, "TRUE"),
        (None, ""),
        (date(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 11, 24, 9, 30), "2026-11-24 09:30:00"),
        ("\u3000张\u00a0 三\n", "张 三"),
        ("１３８ＡＢ（二）", "138AB（二）"),
        ("\u200b\ufeff周", "周"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_is_what_a_person_sees(cell: sheets.Cell, text: str) -> None:
    assert cell_text(cell) == text


def test_line_numbers_are_those_of_the_spreadsheet(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ("表", [[], [], ["", "户主"], [], ["", "张三", 1.4, date(2026, 1, 2)]]))
    assert lines(file) == [(3, ("", "户主", "", "")), (5, ("", "张三", "1.4", "2026-01-02"))]


def test_a_merged_cell_counts_downwards_and_is_marked(tmp_path: Path) -> None:
    rows = [["组", "户主"], ["", "张三"], ["", "李四"], ["", "王五"]]
    file = workbook(tmp_path / "a.xlsx", ("表", rows), merge=[("A2:A3", "一组")])
    read = next(iter(read_sheets(file))).lines
    assert [line.cells[0] for line in read] == ["组", "一组", "一组", ""]
    assert [line.merged for line in read] == [frozenset(), frozenset(), frozenset({0}), frozenset()]


def test_sheets_come_in_their_order_hidden_ones_last_and_one_can_be_named(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ("甲", [["1"]]), ("乙", [["2"]]), ("丙", [["3"]]), hidden="乙")
    assert [sheet.name for sheet in read_sheets(file)] == ["甲", "丙", "乙"]
    assert lines(file, "丙") == [(1, ("3",))]
    assert why(file, "丁") == "no-sheet"


def test_a_formula_gives_its_value_and_a_text_that_looks_like_one_stays(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet()
        page.write_formula("A1", "=1+1", None, 2)
        page.write_string("B1", "=1+1")
    assert lines(tmp_path / "a.xlsx") == [(1, ("2", "=1+1"))]


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (("户主,组", "张三,1", '李四,"2', "王五,3", "赵六,4"), 3),
        (("户主,组", '张三,"1', "李四,2", '王五,"3"', "赵六,4"), 2),
        (("户主,组", "张三,1", '李四,"2'), 3),
        (("户主", '"张三', "李四", "王五"), 2),
        (('"户主,组', '张三,1"', "李四,2"), 1),
        (("户主,组", '张三,"1\n2"', "李四,2"), 2),
    ],
)
def test_a_cell_that_swallows_lines_is_refused_with_its_line(tmp_path: Path, written: tuple[str, ...], line: int) -> None:
    with pytest.raises(Refused) as caught:
        list(read_sheets(table(tmp_path / "a.csv", *written)))
    assert (caught.value.code, caught.value.facts["why"], caught.value.facts["line"]) == ("bad-list", "quote", line)


@pytest.mark.parametrize("written", ['张三,"1"', '张三,""', '"张""三",1', '张"三,1', '"张三"女,1'])
def test_quotation_marks_that_close_do_no_harm(tmp_path: Path, written: str) -> None:
    assert len(lines(table(tmp_path / "a.csv", "户主,组", written))) == 2


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"hello", "no-workbook"),
        ("a.xlsx", b"", "no-workbook"),
        ("a.xls", b"<html><table>", "no-workbook"),
        ("a.xls", OLD, "old"),
        ("a.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xlsx", b"PK\x03\x04 cut short", "broken"),
    ],
)
def test_what_is_no_workbook_is_told_by_what_it_is(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert why(tmp_path / name) == said


def test_a_folder_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        list(read_sheets(tmp_path))
    assert caught.value.code == "is-folder"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_is_read_in_whatever_a_spreadsheet_here_saves(tmp_path: Path, encoding: str) -> None:
    file = table(tmp_path / "a.csv", "户主,电话", "", '"张　三",１３８', encoding=encoding)
    assert lines(file) == [(1, ("户主", "电话")), (3, ("张 三", "138"))]


def test_a_rare_name_comes_through_gb18030(tmp_path: Path) -> None:
    assert lines(table(tmp_path / "a.csv", "户主,组", "钟𬀩,一组", encoding="gb18030"))[1] == (2, ("钟𬀩", "一组"))


def test_tabs_and_semicolons_part_cells_too(tmp_path: Path) -> None:
    assert lines(table(tmp_path / "b.txt", "a\tb", "c\td"))[1] == (2, ("c", "d"))
    assert lines(table(tmp_path / "c.txt", "a;b", "c;d"))[1] == (2, ("c", "d"))


def test_a_line_break_inside_a_cell_does_not_shift_the_numbers(tmp_path: Path) -> None:
    assert lines(table(tmp_path / "a.csv", '"户\n主",组', "张三,1")) == [(1, ("户 主", "组")), (2, ("张三", "1"))]


# ---- files that cannot be read


def test_a_file_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no-list"):
        list(read_sheets(tmp_path / "gone.xlsx"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old"),
        (b"\x89PNG\r\n\x1a\n\0\0", "format"),
        (b"\xff\xfe\x00", "encoding"),
        (b"name,\xff\xff\xff", "encoding"),
        (b"PK\x03\x04 and no more", "broken"),
        (b'"' + b"a," * 70_000, "cell"),
        (b"name,group\n" + b"x" * 140_000 + b",1\n", "cell"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a").write_bytes(data)
    assert why(tmp_path / "a") == said


def test_a_workbook_cut_short_or_with_flipped_bytes_is_refused_or_read(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", ("表", [["户主", "组"], ["张三", "1组"]])).read_bytes()
    for place in range(0, len(whole), 97):
        for broken in (whole[:place], whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]):
            (tmp_path / "b.xlsx").write_bytes(broken)
            with suppress(Refused):
                list(read_sheets(tmp_path / "b.xlsx"))


def test_a_file_above_64_mb_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(65 << 20)
    assert why(tmp_path / "a.csv") == "big"


def test_a_million_and_one_lines_are_too_many(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\n" * (MOST_ROWS + 1))
    assert why(tmp_path / "a.csv") == "rows"


# ---- workbooks that lie


@pytest.fixture
def honest(tmp_path: Path) -> Path:
    return workbook(tmp_path / "a.xlsx", ("表", [["户主", "组"], ["张三", "1组"]]))


def cell(where: str, kind: str = "") -> str:
    return f'<row><c r="{where}"{kind}><v>0</v></c></row>'


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (cell("A1") + cell("XFD1048576"), "rows"),
        (cell("A1") + cell("XFD9"), "wide"),
        (cell("A1") + cell("SF900000"), "wide"),
        (cell("A1") + cell("A0000001048577"), "broken"),
        (cell("A1") + cell("户1"), "broken"),
        ('<row r="1000001"><c><v>1</v></c></row>', "rows"),
        ("<row>" + "<c><v>1</v></c>" * 501 + "</row>", "wide"),
        ("<row>", "broken"),
    ],
)
def test_cells_that_lie_too_far_out_are_refused_before_they_are_read(honest: Path, inside: str, said: str) -> None:
    assert why(rewritten(honest, SHEET_1, XML.format("", inside))) == said


def test_empty_cells_far_out_do_no_harm(honest: Path) -> None:
    inside = '<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert lines(rewritten(honest, SHEET_1, XML.format('<dimension ref="A1:XFD1048576"/>', inside))) == [(1, ("7",))]


def test_a_long_text_that_every_cell_uses_is_refused(honest: Path) -> None:
    texts = f'<sst {MAIN} count="1" uniqueCount="1"><si><t>{"长" * 1_000_000}</t></si></sst>'
    rewritten(honest, "xl/sharedStrings.xml", texts)
    assert why(rewritten(honest, SHEET_1, XML.format("", cell("A1", ' t="s"') * 300))) == "wide"


def test_a_claim_of_endless_shared_texts_is_refused(honest: Path) -> None:
    claim = f'<sst {MAIN} uniqueCount="900000000"/>'
    assert why(rewritten(honest, "xl/sharedStrings.xml", claim)) == "broken"


def test_entities_are_not_unfolded(honest: Path) -> None:
    lol = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + XML.format("", "&b;")
    assert why(rewritten(honest, SHEET_1, lol)) == "broken"


def claim(file: Path, size: int) -> None:
    """Let the archive say that the first sheet is so large."""
    data = bytearray(file.read_bytes())
    at = data.rindex(SHEET_1.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", size)
    file.write_bytes(data)


@pytest.mark.parametrize("size", [201 << 20, 30 << 20])
def test_what_unpacks_to_far_more_than_it_is_is_refused(honest: Path, size: int) -> None:
    claim(honest, size)
    assert why(honest) == "bomb"


def test_a_part_that_is_longer_than_it_says_is_refused(honest: Path) -> None:
    with zipfile.ZipFile(honest) as archive:
        size = archive.getinfo(SHEET_1).file_size
    claim(honest, size - 9)
    assert why(honest) == "broken"


def test_names_that_lead_out_of_the_archive_are_left_where_they_are(honest: Path) -> None:
    rewritten(honest, "../../evil.xml", "<x/>")
    rewritten(honest, "xl/vbaProject.bin", "macro")
    assert len(lines(honest)) == 2
    assert sorted(path.name for path in honest.parent.iterdir()) == ["a.xlsx"]


def test_a_workbook_with_a_password_says_so(honest: Path) -> None:
    data = bytearray(honest.read_bytes())
    at = data.rindex(SHEET_1.encode()) - 46
    data[at + 8] |= 1
    honest.write_bytes(data)
    assert why(honest) == "password"


# ---- any bytes


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("gb18030", "replace")))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(data)
    try:
        read = list(read_sheets(file))
    except Refused:
        return
    assert all(isinstance(sheet, Sheet) and all(isinstance(line, Line) for line in sheet.lines) for sheet in read)
