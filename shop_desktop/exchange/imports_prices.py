"""Lists of prices: lines to `material.add` and `price.set`. A price for a 斤 becomes the price for a kilogram, exactly."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from shop_desktop.domain.materials import Material
from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Unit
from shop_desktop.domain.quantities import yuan_text
from shop_desktop.exchange import imports_words as words
from shop_desktop.exchange.imports_rows import Findings, Row
from shop_desktop.store.queries import materials, prices
from shop_desktop.text import _

KG: Unit = "kg"
PIECE: Unit = "piece"
JIN = "jin"


def build_prices(rows: Iterable[Row], reader: Connection, day: date, reason: str, findings: Findings) -> None:
    """Prices of materials; one that the books do not know is added first, under a code that has a picture where there is one."""
    known = materials.offered(reader, day, all_of_them=True)
    there = _There(known, reader)
    jin = []
    for row in rows:
        name, since = row.needed("name"), row.day("from", day)
        unit = _unit(row, there.find(name, row.text("code")))
        if not row.sound or unit is None:
            continue
        material, new = there.material(row, name, PIECE if unit == PIECE else KG)
        per, fen, points = row.whole("per"), row.fen("yuan"), row.whole("points")
        if fen is None and points is None:
            row.needed("yuan")
        if material is None or not row.sound:
            continue
        if new:
            row.wish("material.add", code=material.code, name=name, unit=material.unit, hazardous=material.hazardous)
        if unit == JIN and fen is not None:
            jin.append((row.number, name, fen))
            fen *= 2
        worth = {"yuan": yuan_text(fen)} if fen is not None else {"points": points}
        if unit == JIN and fen is None:
            row.fault("unit", _("Points for pieces or kilograms are taken; for a jin they would not be whole."))
        elif _new_price(row, there, material, since, per or 1, fen, points):
            named = {"material": "code", "per": "per", "since": "from"}
            row.wish(
                "price.set", named, material=material.code, from_=since.isoformat(), per=per or 1, unit=material.unit, **worth
            )
    if jin:
        line, name, fen = jin[0]
        facts = {"count": len(jin), "name": name, "jin": yuan_text(fen), "kg": yuan_text(fen * 2)}
        said = _("Prices for a jin that become those for a kg: {count}, such as {name} {jin} × 2 = {kg} yuan / kg.", **facts)
        findings.note(line, said)


class _There:
    """The materials of the books and of the lines so far, and their prices by day."""

    def __init__(self, known: tuple[Material, ...], reader: Connection) -> None:
        self.by_code = {one.code: one for one in known}
        self.by_name = {one.name: one for one in known}
        self.priced = {(row.material, row.since): row.price for row in prices.price_table(reader)}
        self.lines: dict[tuple[str, date], int] = {}

    def find(self, name: str, code: str) -> Material | None:
        return self.by_code.get(code) if code else self.by_name.get(name)

    def material(self, row: Row, name: str, unit: Unit) -> tuple[Material | None, bool]:
        """The material of a line, and whether it is new."""
        code = row.text("code")
        found = self.find(name, code)
        if found is None and code and name in self.by_name:
            row.fault("code", _("{name} has the code {code} in the books.", name=name, code=self.by_name[name].code))
            return None, False
        if found is not None:
            if found.name != name:
                row.fault("name", _("{code} is called {name} in the books. Which one is meant?", code=code, name=found.name))
            if found.unit != unit:
                said = _("is weighed, in kg") if found.unit == KG else _("is counted, in pieces")
                row.fault("unit", _("{name} {measured} in the books.", name=found.name, measured=said))
            return found, False
        new = Material(code=code or self._code(name), name=name, unit=unit, hazardous=row.flag("hazardous", False))
        self.by_code[new.code] = self.by_name[name] = new
        return new, True

    def _code(self, name: str) -> str:
        pictured = next((code for code, names in words.MATERIALS.items() if name in names), "")
        if pictured and pictured not in self.by_code:
            return pictured
        number = len(self.by_code) + 1
        while f"m{number:02}" in self.by_code:
            number += 1
        return f"m{number:02}"


def _unit(row: Row, known: Material | None) -> str | None:
    """kg, jin or piece: said in its column, behind the price, in the header; for what is counted the books know it too."""
    column = words.BEFORE_UNIT.sub("", row.text("unit").lower().replace(" ", ""))
    behind = words.PER.search(row.text("yuan").lower().replace(" ", ""))
    said = column or (behind["unit"] if behind else "") or row.head.unit
    for unit, known_words in ((KG, words.KG), (JIN, words.JIN), (PIECE, words.PIECE)):
        if said in known_words:
            return unit
    if not said and known is not None and known.unit == PIECE:
        return PIECE
    if said:
        row.fault("unit", _("Not a unit that is known here. Write kg, jin or piece."))
    else:
        row.fault("unit", _("For a kg, a jin or a piece? Write the unit."))
    return None


def _new_price(row: Row, there: _There, material: Material, since: date, per: int, fen: int | None, points: int | None) -> bool:
    """Whether this price is to be set; the same one once more is passed over, another one for the same day is a fault."""
    key = (material.code, since)
    if key in there.lines:
        row.fault("name", _("Stands on line {line} already.", line=there.lines[key]))
        return False
    there.lines[key] = row.number
    standing = there.priced.get(key)
    if standing is None:
        return True
    many = per * (1000 if material.unit == KG else 1)
    same = MoneyPrice(fen, many) if fen is not None else PointsPrice(points or 0, many)
    if standing == same:
        row.findings.note(row.number, _("{name} has this price already, from {day}.", name=material.name, day=since))
    else:
        row.fault("yuan", _("{name} has another price from {day} already. Take a later day.", name=material.name, day=since))
    return False
