"""Goods on the shelf: what is there, what it takes in points, received, counted, and priced anew from a day on."""

from shop_desktop.domain.goods import Good
from shop_desktop.domain.quantities import parse_yuan, points_text, yuan_text
from shop_desktop.domain.refused import Refused
from shop_desktop.gui.pages import Action, ListPage, since_fields, since_of, whole
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.fields import Choice, Field, Number, Options, Points, Yuan
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.store.queries import goods
from shop_desktop.text import N_, _

FUND = "fund"


class GoodsPage(ListPage):
    """The shelf in the shop's order."""

    name, icon, label = "goods", "basket", N_("Goods")
    stale_on = frozenset({"goods", "tickets"})
    columns = (
        TableColumn(title=N_("Code"), share=4),
        TableColumn(title=N_("Name"), share=5, strong=True),
        TableColumn(title=N_("Points"), share=3, right=True),
        TableColumn(title=N_("Left"), share=3, right=True),
        TableColumn(title=N_("Owner"), share=3, right=True),
    )
    empty = Empty(
        words=N_("Nothing on the shelf yet.\nAdd a good with its points, then receive the first pieces."),
        icon="basket",
        key=FooterKey("Ins", N_("add the first one")),
    )

    brief = 2

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.goods: dict[str, Good] = {}
        pieces = Points("quantity", N_("Pieces"), unit="")
        self.card("add", self._fields(), self._add)
        self.card("price", (Points("points", N_("Points for one"), unit=""), *since_fields(shop)), self._price, columns=1)
        cost = Yuan("cost", N_("What all of it cost"), optional=True)
        self.card("receive", (pieces, cost), self._receive, columns=1)
        counted = Points("quantity", N_("Counted on the shelf"), unit="")
        self.card(
            "count", (counted, Field("reason", N_("Reason"), hint=N_("month's count, broken, expired"))), self._count, columns=1
        )

    @staticmethod
    def _fields() -> tuple[Field, ...]:
        def kinds() -> Options:
            return ("thing", _("a good, on the shelf")), ("service", _("a service, such as a haircut"))

        return (
            Field("code", N_("Code")),
            Field("name", N_("Name")),
            Points("points", N_("Points for one"), unit=""),
            Number("barcode", N_("Barcode"), hint=N_("scan it here"), optional=True),
            Choice("kind", N_("Kind"), options=kinds),
            Field("owner", N_("Vendor"), hint=N_("empty: the shop's own"), optional=True),
            Yuan("repaid", N_("Repaid for one"), hint=N_("to the vendor, for each piece redeemed"), optional=True),
        )

    # ---- shown

    def refresh(self) -> None:
        reader, self.day = self.shop.reader, self.shop.today()
        self.goods = {good.code: good for good in goods.shelf(reader, self.day)}
        self.priced = goods.points_table(reader)
        self.table.show_rows([self._row(good) for good in self.goods.values()])
        self.show_facts()

    @staticmethod
    def _row(good: Good) -> TableRow:
        service = good.kind == "service"
        worth = points_text(good.points) if good.points is not None else "–"
        cells = (good.code, good.name, worth, "" if service else str(good.left), owner(good))
        out = not service and good.left <= 0
        badge, tone = (_("Sold out"), Tone.TODO) if out else (_("service"), Tone.INFO) if service else ("", Tone.QUIET)
        return TableRow(
            key=good.code,
            cells=cells,
            badge=badge,
            tone=tone,
            sort=(good.code, good.name, good.points or 0, good.left, owner(good)),
        )

    @property
    def chosen(self) -> Good | None:
        return self.goods.get(self.table.current)

    def show_facts(self) -> None:
        good = self.chosen
        if good is None:
            self.facts.show_view(ChoiceList(title=_("This good"), empty=_("Points and receipts stand here"), icon="basket"))
            return
        rows = [((_("Barcode"), good.barcode), "", Tone.QUIET)] if good.barcode else []
        held = next((row.since for row in self.priced if row.good == good.code and row.since <= self.day), None)
        for row in (row for row in self.priced if row.good == good.code):
            badge = _("in force") if row.since == held else _("coming") if row.since > self.day else ""
            words = _("{points} points", points=points_text(row.points))
            cells = (_("from {day}", day=row.since), words)
            rows.append((cells, badge, Tone.OK if row.since == held else Tone.INFO))
        for got in goods.receipts(self.shop.reader, good.code):
            cost = "" if got.amount_fen is None else _(", {yuan} yuan", yuan=yuan_text(got.amount_fen))
            cells = (_("received {day}", day=got.day), _("{count} pc", count=got.pieces) + cost)
            rows.append((cells, "", Tone.QUIET))
        self.facts.show_view(
            ChoiceList(
                title=good.name,
                detail=_("service") if good.kind == "service" else _("{count} left", count=good.left),
                columns=(Column(share=1), Column(share=1, strong=True)),
                rows=tuple(ChoiceRow(cells=cells, badge=badge, tone=tone) for cells, badge, tone in rows),
            )
        )

    def conclusion(self) -> tuple[str, str]:
        things = [good for good in self.goods.values() if good.active and good.kind == "thing"]
        gone = [good for good in things if good.left <= 0]
        if not self.goods:
            return _("Nothing on the shelf yet"), _("Points buy what stands here")
        if gone:
            return _("Goods sold out: {count}", count=len(gone)), _(", ").join(good.name for good in gone[:5])
        return _("{count} goods on the shelf, none sold out", count=len(things)), _("Points buy what stands here")

    def list_offered(self) -> tuple[Action, ...]:
        return (
            Action(key="Ins", word=N_("add"), do=self._begin_add, op="good.add"),
            Action(key="F3", word=N_("new points"), do=self._begin_price, op="good.price", row=True),
            Action(key="F4", word=N_("receive"), do=self._begin_receive, op="goods.receive", row=True),
            Action(key="F6", word=N_("count"), do=self._begin_count, op="goods.count", row=True),
        )

    # ---- written

    def _begin_add(self) -> None:
        number = len(self.goods) + 1
        while f"g{number:02}" in self.goods:
            number += 1
        self.begin("add", _("A new good"), {"code": f"g{number:02}"})

    def _add(self, values: dict[str, str]) -> None:
        facts = {key: values[key] for key in ("code", "name", "barcode", "owner", "kind")}
        self.post("good.add", **facts, points=whole(values, "points"), vendor_fen=fen_of(values, "repaid"))
        self.finish(_("{name} is added. Now receive the first pieces: F4", name=values["name"]))

    def _begin_price(self) -> None:
        if (good := self.chosen) is not None:
            self.begin("price", _("New points: {name}", name=good.name), {"when": "monday"})

    def _price(self, values: dict[str, str]) -> None:
        good, since = self._good(), since_of(values, self.shop.today())
        outcome = self.post("good.price", good=good.code, points=whole(values, "points"), from_=since)
        words = _("{name} takes {points} points from {day}", name=good.name, points=values["points"], day=since)
        self.finish(words, undo=lambda: self.take_back(outcome.document))

    def _begin_receive(self) -> None:
        if (good := self._thing()) is not None:
            self.begin("receive", _("Received: {name}", name=good.name))

    def _receive(self, values: dict[str, str]) -> None:
        good = self._good()
        outcome = self.post("goods.receive", good=good.code, quantity=whole(values, "quantity"), cost_fen=fen_of(values, "cost"))
        words = _("{count} of {name} are on the shelf now", count=self.goods[good.code].left, name=good.name)
        self.finish(words, undo=lambda: self.take_back(outcome.document))

    def _begin_count(self) -> None:
        if (good := self._thing()) is not None:
            self.begin("count", _("Counted: {name}, {count} in the books", name=good.name, count=good.left))

    def _count(self, values: dict[str, str]) -> None:
        good = self._good()
        counts = [{"good": good.code, "quantity": whole(values, "quantity")}]
        outcome = self.post("goods.count", counts=counts, reason=values["reason"])
        words = _("{name}: {count} by count", name=good.name, count=values["quantity"])
        same = good.left == self.goods[good.code].left
        self.finish(words, undo=None if same else lambda: self.take_back(outcome.document))

    def _good(self) -> Good:
        good = self.chosen
        assert good is not None
        return good

    def _thing(self) -> Good | None:
        good = self.chosen
        if good is not None and good.kind == "service":
            self.say(_("A service has no shelf"), Tone.INFO)
            return None
        return good


def owner(good: Good) -> str:
    """Whose good it is; the shop's own say nothing."""
    return "" if good.owner == FUND else good.owner


def fen_of(values: dict[str, str], field: str) -> int | None:
    """Fen of an amount in yuan, None where the field is empty. Refused: `bad-request`."""
    fen = parse_yuan(values[field])
    if values[field] and fen is None:
        raise Refused("bad-request", field=field)
    return fen
