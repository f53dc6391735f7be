"""How a person's or household's name may be shown: in full, by surname with an asterisk, by group only; and the order of names.

One rule for screen, paper, picture and file name; which style holds where, the village decides.
"""

import re
from typing import Literal

NameStyle = Literal["full", "surname", "group"]

_PAIRS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文"
    "司徒鲜于司空闾丘令狐淳于单于百里呼延东郭南门羊舌微生梁丘左丘东门西门第五拓跋"
)
TWO_CHARACTERS = frozenset(_PAIRS[place : place + 2] for place in range(0, len(_PAIRS), 2))
"""Surnames that are two characters long."""


def shown_name(name: str, style: str, group: str = "") -> str:
    """A name in a style; what is no Chinese name keeps its first part.

    >>> shown_name("兰小梅", "surname"), shown_name("欧阳长庚", "surname"), shown_name("买买提·艾合买提", "surname")
    ('兰*', '欧阳*', '买买提*')
    >>> shown_name("兰小梅", "full"), shown_name("兰小梅", "group", "三组")
    ('兰小梅', '三组')
    """
    if style == "full":
        return name
    if style == "group":
        return group
    for mark in ("·", "•", " "):
        if mark in name.strip():
            return name.strip().split(mark)[0] + "*"
    return (name[:2] if name[:2] in TWO_CHARACTERS and len(name) > 2 else name[:1]) + "*"


_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100}
_NUMBER = re.compile(f"[0-9]+|[\uff10-\uff19]+|[{''.join(_DIGITS)}{''.join(_TENS)}]+")
Order = tuple[tuple[int, int, str], ...]


def natural(name: str) -> Order:
    """The key to sort names by: numbers in them count as numbers, in digits or in Chinese.

    >>> sorted(["十组", "二组", "十一组", "三组", "一组", "二十组"], key=natural)
    ['一组', '二组', '三组', '十组', '十一组', '二十组']
    >>> sorted(["10组", "2组", "1组", "", "集中点"], key=natural)
    ['', '1组', '2组', '10组', '集中点']
    """
    parts: list[tuple[int, int, str]] = []
    end = 0
    for found in _NUMBER.finditer(name):
        if words := name[end : found.start()]:
            parts.append((1, 0, words))
        parts.append((0, _number(found.group()), ""))
        end = found.end()
    if words := name[end:]:
        parts.append((1, 0, words))
    return (*parts, (-1, 0, name)) if parts else ()


def _number(said: str) -> int:
    """A number below a thousand as it is written: 12, 十二, 二十, 一百零五, 二〇."""
    if said[0] not in _DIGITS and said[0] not in _TENS:
        return int(said)
    if not set(said) & _TENS.keys():
        return int("".join(str(_DIGITS[letter]) for letter in said))
    total, digit = 0, 0
    for letter in said:
        if letter in _TENS:
            total, digit = total + (digit or 1) * _TENS[letter], 0
        else:
            digit = _DIGITS[letter]
    return total + digit
