"""Sheets over the yard: a sale with its total and margin while it is typed, and a hand-over to the township."""

from collections.abc import Sequence
from typing import Any

from shop_desktop.domain.materials import Material
from shop_desktop.domain.prices import Unit
from shop_desktop.domain.quantities import half_up, kg_text, parse_kg, parse_yuan, yuan_text
from shop_desktop.domain.sales import Sale, SoldLine, cost_of_part
from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages import Unfit
from shop_desktop.gui.widgets.entries import EntryTable
from shop_desktop.gui.widgets.fields import Choice, Field, Number, Options, Yuan
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.printing.amounts import quantity, yuan
from shop_desktop.store.queries.costs import Worth
from shop_desktop.text import N_, _

AMOUNT, PRICE = 2, 3
Lying = tuple[Material, int]


def amount_of(text: str, unit: Unit) -> int | None:
    """Grams or pieces as they were typed; None where it is neither.

    >>> amount_of("12.5", "kg"), amount_of("3", "piece"), amount_of("1.5", "piece")
    (12500, 3, None)
    """
    if unit == "kg":
        return parse_kg(text)
    return int(text) if text.isascii() and text.isdigit() else None


def typed(amount: int, unit: Unit) -> str:
    """Grams or pieces as one would type them.

    >>> typed(12500, "kg"), typed(3, "piece")
    ('12.5', '3')
    """
    return kg_text(amount).rstrip("0").rstrip(".") if unit == "kg" else str(amount)


def unit_word(unit: Unit) -> str:
    return "kg" if unit == "kg" else _("pc")


def said(table: EntryTable, code: str, unit: Unit) -> dict[str, Any]:
    """A line's weight or pieces in the words of the command line; what cannot be read is left out, so that it is refused."""
    amount = amount_of(table.text(code, AMOUNT), unit)
    return {} if amount is None else {"net_g" if unit == "kg" else "pieces": amount}


CELLS = {"net_g": AMOUNT, "pieces": AMOUNT, "material": AMOUNT, "yuan": PRICE}


class Selling:
    """To a recycler, or on the spot to the cleaning contractor; paid at once or later."""

    columns = (
        TableColumn(title=N_("Material"), share=5, strong=True),
        TableColumn(title=N_("In the yard"), share=5, right=True),
        TableColumn(title=N_("Sold"), share=5, right=True),
        TableColumn(title=N_("Price (yuan)"), share=5, right=True),
        TableColumn(title=N_("Amount"), share=4, right=True),
        TableColumn(title=N_("Margin"), share=4, right=True),
    )

    def __init__(self, page: LedgerPage) -> None:
        self.page = page
        self.lying: dict[str, Lying] = {}
        self.worth: Worth = {}
        fields = {AMOUNT: Number("amount", N_("Sold")), PRICE: Yuan("yuan", N_("Price (yuan)"))}
        empty = Empty(words=N_("Nothing in the yard that could be sold"), icon="warehouse")
        form = (
            Field("buyer", N_("Buyer")),
            Choice("kind", N_("Where to"), options=ways),
            Choice("paid", N_("Money comes"), options=payings),
            Field("paper", N_("Number on the paper"), optional=True),
            Yuan("saved", N_("Transport saved"), hint=N_("noted, not booked"), optional=True),
        )
        page.sheet("sell", EntryTable(self.columns, fields, empty), form, self._save, self._shown, cells=CELLS, verb=N_("Sell"))

    def begin(self, lying: Sequence[Lying], worth: Worth, before: Sequence[Sale], first: str) -> None:
        """Last time's prices stand there already; a price alone sells nothing."""
        self.lying, self.worth = {material.code: (material, amount) for material, amount in lying}, worth
        prices = {line.material: line.price_fen for sale in reversed(before) if not sale.voided_by for line in sale.lines}
        given = {(code, PRICE): yuan_text(fen) for code, fen in prices.items() if code in self.lying}
        units = {code: unit_word(material.unit) for code, (material, _amount) in self.lying.items()}
        whole = {code: typed(amount, material.unit) for code, (material, amount) in self.lying.items()}
        table = self.page.sheets["sell"].table
        rows = [self._row(table, code) for code in self.lying]
        self.page.begin_sheet("sell", _("Sale"), {"paid": "yes"}, rows=rows, units=units, given=given, all_of_it=whole)
        table.go_to(first)

    def _line(self, table: EntryTable, code: str) -> SoldLine | None:
        """What is typed into a row, priced; None while it cannot be read."""
        material, there = self.lying[code]
        amount, fen = amount_of(table.text(code, AMOUNT), material.unit), parse_yuan(table.text(code, PRICE))
        if amount is None or fen is None:
            return None
        per = 1000 if material.unit == "kg" else 1
        cost = cost_of_part(min(amount, there), *self.worth.get(code, (0, 0)))
        return SoldLine(
            material=code,
            name=material.name,
            unit=material.unit,
            quantity=amount,
            price_fen=fen,
            price_per=per,
            amount_fen=half_up(amount * fen, per),
            cost_fen=cost,
        )

    def _row(self, table: EntryTable, code: str) -> TableRow:
        material, there = self.lying[code]
        line = self._line(table, code)
        too_much = self._missing(table, code) > 0
        amount, margin = (yuan(line.amount_fen), yuan(line.margin_fen, plus=True)) if line and not too_much else ("", "")
        cells = (material.name, quantity(there, material.unit).text, "", "", amount, margin)
        return TableRow(key=code, cells=cells, badge=_("too much") if too_much else "", tone=Tone.STOP)

    def _missing(self, table: EntryTable, code: str) -> int:
        """How much more is typed than lies there."""
        material, there = self.lying[code]
        return max(0, (amount_of(table.text(code, AMOUNT), material.unit) or 0) - there)

    def _light(self, *, may: bool) -> None:
        """The key that sells waits while there is not that much."""
        key = self.page.sheets["sell"].card.save
        key.show_state(_("Sell") if may else _("There is not that much"), lit=may, waiting=not may)

    def _short(self, table: EntryTable, code: str) -> tuple[str, str]:
        """What a sale that cannot be made comes to."""
        material, there = self.lying[code]
        lies, missing = (quantity(n, material.unit).text for n in (there, self._missing(table, code)))
        title = _("{name}: only {there} lie there, {missing} are missing", name=material.name, there=lies, missing=missing)
        return title, _("Type less, or count the yard first")

    def _shown(self, table: EntryTable) -> tuple[list[TableRow], tuple[str, str]]:
        rows = [self._row(table, code) for code in self.lying]
        short = next((code for code in self.lying if self._missing(table, code)), None)
        self._light(may=short is None)
        if short is not None:
            return rows, self._short(table, short)
        lines = [line for code in table.filled() if (line := self._line(table, code))]
        total, margin = sum(line.amount_fen for line in lines), sum(line.margin_fen for line in lines)
        if not lines:
            return rows, (_("What is sold?"), _("Type weight and price; Enter goes on, Tab leads to the buyer"))
        below = _(
            "Villagers got {cost} yuan for it; {margin} are left", cost=yuan(total - margin), margin=yuan(margin, plus=True)
        )
        return rows, (_("Materials: {count}; {yuan} yuan in all", count=len(lines), yuan=yuan(total)), below)

    def _save(self, values: dict[str, str]) -> None:
        table = self.page.sheets["sell"].table
        lines = []
        for code in table.filled():
            line = said(table, code, self.lying[code][0].unit)
            lines.append({"material": code, **line, "yuan": table.text(code, PRICE)})
        if not lines:
            raise Unfit("buyer", _("Nothing is sold yet: type weight and price at the left"))
        saved = parse_yuan(values["saved"]) if values["saved"] else None
        if values["saved"] and saved is None:
            raise Unfit("saved", _("Write yuan, such as 1.40"))
        told = {"buyer": values["buyer"], "kind": values["kind"], "paper": values["paper"], "transport_saved_fen": saved}
        outcome = self.page.post("sale.post", **told, lines=lines, paid=values["paid"] == "yes")
        words = _("Sold for {yuan} yuan. P prints the slip", yuan=yuan(outcome.answer["amount_fen"]))
        self.page.finish(words)
        self.page.show_row("2", outcome.document)
        self.page.say(words, undo=self.page.taken_back(outcome.document))


class HandingOver:
    """Hazardous things first; no money moves."""

    columns = (
        TableColumn(title=N_("Material"), share=6, strong=True),
        TableColumn(title=N_("In the yard"), share=4, right=True),
        TableColumn(title=N_("Handed over"), share=5, right=True),
    )

    def __init__(self, page: LedgerPage) -> None:
        self.page = page
        self.lying: dict[str, Lying] = {}
        fields = {AMOUNT: Number("amount", N_("Handed over"))}
        form = (Field("to", N_("Who takes it")), Field("paper", N_("Number on the paper"), optional=True))
        table = EntryTable(self.columns, fields, Empty(words=""))
        page.sheet("hand", table, form, self._save, self._shown, cells=CELLS, verb=N_("Hand it over"))

    def begin(self, lying: Sequence[Lying]) -> None:
        ordered = sorted(lying, key=lambda found: not found[0].hazardous)
        self.lying = {material.code: (material, amount) for material, amount in ordered}
        units = {code: unit_word(material.unit) for code, (material, _amount) in self.lying.items()}
        whole = {code: typed(amount, material.unit) for code, (material, amount) in self.lying.items()}
        rows = [self._row(code) for code in self.lying]
        self.page.begin_sheet("hand", _("Hand-over"), rows=rows, units=units, all_of_it=whole)

    def _row(self, code: str) -> TableRow:
        material, there = self.lying[code]
        badge = _("hazardous") if material.hazardous else ""
        cells = (material.name, quantity(there, material.unit).text, "")
        return TableRow(key=code, cells=cells, badge=badge, tone=Tone.TODO)

    def _shown(self, table: EntryTable) -> tuple[list[TableRow], tuple[str, str]]:
        rows, below = [self._row(code) for code in self.lying], _("Type how much leaves; the record is printed for both to sign")
        count = len(table.filled())
        return rows, (_("To hand over: {count}", count=count) if count else _("What is handed over?"), below)

    def _save(self, values: dict[str, str]) -> None:
        table = self.page.sheets["hand"].table
        lines = [{"material": code, **said(table, code, self.lying[code][0].unit)} for code in table.filled()]
        if not lines:
            raise Unfit("to", _("Nothing is handed over yet: type weights or pieces at the left"))
        outcome = self.page.post("handover.post", to=values["to"], paper=values["paper"], lines=lines)
        words = _("Handed over to {to}. P prints the record", to=values["to"])
        self.page.finish(words)
        self.page.show_row("3", outcome.document)
        self.page.say(words, undo=self.page.taken_back(outcome.document))


def ways() -> Options:
    return ("recycler", _("to a recycler")), ("on-site", _("on the spot, to the cleaning contractor"))


def payings() -> Options:
    return ("yes", _("now")), ("no", _("later, on credit"))
