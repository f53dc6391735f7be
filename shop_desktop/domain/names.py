"""How a person's or household's name may be shown: in full, by surname with an asterisk, or by group only.

One rule for screen, paper, picture and file name; which style holds where, the village decides.
"""

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
