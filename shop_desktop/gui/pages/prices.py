"""What recyclables are worth: the price in force and the next one, new rows from a day on, the rate of points to a yuan."""

from shop_desktop.domain.materials import Material
from shop_desktop.domain.prices import MoneyPrice, Price
from shop_desktop.domain.quantities import yuan_text
from shop_desktop.gui.pages import Action, ListPage, since_fields, since_of, whole
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.fields import Choice, Field, Options, Points, Yuan
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.store.queries import documents, materials, prices
from shop_desktop.text import N_, _


class PricesPage(ListPage):
    """Materials in the shop's order, each with its price."""

    name, icon, label = "prices", "coins", N_("Prices")
    stale_on = frozenset({"materials", "prices", "tickets"})
    columns = (
        TableColumn(title=N_("Code"), share=4),
        TableColumn(title=N_("Material"), share=4, strong=True),
        TableColumn(title=N_("Price today"), share=5, right=True),
        TableColumn(title=N_("Then"), share=7, right=True),
    )
    empty = Empty(
        words=N_("No materials yet.\nAdd what the shop takes in, then give each a price."),
        icon="recycle",
        key=FooterKey("Ins", N_("add the first one")),
    )

    brief = 2

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.materials: dict[str, Material] = {}
        since = since_fields(shop)
        self.card("add", self._fields(), self._add, columns=1)
        self.card(
            "yuan",
            (Yuan("yuan", N_("Price")), Points("per", N_("For how many"), unit="", hint=N_("kg or pieces")), *since),
            self._yuan,
        )
        worth = Points("points", N_("Points they make"), unit="")
        self.card("points", (Points("per", N_("For how many"), unit="", hint=N_("kg or pieces")), worth, *since), self._points)
        self.card("rate", (Points("points_per_yuan", N_("Points for one yuan"), unit=""), *since), self._rate, columns=1)
        row = Choice("row", N_("Which price"), options=self._voidable)
        self.card("void", (row, Field("reason", N_("Reason"))), self._void, columns=1)

    @staticmethod
    def _fields() -> tuple[Field, ...]:
        def units() -> Options:
            return ("kg", _("weighed, in kg")), ("piece", _("counted, in pieces"))

        def harm() -> Options:
            return ("no", _("no")), ("yes", _("yes, goes to the township alone"))

        return (
            Field("code", N_("Code"), hint=N_("short, such as steel; never changes")),
            Field("name", N_("Name")),
            Choice("unit", N_("How it is measured"), options=units),
            Choice("hazardous", N_("Hazardous"), options=harm),
        )

    # ---- shown

    def refresh(self) -> None:
        reader, self.day = self.shop.reader, self.shop.today()
        self.materials = {m.code: m for m in materials.offered(reader, self.day, all_of_them=True)}
        self.priced = prices.price_table(reader)
        self.rate = prices.rate_in_force(reader, self.day)
        self.table.show_rows([self._row(material) for material in self.materials.values()])
        self.show_facts()

    def _row(self, material: Material) -> TableRow:
        price = price_text(material.price, material.unit) if material.price else "–"
        coming = [row for row in self.priced if row.material == material.code and row.since > self.day]
        then = f"{coming[-1].since}  {price_text(coming[-1].price, material.unit)}" if coming else ""
        badge = "" if material.price else _("No price today")
        return TableRow(key=material.code, cells=(material.code, material.name, price, then), badge=badge, tone=Tone.TODO)

    @property
    def chosen(self) -> Material | None:
        return self.materials.get(self.table.current)

    def show_facts(self) -> None:
        material = self.chosen
        if material is None:
            self.facts.show_view(
                ChoiceList(title=_("Prices so far"), empty=_("Prices stand here, the newest on top"), icon="coins")
            )
            return
        rows = [row for row in self.priced if row.material == material.code]
        shown = []
        for row in rows:
            held = row.since == material.price_from
            badge = _("in force") if held else _("coming") if row.since > self.day else ""
            tone = Tone.OK if held else Tone.INFO
            shown.append(ChoiceRow(cells=(row.since.isoformat(), price_text(row.price, material.unit)), badge=badge, tone=tone))
        self.facts.show_view(
            ChoiceList(
                title=material.name,
                detail=_("hazardous") if material.hazardous else "",
                columns=(Column(title=_("From"), share=2), Column(title=_("Price"), share=3, strong=True)),
                rows=tuple(shown),
                empty=_("No price yet. F3 sets the first one."),
                icon="coins",
            )
        )

    def conclusion(self) -> tuple[str, str]:
        open_ = [m for m in self.materials.values() if m.active and m.price is None]
        rate = _("1 yuan makes {points} points", points=self.rate.points_per_yuan)
        if not self.materials:
            return _("No materials yet"), rate
        if open_:
            names = _(", ").join(material.name for material in open_[:5])
            return _("Materials without a price today: {count}", count=len(open_)), f"{names} · {rate}"
        return _("All {count} materials have a price today", count=len(self.materials)), rate

    def list_offered(self) -> tuple[Action, ...]:
        return (
            Action(key="Ins", word=N_("add"), do=self._begin_add, op="material.add"),
            Action(key="F3", word=N_("price in yuan"), do=self._begin_yuan, op="price.set", row=True),
            Action(key="F4", word=N_("pieces to points"), do=self._begin_points, op="price.set", row=True),
            Action(key="F6", word=N_("points for a yuan"), do=self._begin_rate, op="rate.set"),
            Action(key="Del", word=N_("void a price"), do=self._begin_void, op="document.void", row=True),
            Action(key="F7", word=N_("from a list"), do=lambda: self.wanted.emit("imports", "prices"), op="price.set"),
        )

    # ---- written

    def _begin_add(self) -> None:
        self.begin("add", _("A new material"))

    def _add(self, values: dict[str, str]) -> None:
        facts = {key: values[key] for key in ("code", "name", "unit")}
        self.post("material.add", **facts, hazardous=values["hazardous"] == "yes")
        self.finish(_("{name} is added. Now give it a price: F3", name=values["name"]))

    def _begin_yuan(self) -> None:
        if (material := self.chosen) is not None:
            self.begin("yuan", _("New price: {name}", name=material.name), {"per": "1", "when": "monday"})

    def _yuan(self, values: dict[str, str]) -> None:
        self._set(values, yuan=values["yuan"])

    def _begin_points(self) -> None:
        if (material := self.chosen) is not None:
            self.begin("points", _("So many make points: {name}", name=material.name), {"when": "monday"})

    def _points(self, values: dict[str, str]) -> None:
        self._set(values, points=whole(values, "points"))

    def _set(self, values: dict[str, str], **worth: object) -> None:
        material = self.chosen
        assert material is not None
        since = since_of(values, self.shop.today())
        outcome = self.post(
            "price.set", material=material.code, from_=since, per=whole(values, "per"), unit=material.unit, **worth
        )
        words = _("{name} has its new price from {day}", name=material.name, day=since)
        self.finish(words, undo=lambda: self.take_back(outcome.document))

    def _begin_rate(self) -> None:
        self.begin("rate", _("Points for one yuan"), {"points_per_yuan": str(self.rate.points_per_yuan), "when": "monday"})

    def _rate(self, values: dict[str, str]) -> None:
        since = since_of(values, self.shop.today())
        outcome = self.post("rate.set", points_per_yuan=whole(values, "points_per_yuan"), from_=since)
        words = _("From {day} one yuan makes {points} points", day=since, points=values["points_per_yuan"])
        self.finish(words, undo=lambda: self.take_back(outcome.document))

    def _voidable(self) -> Options:
        """This material's prices, and the rates, each by the document that set it."""
        material, reader = self.chosen, self.shop.reader
        found = []
        for row in self.priced if material else ():
            if material and row.material == material.code:
                number = documents.that_set(reader, "price.set", {"material": row.material, "from": row.since.isoformat()})
                found.append((number, f"{row.since}  {price_text(row.price, material.unit)}"))
        for since, points in prices.rate_table(reader):
            number = documents.that_set(reader, "rate.set", {"from": since.isoformat()})
            found.append((number, f"{since}  {_('1 yuan makes {points} points', points=points)}"))
        return tuple((number, words) for number, words in found if number)

    def _begin_void(self) -> None:
        if self._voidable():
            self.begin("void", _("Void a price that no ticket has used"))
        else:
            self.say(_("There is no price to void"), Tone.INFO)

    def _void(self, values: dict[str, str]) -> None:
        self.post("document.void", document=values["row"], reason=values["reason"])
        self.finish(_("It counts as never set; its day is free again"))


def price_text(price: Price, unit: str) -> str:
    """A price as the price board says it."""
    if isinstance(price, MoneyPrice):
        per, yuan = price.per // 1000 if unit == "kg" else price.per, yuan_text(price.fen)
        named = "kg" if unit == "kg" else _("pc")
        return _("{yuan} yuan / {many}", yuan=yuan, many=named if per == 1 else f"{per} {named}")
    many = f"{price.per // 1000} kg" if unit == "kg" else _("{count} pc", count=price.per)
    return _("{many} → {points} points", many=many, points=price.points)
