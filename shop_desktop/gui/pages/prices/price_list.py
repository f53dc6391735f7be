"""What recyclables are worth: the price in force and the next one, new rows from a day on, the rate of points to a yuan."""

from datetime import date

from shop_desktop.domain.materials import Material
from shop_desktop.domain.prices import MoneyPrice, Price
from shop_desktop.domain.quantities import yuan_text
from shop_desktop.gui.ledger_page import LedgerPage, View
from shop_desktop.gui.pages import Action, next_monday, since_fields, since_of, whole
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.fields import Choice, Field, Options, Points, Yuan
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.printing.price_board import price_board_pdf
from shop_desktop.printing.sheet import A3, A4
from shop_desktop.store.queries import documents, materials, prices
from shop_desktop.text import N_, _

PICTURES = {
    "newspaper": N_("newspaper"),
    "box": N_("carton"),
    "bottle": N_("plastic bottle"),
    "glass-bottle": N_("glass bottle"),
    "can": N_("can"),
    "nut": N_("iron"),
    "coil": N_("wire"),
    "pot": N_("pot"),
    "shirt": N_("clothes"),
    "battery": N_("battery"),
    "bulb": N_("lamp"),
    "sack": N_("sack"),
    "recycle": N_("something else"),
}
"""Icons that a material can wear, beside the one that its code has."""
SIZES = {"A4": A4, "A3": A3}


class PriceList(View):
    """Materials in the shop's order, each with its price."""

    key, word = "1", N_("Price list")
    columns = (
        TableColumn(title=N_("Code"), share=4),
        TableColumn(title=N_("Material"), share=4, strong=True),
        TableColumn(title=N_("Price today"), share=5, right=True),
        TableColumn(title=N_("Then"), share=8, right=True),
    )
    empty = Empty(
        words=N_("No materials yet.\nAdd what the shop takes in, then give each a price."),
        icon="recycle",
        key=FooterKey("Ins", N_("add the first one")),
    )

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.materials: dict[str, Material] = {}
        self.priced: tuple[prices.PriceRow, ...] = ()
        self.set_by: dict[tuple[str, ...], documents.SetBy] = {}
        self.rate_set_by: dict[tuple[str, ...], documents.SetBy] = {}
        self.day = page.shop.today()
        decided = Field("decided_by", N_("Decided by"), hint=N_("which meeting, and when"), optional=True)
        since = since_fields(page.shop)
        page.card("add", self._fields(), self._add, columns=1)
        per = Points("per", N_("For how many"), unit="", hint=N_("kg or pieces"))
        page.card("yuan", (Yuan("yuan", N_("Price")), per, *since, decided), self._yuan)
        worth = Points("points", N_("Points they make"), unit="")
        page.card("points", (per, worth, *since, decided), self._points)
        page.card("rate", (Points("points_per_yuan", N_("Points for one yuan"), unit=""), *since, decided), self._rate, columns=1)
        page.card("change", self._changes(), self._change)
        row = Choice("row", N_("Which price"), options=self._voidable)
        page.card("unset", (row, Field("reason", N_("Reason"))), self._void, columns=1)
        size = Choice("size", N_("Paper"), options=lambda: (("A3", _("A3, for the wall")), ("A4", "A4")))
        day = Choice("day", N_("Prices of which day"), options=self._board_days)
        page.card("board", (size, day), self._board, columns=1, verb=N_("Look at it"))
        page.table.opened.connect(lambda _key: page.press("Enter") if page.view is self else None)

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

    def _changes(self) -> tuple[Field, ...]:
        def typed() -> Options:
            return ("no", _("only while the scale is away")), ("yes", _("at any time, with a reason"))

        def taken() -> Options:
            return ("yes", _("taken in")), ("no", _("taken in no more"))

        return (
            Field("name", N_("Name")),
            Points("position", N_("Place on the counter"), unit="", hint=N_("1–9 lie on the first page")),
            Choice("picture", N_("Picture"), options=self._pictures),
            Choice("typed_allowed", N_("May the weight be typed"), options=typed),
            Field(
                "refusal_note", N_("What of it is not taken"), hint=N_("such as wet, oily; stands on the board"), optional=True
            ),
            Choice("active", N_("At the counter"), options=taken),
        )

    def _pictures(self) -> Options:
        """The picture that it has, then the others."""
        material = self.chosen
        own = material.picture if material else ""
        others = tuple((name, _(words)) for name, words in PICTURES.items() if name != own)
        return ((own, _("as it is")), *others) if own else others

    # ---- shown

    def ask(self) -> None:
        reader, self.day = self.shop.reader, self.shop.today()
        self.materials = {m.code: m for m in materials.offered(reader, self.day, all_of_them=True)}
        self.priced = prices.price_table(reader)
        self.rate = prices.rate_in_force(reader, self.day)
        self.set_by = documents.who_set(reader, "price.set")
        self.rate_set_by = documents.who_set(reader, "rate.set")

    def rows(self) -> list[TableRow]:
        return [self._row(material) for material in self.materials.values()]

    def _row(self, material: Material) -> TableRow:
        price = price_text(material.price, material.unit) if material.price else "–"
        coming = [row for row in self.priced if row.material == material.code and row.since > self.day]
        then = f"{self._since(coming[-1].since)}  {price_text(coming[-1].price, material.unit)}" if coming else ""
        badge = "" if material.price else _("No price today")
        if not material.active:
            badge = _("not taken")
        tone = Tone.TODO if material.active else Tone.QUIET
        return TableRow(key=material.code, cells=(material.code, material.name, price, then), badge=badge, tone=tone)

    def _since(self, day: date) -> str:
        """When a coming price begins: the next Monday by its name."""
        return _("Monday, {day}", day=day) if day == next_monday(self.day) else day.isoformat()

    @property
    def chosen(self) -> Material | None:
        return self.materials.get(self.current)

    def facts(self) -> ChoiceList:
        material = self.chosen
        if material is None:
            return ChoiceList(title=_("Prices so far"), empty=_("Prices stand here, the newest on top"), icon="coins")
        shown = []
        for row in (row for row in self.priced if row.material == material.code):
            held = row.since == material.price_from
            badge = _("in force") if held else _("coming") if row.since > self.day else ""
            by = self.set_by.get((row.since.isoformat(), row.material))
            decided = (by.decided_by or by.by) if by else ""
            cells = (row.since.isoformat(), price_text(row.price, material.unit), decided)
            shown.append(ChoiceRow(cells=cells, badge=badge, tone=Tone.OK if held else Tone.INFO))
        return ChoiceList(
            title=material.name,
            detail=_("hazardous") if material.hazardous else material.refusal_note,
            columns=(
                Column(title=_("From"), share=5),
                Column(title=_("Price"), share=6, strong=True),
                Column(title=_("Decided by"), share=5),
            ),
            rows=tuple(shown),
            empty=_("No price yet. F3 sets the first one."),
            icon="coins",
        )

    def conclusion(self) -> tuple[str, str]:
        open_ = [m for m in self.materials.values() if m.active and m.price is None]
        rate = _("1 yuan makes {points} points", points=self.rate.points_per_yuan)
        coming = len({row.material for row in self.priced if row.since > self.day})
        if not self.materials:
            return _("No materials yet"), rate
        if open_:
            names = _(", ").join(material.name for material in open_[:5])
            return _("Materials without a price today: {count}", count=len(open_)), f"{names} · {rate}"
        if coming:
            return _("All have a price today; {count} get another one soon", count=coming), rate
        return _("All {count} materials have a price today", count=sum(m.active for m in self.materials.values())), rate

    def offered(self) -> tuple[Action, ...]:
        return (
            Action(key="Ins", word=N_("add"), do=self._begin_add, op="material.add"),
            Action(key="Enter", word=N_("change"), do=self._begin_change, op="material.change", row=True),
            Action(key="F3", word=N_("set a price"), do=self._begin_yuan, op="price.set", row=True),
            *self._by_points(),
            Action(key="F6", word=N_("rate"), do=self._begin_rate, op="rate.set"),
            Action(key="Del", word=N_("void"), do=self._begin_void, op="document.void", row=True),
            Action(key="F7", word=N_("from a list"), do=lambda: self.page.wanted.emit("imports", "prices"), op="price.set"),
            Action(key="F9", word=N_("board"), do=self._begin_board, row=True),
        )

    def _by_points(self) -> tuple[Action, ...]:
        """So many for so many points: of what is counted, of what was priced so, of what has no price."""
        material = self.chosen
        if material is None or (material.unit == "kg" and isinstance(material.price, MoneyPrice)):
            return ()
        return (Action(key="F4", word=N_("for points"), do=self._begin_points, op="price.set", row=True),)

    # ---- written

    def _begin_add(self) -> None:
        self.page.begin("add", _("A new material"))

    def _add(self, values: dict[str, str]) -> None:
        facts = {key: values[key] for key in ("code", "name", "unit")}
        self.post("material.add", **facts, hazardous=values["hazardous"] == "yes")
        self.page.finish(_("{name} is added. Now give it a price: F3", name=values["name"]))

    def _begin_change(self) -> None:
        material = self.chosen
        if material is None:
            return
        values = {"name": material.name, "picture": material.picture, "refusal_note": material.refusal_note}
        values["position"] = str(list(self.materials).index(material.code) + 1)
        values |= {"typed_allowed": yes_no(material.typed_allowed), "active": yes_no(material.active)}
        self.page.begin("change", _("Change: {name}", name=material.name), values)

    def _change(self, values: dict[str, str]) -> None:
        material = self.chosen
        assert material is not None
        place = whole(values, "position") or 1
        said = {name: values[name] for name in ("name", "picture", "refusal_note")}
        flags = {name: values[name] == "yes" for name in ("typed_allowed", "active")}
        moved = self._moved(material.code, place)
        changes = [{"op": "material.change", "material": material.code, **said, **flags, "position": place}, *moved]
        self.page.perform_said(*changes)
        self.page.finish(_("{name} is changed", name=values["name"]))

    def _moved(self, code: str, place: int) -> list[dict[str, object]]:
        """The others give way, so that places run from 1 on without gaps."""
        codes = list(self.materials)
        if codes.index(code) + 1 == place:
            return []
        codes.remove(code)
        codes.insert(min(place, len(codes) + 1) - 1, code)
        return [{"op": "material.change", "material": one, "position": n} for n, one in enumerate(codes, 1)]

    def _begin_yuan(self) -> None:
        if (material := self.chosen) is not None:
            self.page.begin("yuan", _("New price: {name}", name=material.name), {"per": "1", "when": "monday"})

    def _yuan(self, values: dict[str, str]) -> None:
        self._set(values, yuan=values["yuan"])

    def _begin_points(self) -> None:
        if (material := self.chosen) is not None:
            self.page.begin("points", _("So many make points: {name}", name=material.name), {"when": "monday"})

    def _points(self, values: dict[str, str]) -> None:
        self._set(values, points=whole(values, "points"))

    def _set(self, values: dict[str, str], **worth: object) -> None:
        material = self.chosen
        assert material is not None
        since, decided = since_of(values, self.shop.today()), values["decided_by"]
        said = {"material": material.code, "per": whole(values, "per"), "unit": material.unit, "decided_by": decided}
        outcome = self.post("price.set", from_=since, **said, **worth)
        words = _("{name} has its new price from {day}", name=material.name, day=since)
        self.page.finish(words, undo=self.page.taken_back(outcome.document))

    def _begin_rate(self) -> None:
        values = {"points_per_yuan": str(self.rate.points_per_yuan), "when": "monday"}
        self.page.begin("rate", _("Points for one yuan"), values)

    def _rate(self, values: dict[str, str]) -> None:
        since = since_of(values, self.shop.today())
        points, decided = whole(values, "points_per_yuan"), values["decided_by"]
        outcome = self.post("rate.set", points_per_yuan=points, from_=since, decided_by=decided)
        words = _("From {day} one yuan makes {points} points", day=since, points=values["points_per_yuan"])
        self.page.finish(words, undo=self.page.taken_back(outcome.document))

    def _voidable(self) -> Options:
        """This material's prices, and the rates, each by the document that set it."""
        material = self.chosen
        found = []
        for row in self.priced if material else ():
            by = self.set_by.get((row.since.isoformat(), row.material))
            if material and row.material == material.code and by:
                found.append((by.number, f"{row.since}  {price_text(row.price, material.unit)}"))
        for since, points in prices.rate_table(self.shop.reader):
            by = self.rate_set_by.get((since.isoformat(),))
            if by:
                found.append((by.number, f"{since}  {_('1 yuan makes {points} points', points=points)}"))
        return tuple(found)

    def _begin_void(self) -> None:
        if self._voidable():
            self.page.begin("unset", _("Void a price that no ticket has used"))
        else:
            self.page.say(_("There is no price to void"), Tone.INFO)

    def _void(self, values: dict[str, str]) -> None:
        self.post("document.void", document=values["row"], reason=values["reason"])
        self.page.finish(_("It counts as never set; its day is free again"))

    # ---- the board

    def _board_days(self) -> Options:
        """Today, and the days from which other prices hold."""
        coming = sorted({row.since for row in self.priced if row.since > self.day})
        return tuple(
            (day.isoformat(), self._since(day) if day != self.day else _("Today, {day}", day=day)) for day in (self.day, *coming)
        )

    def _begin_board(self) -> None:
        self.page.begin("board", _("The price board for the wall"), {"day": self._board_days()[-1][0]})

    def _board(self, values: dict[str, str]) -> None:
        day, size = date.fromisoformat(values["day"]), values["size"]
        pdf = price_board_pdf(materials.price_board(self.shop.reader, day), imprint_of(self.shop), SIZES[size])
        self.page.back()
        self.page.show_paper(pdf, title=_("Price board {size}, {day}", size=size, day=day), name=f"prices-{day}-{size}")


def yes_no(yes: bool) -> str:
    return "yes" if yes else "no"


def price_text(price: Price, unit: str) -> str:
    """A price as the price board says it."""
    if isinstance(price, MoneyPrice):
        per, yuan = price.per // 1000 if unit == "kg" else price.per, yuan_text(price.fen)
        named = "kg" if unit == "kg" else _("pc")
        return _("{yuan} yuan / {many}", yuan=yuan, many=named if per == 1 else f"{per} {named}")
    many = f"{price.per // 1000} kg" if unit == "kg" else _("{count} pc", count=price.per)
    return _("{many} → {points} points", many=many, points=price.points)
