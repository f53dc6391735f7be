"""A line of a list as it will be written: what its command says, in the words and names that people use."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from shop_desktop.exchange.imports_rows import TITLES, Wish
from shop_desktop.operations.base import Command
from shop_desktop.store.queries import goods, households, materials
from shop_desktop.text import _

FACTS_OF = (
    *("code", "name", "household", "material", "good", "group", "card", "phone", "unit"),
    *("yuan", "points", "recycling", "civic", "since", "quantity", "owner"),
)
"""What of a command is shown, in this order."""
NAMED = ("household", "material", "good")


class Names:
    """What codes are called, in the books and in the list itself."""

    def __init__(self, reader: Connection, day: date, wishes: Iterable[Wish]) -> None:
        commands = [wish.command for wish in wishes]
        self._names: dict[tuple[str, str], str] = {}
        if any(hasattr(one, "material") for one in commands):
            self._names |= {("material", m.code): m.name for m in materials.offered(reader, day, all_of_them=True)}
        if any(hasattr(one, "good") for one in commands):
            self._names |= {("good", good.code): good.name for good in goods.shelf(reader, day)}
        if any(hasattr(one, "household") for one in commands):
            self._names |= {("household", one.code): f"{one.code} {one.name}" for one in households.every(reader)}
        for one in commands:
            kind = one.__struct_config__.tag
            if kind in ("material.add", "good.add", "household.add"):
                name = str(getattr(one, "name", ""))
                code = str(getattr(one, "code", ""))
                self._names[str(kind).partition(".")[0], code] = f"{code} {name}" if kind == "household.add" else name

    def said(self, command: Command) -> str:
        """A line's command."""
        told = ((name, getattr(command, name, None)) for name in FACTS_OF)
        return "  ".join(self._fact(name, value) for name, value in told if value not in (None, "", 0))

    def _fact(self, name: str, value: object) -> str:
        if name in NAMED:
            return self._names.get((name, str(value)), str(value))
        if name == "unit":
            return "kg" if value == "kg" else _("pc")
        if name in ("recycling", "civic"):
            return _("{points} points", points=f"{_(TITLES[name])} {value}")
        said = {
            "yuan": _("{yuan} yuan", yuan=value),
            "points": _("{points} points", points=value),
            "since": _("from {day}", day=value),
            "quantity": _("{count} pc", count=value),
        }
        return said.get(name, str(value))
