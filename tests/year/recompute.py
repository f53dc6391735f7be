"""A month's file read as an accountant would: a zip, XML, SQLite and SHA-256. Shares no code with the product.

python tests/year/recompute.py FILE.zip      prints what it summed; exit status 1 where anything differs
"""

import hashlib
import io
import json
import re
import sqlite3
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheets(workbook: bytes) -> dict[str, list[dict[str, str]]]:
    """Each sheet's rows by column heading (the second row), as the cells have them; the title row is left out."""
    book = zipfile.ZipFile(io.BytesIO(workbook))
    shared = []
    if "xl/sharedStrings.xml" in book.namelist():
        for si in ET.fromstring(book.read("xl/sharedStrings.xml")).findall(f"{MAIN}si"):
            shared.append("".join(t.text or "" for t in si.iter(f"{MAIN}t")))
    targets = {r.get("Id"): r.get("Target") for r in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    found = {}
    for sheet in ET.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        target = targets[sheet.get(LINK)] or ""
        cells = cells_of(book.read("xl/" + target.removeprefix("/xl/")), shared)
        head = cells.get(2, {})
        found[sheet.get("name") or ""] = [
            {head[column]: value for column, value in row.items() if column in head}
            for number, row in cells.items()
            if number > 2
        ]
    return found


def cells_of(xml: bytes, shared: list[str]) -> dict[int, dict[str, str]]:
    rows: dict[int, dict[str, str]] = defaultdict(dict)
    for c in ET.fromstring(xml).iter(f"{MAIN}c"):
        column, number = re.fullmatch(r"([A-Z]+)(\d+)", c.get("r") or "").groups()  # type: ignore[union-attr]
        value = c.find(f"{MAIN}v")
        text = "".join(t.text or "" for t in c.iter(f"{MAIN}t"))
        if c.get("t") == "s":
            text = shared[int(value.text or "0")] if value is not None else ""
        elif value is not None:
            text = value.text or ""
        rows[int(number)][column] = text
    return rows


def whole(text: str | None, factor: int) -> int:
    """A cell in the books' own unit: 28.41 yuan are 2841 fen."""
    value = Decimal(text or "0") * factor
    rounded = value.to_integral_value()
    assert abs(value - rounded) < Decimal("0.001"), text
    return int(rounded)


def sums_of_workbook(book: dict[str, list[dict[str, str]]]) -> dict[str, int]:
    """Totals recomputed from single lines, the workbook's own total rows left out."""
    lines = [row for row in book["单据"] if row.get("单号") and row["单号"] != "合计"]
    goods = [row for row in book["商品库存"] if row.get("编号") and row["编号"] != "合计"]
    fund = [whole(row.get("元"), 100) for row in book["运营资金"] if not row.get("项目", "合计").startswith("合计")]
    people = [row for row in book["农户"] if row.get("编号") and row["编号"] != "合计"]
    return {
        "net_g": sum(whole(row.get("净重 kg"), 1000) for row in lines if row["收/换"] == "收"),
        "issued": sum(whole(row.get("收的分"), 1) for row in lines),
        "spent": sum(whole(row.get("换的分"), 1) for row in lines),
        "fund_in_fen": sum(fen for fen in fund if fen > 0),
        "fund_out_fen": -sum(fen for fen in fund if fen < 0),
        "outstanding": sum(whole(row.get("期末"), 1) for row in people),
        "shelf": sum(whole(row.get("期末"), 1) for row in goods),
    }


def sums_of_books(content: bytes) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "books.sqlite"
        file.write_bytes(content)
        connection = sqlite3.connect(file)
        (unequal,) = connection.execute(
            "SELECT COUNT(*) FROM (SELECT ledger, item FROM entries GROUP BY document_id, ledger, item HAVING SUM(amount) <> 0)"
        ).fetchone()
        (shelf,) = connection.execute("SELECT SUM(amount) FROM entries WHERE account = 'shelf'").fetchone()
        previous, broken = "0" * 64, 0
        for prev_hash, own in connection.execute("SELECT prev_hash, hash FROM documents ORDER BY id"):
            broken += prev_hash != previous
            previous = own
        private = connection.execute("SELECT (SELECT COUNT(*) FROM phones) + (SELECT COUNT(*) FROM pins)").fetchone()[0]
        connection.close()
    return {"unequal": unequal, "shelf_now": shelf or 0, "broken": broken, "private": private}


def journal_holds(text: bytes) -> tuple[str, int]:
    """The journal's own seal, and how many of its lines do not hash to what stands before them."""
    lines = text.decode().split("\n")
    assert lines[-1] == ""
    wrong, previous = 0, None
    for line in lines[1:-1]:
        own, _, said = line.partition(" ")
        if previous is not None:
            wrong += hashlib.sha256(f"{previous}\n{said}".encode()).hexdigest() != own
        previous = own
    return hashlib.sha256(text).hexdigest(), wrong


def differences(file: Path) -> list[str]:
    """What does not agree in a month's file, in words."""
    members = {name: zipfile.ZipFile(file).read(name) for name in zipfile.ZipFile(file).namelist()}
    manifest = json.loads(members["manifest.json"])
    totals, wrong = manifest["totals"], []
    for name, told in manifest["files"].items():
        if hashlib.sha256(members[name]).hexdigest() != told["sha256"]:
            wrong.append(f"{name} is not what the manifest says")
    seal, bad = journal_holds(members["journal.txt"])
    if seal != manifest["seal"] or bad:
        wrong.append(f"journal.txt: seal {seal[:8]}, {bad} lines do not hash")
    ours = sums_of_workbook(sheets(members["report.xlsx"]))
    theirs = {
        "net_g": totals["net_g"],
        "issued": totals["points"]["issued"],
        "spent": totals["points"]["spent"],
        "fund_in_fen": totals["fund_in_fen"],
        "fund_out_fen": totals["fund_out_fen"],
        "outstanding": totals["points"]["closing"],
        "shelf": sum(totals["shelf"].values()),
    }
    wrong += [
        f"{name}: the workbook's lines make {ours[name]}, the manifest says {theirs[name]}"
        for name in ours
        if ours[name] != theirs[name]
    ]
    books = sums_of_books(members["books.sqlite"])
    wrong += [f"books.sqlite: {name} is {books[name]}" for name in ("unequal", "broken", "private") if books[name]]
    return wrong


def main() -> int:
    worst = 0
    for name in sys.argv[1:]:
        found = differences(Path(name))
        print(f"{name}: {'agrees' if not found else '; '.join(found)}")
        worst |= bool(found)
    return worst


if __name__ == "__main__":
    sys.exit(main())
