"""Money in capitals, as Chinese receipts write it so that nobody adds a stroke. In English there is no such habit: nothing.

Source: the People's Bank's rules for filling in notes: 元整, 角整; 零 for gaps; 分 without 整.
"""

from shop_desktop.text import _


def in_capitals(fen: int) -> str:
    """An amount of fen, at or above zero, in capitals; "" in English and for what is no sum of money to be signed for."""
    if _.language == "en" or fen <= 0 or fen >= 10**14:
        return ""
    yuan, rest = divmod(fen, 100)
    jiao, one = divmod(rest, 10)
    said = _whole(yuan) + _("capital yuan") if yuan else ""
    if not rest:
        return _("In capitals: {money}", money=said + _("capital exactly"))
    if jiao:
        said += _digit(jiao) + _("capital jiao")
    elif yuan:
        said += _digit(0)
    said += _digit(one) + _("capital fen") if one else _("capital exactly")
    return _("In capitals: {money}", money=said)


def _digit(digit: int) -> str:
    return _("capital 0123456789")[digit]


def _whole(yuan: int) -> str:
    """Groups of four digits; a gap of any length is one zero."""
    groups, said, gap = [], "", False
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    units = _("capital units of ten thousands")
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(said)
            continue
        if said and (gap or group < 1000):
            said += _digit(0)
        said += _group(group) + (units[place - 1] if place else "")
        gap = False
    return said


def _group(number: int) -> str:
    """One to 9,999."""
    said, gap = "", False
    for unit, size in ((2, 1000), (1, 100), (0, 10), (-1, 1)):
        digit = number // size % 10
        if not digit:
            gap = bool(said)
            continue
        if gap:
            said += _digit(0)
        said += _digit(digit) + (_("capital tens")[unit] if unit >= 0 else "")
        gap = False
    return said
