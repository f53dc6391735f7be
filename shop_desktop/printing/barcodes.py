"""The bars of EAN-13 and EAN-8 codes, as modules from the left: what shelf labels, vouchers and cards draw.

Source: GS1 General Specifications, 5.2: symbol character encodation, left odd and even sets, right set.
"""

from shop_desktop.domain.codes import ean13_check

_LEFT = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_PARITY = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")
_GUARD, _CENTRE = "101", "01010"

Bars = tuple[tuple[int, int], ...]
"""Where each bar starts and how many modules wide it is."""


def _right(digit: str) -> str:
    return "".join("10"[int(bit)] for bit in _LEFT[int(digit)])


def _even(digit: str) -> str:
    return _right(digit)[::-1]


def _runs(modules: str) -> Bars:
    found: list[tuple[int, int]] = []
    for place, module in enumerate(modules):
        if module == "1" and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif module == "1":
            found.append((place, 1))
    return tuple(found)


def ean13_bars(code: str) -> Bars:
    """An EAN-13's 95 modules.

    >>> bars = ean13_bars("2000000000015")
    >>> len(bars), bars[0], bars[-1]
    (30, (0, 1), (94, 1))
    """
    parity = _PARITY[int(code[0])]
    left = "".join(_even(digit) if set_ == "E" else _LEFT[int(digit)] for digit, set_ in zip(code[1:7], parity, strict=True))
    return _runs(_GUARD + left + _CENTRE + "".join(map(_right, code[7:])) + _GUARD)


def ean8_bars(code: str) -> Bars:
    """An EAN-8's 67 modules."""
    left = "".join(_LEFT[int(digit)] for digit in code[:4])
    return _runs(_GUARD + left + _CENTRE + "".join(map(_right, code[4:])) + _GUARD)


def drawable(code: str) -> tuple[Bars, int] | None:
    """A maker's barcode as bars and how many modules they take; None where its digits are none of EAN-13, EAN-8, UPC-A.

    >>> drawable("6901234567892")[1], drawable("96385074")[1], drawable("6901234567890"), drawable("12")
    (95, 67, None, None)
    """
    if not (code.isascii() and code.isdigit() and len(code) in {8, 12, 13}):
        return None
    padded = code.zfill(13)
    if int(padded[12]) != ean13_check(padded[:12]):
        return None
    return (ean8_bars(code), 67) if len(code) == 8 else (ean13_bars(padded), 95)
