"""Codes that people scan: in-store EAN-13 numbers and slip codes, told apart by their beginning.

Source: GS1 in-store prefixes 20–29; `29 VVV HHHHH II c` household cards, `20…` goods, `22…` vouchers, a letter begins a slip.
"""

import re
from dataclasses import dataclass
from typing import Literal

_SLIP = re.compile(r"([A-Z]\d{8}-\d{4,6})(?:[ ]?([0-9A-F]{8}))?")

ScanKind = Literal["card", "good", "voucher", "slip", "unknown"]


@dataclass(frozen=True)
class Scan:
    """What a scanned code is. `code` is the digits or the document's number; a card also has its parts."""

    kind: ScanKind
    code: str
    village: int = 0
    household: int = 0
    issue: int = 0


def ean13_check(digits12: str) -> int:
    """The thirteenth digit of an EAN-13.

    >>> [ean13_check(d) for d in ("200000000001", "290010001202", "220010000009")]
    [5, 7, 4]
    """
    assert len(digits12) == 12
    odd, even = (sum(map(int, digits12[i::2])) for i in (0, 1))
    return -(odd + 3 * even) % 10


def card_code(village: int, household: int, issue: int) -> str:
    """The 13 digits on a household's card: village 1–999, household's running number, issue number 0–99.

    >>> card_code(1, 12, 2)
    '2900100012027'
    """
    digits = f"29{village:03}{household:05}{issue:02}"
    return digits + str(ean13_check(digits))


def voucher_code(number: int) -> str:
    """The 13 digits of the n-th voucher a shop issues, 1 to 9,999,999,999.

    >>> voucher_code(1000)
    '2200000010001'
    """
    digits = f"22{number:010}"
    return digits + str(ean13_check(digits))


def good_code(number: int) -> str:
    """The 13 digits on a shelf label of the n-th good without a maker's barcode.

    >>> good_code(1)
    '2000000000015'
    """
    digits = f"20{number:010}"
    return digits + str(ean13_check(digits))


def read_scan(text: str) -> Scan:
    """Tell a scanned text apart by its prefix; an in-store code with a wrong check digit is unknown.

    >>> read_scan("2900100012027").household, read_scan("T20261124-0001 7F3A91C2").code, read_scan("6901234567892").kind
    (12, 'T20261124-0001', 'good')
    """
    text = text.strip()
    slip = _SLIP.fullmatch(text.upper())
    if slip:
        return Scan("slip", slip[1])
    if not (text.isascii() and text.isdigit()):
        return Scan("unknown", text)
    if len(text) == 13 and text[:2] in {"20", "22", "29"}:
        if int(text[12]) != ean13_check(text[:12]):
            return Scan("unknown", text)
        if text.startswith("29"):
            return Scan("card", text, int(text[2:5]), int(text[5:10]), int(text[10:12]))
        return Scan("good" if text.startswith("20") else "voucher", text)
    return Scan("good", text)


def seal_code(head_hash: str) -> str:
    """Eight hex digits of a hash, as they stand on paper.

    >>> seal_code("7f3a91c2" + "0" * 56)
    '7F3A 91C2'
    """
    return f"{head_hash[:4]} {head_hash[4:8]}".upper()


DOCUMENT_KINDS = {
    "ticket.post": "T",
    "document.void": "V",
    "month.close": "M",
    "household.opening": "O",
    "household.add": "H",
    "household.register": "H",
    "goods.receive": "G",
    "goods.count": "C",
    "material.count": "C",
    "sale.post": "S",
    "sale.paid": "F",
    "fund.receive": "F",
    "fund.pay": "F",
    "fund.count": "F",
    "handover.post": "W",
    "vendor.settle": "L",
    "voucher.use": "B",
    "day.close": "D",
    "household.merge": "J",
    "household.split": "J",
    "price.set": "P",
    "rate.set": "P",
    "good.price": "P",
    "good.repay": "P",
    "rule.set": "P",
    "user.add": "U",
    "user.change": "U",
    "user.pin": "U",
    "scale.check": "K",
    "clock.confirm": "K",
}
"""The letter that begins a document's number, by operation; what is not listed changes a registry and has R."""


def document_kind(op: str) -> str:
    """The kind letter of an operation's documents."""
    return DOCUMENT_KINDS.get(op, "R")
