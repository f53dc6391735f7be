"""Whole numbers of the books (grams, fen, points, pieces) and how they are written for people.

The one rounding rule lives here. Knows no currency sign and no sentence.
"""

import re

_YUAN = re.compile(r"\d{1,9}(\.\d{1,2})?")
_KG = re.compile(r"\d{1,6}(\.\d{1,3})?")


def half_up(n: int, d: int) -> int:
    """n / d rounded half up to a whole number; n ≥ 0, d > 0. It never sees a negative: a void negates stored numbers.

    >>> half_up(15, 2), half_up(14, 4), half_up(0, 7)
    (8, 4, 0)
    """
    assert n >= 0, n
    assert d > 0, d
    return (2 * n + d) // (2 * d)


def _decimal(value: int, places: int, group: bool = False) -> str:
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), 10**places)
    return f"{sign}{whole:,}.{rest:0{places}}" if group else f"{sign}{whole}.{rest:0{places}}"


def kg_text(grams: int, *, group: bool = False) -> str:
    """Kilograms with three decimals, exact.

    >>> kg_text(6235), kg_text(1960420, group=True)
    ('6.235', '1,960.420')
    """
    return _decimal(grams, 3, group)


def jin_text(grams: int) -> str:
    """斤 (500 g) with three decimals, exact: 1 g = 0.002 斤.

    >>> jin_text(6001)
    '12.002'
    """
    return _decimal(grams * 2, 3)


def yuan_text(fen: int, *, group: bool = False) -> str:
    """Yuan with two decimals.

    >>> yuan_text(840), yuan_text(-5), yuan_text(943670, group=True)
    ('8.40', '-0.05', '9,436.70')
    """
    return _decimal(fen, 2, group)


def points_text(points: int, *, plus: bool = False) -> str:
    """Points with thousands commas; a true minus sign; with `plus`, a sign always.

    >>> points_text(1622), points_text(-600), points_text(498, plus=True)
    ('1,622', '−600', '+498')
    """
    sign = "−" if points < 0 else "+" if plus else ""
    return f"{sign}{abs(points):,}"


def parse_yuan(text: str) -> int | None:
    """Fen of an amount written in yuan with at most two decimals; None where it is not one.

    >>> parse_yuan("1.4"), parse_yuan("1.005"), parse_yuan("-1")
    (140, None, None)
    """
    if not _YUAN.fullmatch(text) or not text.isascii():
        return None
    whole, _, rest = text.partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


def parse_kg(text: str) -> int | None:
    """Grams of a weight written in kilograms with at most three decimals; None where it is not one.

    >>> parse_kg("6.5"), parse_kg("6.2345"), parse_kg("")
    (6500, None, None)
    """
    if not _KG.fullmatch(text) or not text.isascii():
        return None
    whole, _, rest = text.partition(".")
    return int(whole) * 1000 + int(rest.ljust(3, "0"))
