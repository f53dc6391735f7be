"""Half a year of an invented village's days, posted by the shop's own operations on the practice books: for charts."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

from shop_desktop.operations.perform import perform
from shop_desktop.operations.requests import read_command
from shop_desktop.store.books import open_books
from shop_desktop.store.queries import months
from tests.gui.pages.village import found_practice

KINDS = ("cardboard", "steel", "plastic", "glass", "paper", "clothes")
NOW = datetime.fromisoformat("2026-11-24T08:00:00+08:00")
MONEY = (
    {
        "op": "fund.receive",
        "at": "2026-06-02T10:00:00+08:00",
        "source": "village-subsidy",
        "from": "村委会",
        "amount_fen": 300000,
    },
    {"op": "fund.pay", "at": "2026-09-02T10:00:00+08:00", "kind": "labour", "to": "何春生", "amount_fen": 60000},
)
START, END = date(2026, 6, 1), date(2026, 11, 24)


def found_half_year(folder: Path, *, closed: bool = True) -> Path:
    """Books with three tickets on every second day from June to 24 November, goods now and then; with `closed`, months too."""
    found_practice(folder, day=False)
    books = open_books(folder)
    for place in range((END - START).days // 2):
        day = START + timedelta(days=place * 2)
        for ticket in range(3):
            household = f"{(place * 7 + ticket * 31) % 60 + 1:03}"
            kind = KINDS[(place + ticket * (1 + place % 3)) % len(KINDS)]
            said = {
                "op": "ticket.post",
                "by": "chunsheng",
                "at": f"{day.isoformat()}T09:{ticket:02}:00+08:00",
                "household": household,
                "lines": [{"material": kind, "gross_g": 4000 + (place * 977 + ticket * 3331) % 9000}],
            }
            if ticket == 1 and place % 3 == 0:
                said["goods"] = [{"good": "soap", "quantity": 1}]
            perform(books, read_command(json.dumps(said).encode()), now=NOW)
    for said in MONEY:
        perform(books, read_command(json.dumps(said).encode()), now=NOW)
    for month in months.open_months(books.reader, "2026-10") if closed else ():
        perform(books, read_command(json.dumps({"op": "month.close", "month": month}).encode()), now=NOW)
    books.close()
    return folder
