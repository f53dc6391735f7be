"""The ordered keys by which a household is found: every suffix of its name, pinyin, phone tail, code, card.

Stored beside the households and searched by range, since a trigram index cannot find two-character names.
"""

from itertools import islice, product

from sqlalchemy import Connection, bindparam, delete, insert, select

from shop_desktop.store.prepared import Prepared
from shop_desktop.store.schema import cards, households, phones, search_keys

_MOST_READINGS = 8


def keys_of(*, name: str, code: str, phone: str = "", card: str = "") -> set[str]:
    """All keys of one household, lower case."""
    found = {name[i:].lower() for i in range(len(name))}
    found |= pinyin_keys(name)
    found.add(code.lower())
    digits = "".join(c for c in code if c.isdigit())
    found |= {digits, digits.lstrip("0")} if digits else set()
    if phone:
        found |= {phone, phone[-4:]}
    if card:
        found.add(card)
    return {key for key in found if key}


def pinyin_keys(name: str) -> set[str]:
    """Initials and whole syllables, for every reading of the surname: 单 is both s… and d…."""
    from pypinyin import Style, pinyin

    chosen = pinyin(name, style=Style.NORMAL, heteronym=True, errors=lambda other: other.lower())
    surname, rest = chosen[:1], chosen[1:]
    readings = [surname[0][:_MOST_READINGS] if surname else [""], *([r[:2] for r in rest[:3]]), *([r[:1] for r in rest[3:]])]
    keys: set[str] = set()
    for syllables in islice(product(*readings), 4 * _MOST_READINGS):
        initials = "".join(s[:1] for s in syllables)
        keys |= {initials[i:] for i in range(max(len(initials) - 1, 1))}
        keys.add("".join(syllables))
    return keys


_OF_HOUSEHOLD = Prepared(
    select(households.c.name, households.c.code, phones.c.phone, cards.c.code)
    .outerjoin(phones, phones.c.household == households.c.id)
    .outerjoin(cards, (cards.c.household == households.c.id) & cards.c.active)
    .where(households.c.id == bindparam("household"))
)
_FORGET = Prepared(delete(search_keys).where(search_keys.c.household == bindparam("of_household")))
_KEEP = Prepared(insert(search_keys))


def index_household(connection: Connection, household: int) -> None:
    """Write one household's keys anew from its row, phone and card in force."""
    row = _OF_HOUSEHOLD.first(connection, household=household)
    _FORGET.run(connection, {"of_household": household})
    if row is not None:
        name, code, phone, card = row
        keys = keys_of(name=name, code=code, phone=phone or "", card=card or "")
        _KEEP.run(connection, *({"key": key, "household": household} for key in sorted(keys)))
