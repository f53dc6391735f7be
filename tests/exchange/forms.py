"""Writes the blank lists anew: `python -m tests.exchange.forms`. Their headers are the best words that we know for each field."""

from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from shop_desktop.exchange.imports import KINDS, Kind
from shop_desktop.exchange.imports_rows import TITLES
from shop_desktop.places import resources
from shop_desktop.text import _, use

TITLE = {
    "households": "户名单",
    "opening-points": "原来的积分",
    "prices": "价目",
    "goods": "商品",
}
HELP = {
    "code": "有就填，没有就空着",
    "name": "",
    "group": "村民小组，空着就用上面一行的",
    "phone": "一个号码",
    "card": "卡上的数字",
    "party_member": "是 或 空着",
    "resident": "否 或 空着",
    "recycling": "整数",
    "civic": "整数",
    "unit": "公斤、斤、个",
    "yuan": "元，最多两位小数",
    "per": "几个换分时填，比如 5",
    "points": "整数",
    "hazardous": "是 或 空着",
    "from": "比如 2026-12-01，空着就是导入那天",
    "barcode": "包装上的数字",
    "quantity": "架上有几件",
    "cost": "一件多少元",
    "cost_total": "一共多少元，和进价填一个就行",
    "owner": "空着是超市自己的；别人的写名字",
    "vendor": "每换出一件付给货主多少元",
    "kind": "商品 或 服务",
}
AS_TEXT = ("code", "phone", "card", "barcode")


def write(kind: Kind) -> None:
    with xlsxwriter.Workbook(str(resources() / "forms" / f"{kind.name}.xlsx")) as book:
        book.set_properties({"created": datetime(2026, 11, 24, tzinfo=UTC)})
        _fill(book, book.add_worksheet(TITLE[kind.name]), kind)
        page = book.add_worksheet("怎么填")
        page.set_column(0, 1, 40)
        for row, (name, known) in enumerate(kind.columns.items()):
            page.write_row(row, 0, (f"{_(TITLES[name])}：{HELP[name]}".rstrip("："), "也可以叫 " + "、".join(known[1:5])))


def _fill(book: Any, page: Any, kind: Kind) -> None:
    head = book.add_format({"bold": True, "bg_color": "#E2EDE2", "border": 1, "align": "center"})
    text, title = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "font_size": 16})
    least = "，".join("或".join(kind.columns[name][0] for name in one_of) for one_of in kind.needed)
    page.write(0, 0, f"{TITLE[kind.name]}（每行至少填{least}；从第 4 行填起）", title)
    for column, (name, known) in enumerate(kind.columns.items()):
        must = (name,) in kind.needed
        page.write(2, column, known[0] + "*" * must, head)
        page.set_column(column, column, 16, text if name in AS_TEXT else None)
    page.freeze_panes(3, 0)


if __name__ == "__main__":
    use("zh_CN")
    for one in KINDS.values():
        write(one)
