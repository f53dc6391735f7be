"""The shelf: what is there, what runs short, what it takes in points; added, changed, priced anew, received."""

from datetime import date
from itertools import groupby

from shop_desktop.domain.goods import OWNED_BY_FUND, Good
from shop_desktop.domain.quantities import half_up, parse_yuan, points_text, yuan_text
from shop_desktop.domain.refused import Refused
from shop_desktop.gui.ledger_page import FactRow, LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action, Unfit, since_fields, since_of, whole
from shop_desktop.gui.pages.goods.counting import Counting, signed
from shop_desktop.gui.pages.goods.papers import ShelfPapers
from shop_desktop.gui.pages.goods.stock_card import together
from shop_desktop.gui.widgets.fields import Choice, Field, Number, Options, Points, Yuan
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, FooterKey, Tone
from shop_desktop.store.queries import costs, fund, goods
from shop_desktop.text import N_, _

NOW, LATER = "now", "later"
NEWEST = 12


class Shelf(View):
    """All goods in the shop's order."""

    key, word = "1", N_("Shelf")
    columns = (
        TableColumn(title=N_("Code"), share=4),
        TableColumn(title=N_("Name"), share=5, strong=True),
        TableColumn(title=N_("Points"), share=3, right=True),
        TableColumn(title=N_("Left"), share=2, right=True),
        TableColumn(title=N_("Owner"), share=4, right=True),
    )
    empty = Empty(
        words=N_("Nothing on the shelf yet.\nAdd a good with its points, then receive the first pieces."),
        icon="basket",
        key=FooterKey("Ins", N_("add the first one")),
    )

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.goods: dict[str, Good] = {}
        self.counting, self.papers = Counting(page), ShelfPapers(page)
        code, name = Field("code", N_("Code")), Field("name", N_("Name"))
        barcode = Number("barcode", N_("Barcode"), hint=N_("scan it here"), optional=True)
        points = Points("points", N_("Points for one"), unit="")
        repaid = Yuan("repaid", N_("Repaid for one"), hint=N_("to the vendor, for each piece redeemed"), optional=True)
        owner = Field("owner", N_("Vendor"), hint=N_("empty: the shop's own"), optional=True)
        minimum = Points("minimum", N_("Order at"), unit="", hint=N_("so many left: order more"), optional=True)
        page.card("add", (code, name, points, barcode, Choice("kind", N_("Kind"), options=kinds), owner, repaid), self._add)
        page.card("change", (name, barcode, minimum, Choice("active", N_("Offered"), options=offered)), self._change)
        decided = Field("decided_by", N_("Decided by"), hint=N_("which meeting, and when"), optional=True)
        page.card("price", (points, *since_fields(self.shop), decided), self._price, columns=1)
        page.card("repay", (Yuan("repaid", N_("Repaid for one")), *since_fields(self.shop)), self._repay, columns=1)
        pieces, paper = Points("quantity", N_("Pieces"), unit=""), Field("paper", N_("Number on the bill"), optional=True)
        cost = Yuan("cost", N_("What all of it cost"), optional=True)
        supplier = Field("supplier", N_("Bought from"), optional=True)
        paid = Choice("paid", N_("Paid"), options=payings)
        page.card("receive", (pieces, cost, paper, supplier, paid), self._receive)
        page.card("consigned", (pieces, paper), self._consigned, columns=1)
        page.table.opened.connect(lambda _key: page.press("Enter") if page.view is self else None)

    # ---- shown

    def ask(self) -> None:
        reader, self.day = self.shop.reader, self.shop.today()
        self.goods = {good.code: good for good in goods.shelf(reader, self.day)}
        self.priced = goods.points_table(reader)
        self.repaid = goods.repayments(reader)
        self.worth = costs.shelf_worth(reader)

    def rows(self) -> list[TableRow]:
        return [self._row(good) for good in self.goods.values()]

    @staticmethod
    def _row(good: Good) -> TableRow:
        service = good.kind == "service"
        worth = points_text(good.points) if good.points is not None else "–"
        cells = (good.code, good.name, worth, "" if service else str(good.left), owner(good))
        badge, tone = state(good)
        sort = (good.code, good.name, good.points or 0, good.left, owner(good))
        return TableRow(key=good.code, cells=cells, badge=badge, tone=tone, sort=sort)

    @property
    def chosen(self) -> Good | None:
        return self.goods.get(self.current)

    def facts(self) -> ChoiceList:
        good = self.chosen
        if good is None:
            return ChoiceList(title=_("This good"), empty=_("Its points and moves stand here"), icon="basket")
        self.page.thing = good.code
        detail = _("service") if good.kind == "service" else _("{count} left", count=good.left)
        return facts(good.name, [*self._about(good), *self._prices(good), *self._moves(good)], detail=detail)

    def _about(self, good: Good) -> list[FactRow]:
        rows = [fact(_("Barcode"), good.barcode)] if good.barcode else []
        if good.kind == "thing" and good.minimum:
            rows.append(fact(_("Order at"), _("{count} pc", count=good.minimum)))
        there, fen = self.worth.get(good.code, (0, 0))
        if good.owner == OWNED_BY_FUND and there > 0 and fen > 0:
            rows.append(fact(_("One cost"), _("{yuan} yuan", yuan=yuan_text(half_up(fen, there)))))
        return rows

    def _prices(self, good: Good) -> list[FactRow]:
        points = [
            (row.since, _("{points} points", points=points_text(row.points))) for row in self.priced if row.good == good.code
        ]
        repaid = [(since, _("{yuan} yuan repaid", yuan=yuan_text(fen))) for since, fen in self.repaid.get(good.code, ())]
        return [*self._dated(points), *self._dated(repaid)]

    def _dated(self, rows: list[tuple[date, str]]) -> list[FactRow]:
        """Rows of one thing from a day on, newest first, with which of them holds."""
        held = next((since for since, _words in rows if since <= self.day), None)
        found = []
        for since, words in rows:
            badge = _("in force") if since == held else _("coming") if since > self.day else ""
            found.append(fact(_("from {day}", day=since), words, badge, Tone.OK if since == held else Tone.INFO))
        return found

    def _moves(self, good: Good) -> list[FactRow]:
        """The newest moves of its stock, tickets of a day in one; all of them stand on its card."""
        if good.kind == "service":
            return []
        newest = goods.moves(self.shop.reader, good.code, most=NEWEST)
        rows = []
        for (day, what, _number), moved in groupby(newest, key=together):
            moves = list(moved)
            change = signed(sum(one.change for one in moves))
            said = _("{change}, {left} left", change=change, left=moves[0].left)
            rows.append(fact(f"{day} {what}", said))
        return rows

    def conclusion(self) -> tuple[str, str]:
        things = [good for good in self.goods.values() if good.active and good.kind == "thing"]
        short = [good for good in things if good.to_order]
        if not self.goods:
            return _("Nothing on the shelf yet"), _("Points buy what stands here")
        if short:
            below = _(", ").join(_("{name} ({left} left)", name=good.name, left=good.left) for good in short[:5])
            return _("Goods to order: {count}", count=len(short)), below
        return _("{count} goods on the shelf, none runs short", count=len(things)), _("Points buy what stands here")

    def offered(self) -> tuple[Action, ...]:
        good = self.chosen
        repaid = good is not None and good.owner != OWNED_BY_FUND
        return (
            Action(key="Ins", word=N_("add"), do=self._begin_add, op="good.add"),
            Action(key="Enter", word=N_("change"), do=self._begin_change, op="good.change", row=True),
            Action(key="F3", word=N_("new points"), do=self._begin_price, op="good.price", row=True),
            Action(key="F4", word=N_("receive"), do=self._begin_receive, op="goods.receive", row=True),
            *([Action(key="F5", word=N_("repayment"), do=self._begin_repay, op="good.repay", row=True)] if repaid else []),
            Action(key="F6", word=N_("count"), do=self._begin_count, op="goods.count", row=True),
            Action(key="F7", word=N_("from a list"), do=self._from_a_list, op="good.add"),
            Action(key="P", word=N_("print"), do=lambda: self.papers.begin(self.goods), row=True),
        )

    # ---- written

    def _from_a_list(self) -> None:
        self.page.wanted.emit("imports", "goods")

    def _begin_add(self) -> None:
        number = len(self.goods) + 1
        while f"g{number:02}" in self.goods:
            number += 1
        self.page.begin("add", _("A new good"), {"code": f"g{number:02}"})

    def _add(self, values: dict[str, str]) -> None:
        told = {key: values[key] for key in ("code", "name", "barcode", "owner", "kind")}
        if values["repaid"] and not values["owner"]:
            raise Unfit("owner", _("Who is repaid? Or leave the repayment empty"))
        self.post("good.add", **told, points=whole(values, "points"), vendor_fen=fen_of(values, "repaid"))
        next_step = _("{name} is added", name=values["name"])
        if values["kind"] == "thing":
            next_step = _("{name} is added. Now receive the first pieces: F4", name=values["name"])
        self.page.choose(values["code"])
        self.page.finish(next_step)

    def _begin_change(self) -> None:
        if (good := self.chosen) is not None:
            values = {"name": good.name, "barcode": good.barcode, "minimum": str(good.minimum or "")}
            values["active"] = "yes" if good.active else "no"
            self.page.begin("change", _("Change: {name}", name=good.name), values)

    def _change(self, values: dict[str, str]) -> None:
        good = self._good()
        barcode = values["barcode"] if values["barcode"] != good.barcode else None
        said = {"name": values["name"], "barcode": barcode, "minimum": whole(values, "minimum") or 0}
        self.page.perform_said({"op": "good.change", "good": good.code, **said, "active": values["active"] == "yes"})
        self.page.finish(_("{name} is changed", name=values["name"]))

    def _begin_price(self) -> None:
        if (good := self.chosen) is not None:
            self.page.begin("price", _("New points: {name}", name=good.name), {"when": "monday"})

    def _price(self, values: dict[str, str]) -> None:
        good, since = self._good(), since_of(values, self.shop.today())
        told = {"points": whole(values, "points"), "from_": since, "decided_by": values["decided_by"]}
        outcome = self.post("good.price", good=good.code, **told)
        words = _("{name} takes {points} points from {day}", name=good.name, points=values["points"], day=since)
        self.page.finish(words, undo=self.page.taken_back(outcome.document))

    def _begin_repay(self) -> None:
        if (good := self.chosen) is not None:
            self.page.begin("repay", _("Repaid to {vendor}: {name}", vendor=good.owner, name=good.name), {"when": "monday"})

    def _repay(self, values: dict[str, str]) -> None:
        good, since = self._good(), since_of(values, self.shop.today())
        outcome = self.post("good.repay", good=good.code, vendor_fen=fen_of(values, "repaid"), from_=since)
        words = _("{vendor} gets {yuan} yuan for one from {day}", vendor=good.owner, yuan=values["repaid"], day=since)
        self.page.finish(words, undo=self.page.taken_back(outcome.document))

    def _begin_receive(self) -> None:
        if (good := self._thing()) is None:
            return
        if good.owner == OWNED_BY_FUND:
            paid = NOW if fund.balance(self.shop.reader) > 0 else LATER
            self.page.begin("receive", _("Received: {name}", name=good.name), {"paid": paid})
        else:
            self.page.begin("consigned", _("Consigned by {vendor}: {name}", vendor=good.owner, name=good.name))

    def _receive(self, values: dict[str, str]) -> None:
        """The receipt, and the payment with it where it was paid from the fund: both or neither."""
        good, cost, paper = self._good(), fen_of(values, "cost"), values["paper"] or None
        told = {"quantity": whole(values, "quantity"), "cost_fen": cost, "supplier": values["supplier"] or None, "paper": paper}
        received = {"op": "goods.receive", "good": good.code, **told}
        to = values["supplier"] or _("supplier of {name}", name=good.name)
        paid = {"op": "fund.pay", "kind": "goods", "to": to, "amount_fen": cost, "paper": paper, "note": good.name}
        outcomes = self.page.perform_said(received, *([paid] if cost and values["paid"] == NOW else []))
        left = self.goods[good.code].left
        words = _("{count} of {name} are on the shelf now", count=left, name=good.name)
        if len(outcomes) > 1:
            words = _("{count} of {name} are on the shelf now, and paid for", count=left, name=good.name)
        self.page.finish(words, undo=self.page.taken_back(*(one.document for one in outcomes)))

    def _consigned(self, values: dict[str, str]) -> None:
        good = self._good()
        outcome = self.post("goods.receive", good=good.code, quantity=whole(values, "quantity"), paper=values["paper"])
        words = _("{count} of {name} are on the shelf now", count=self.goods[good.code].left, name=good.name)
        self.page.finish(words, undo=self.page.taken_back(outcome.document))

    def _begin_count(self) -> None:
        self.counting.begin([good for good in self.goods.values() if good.kind == "thing"], first=self.current)

    def _good(self) -> Good:
        good = self.chosen
        assert good is not None
        return good

    def _thing(self) -> Good | None:
        good = self.chosen
        if good is not None and good.kind == "service":
            self.page.say(_("A service has no shelf"), Tone.INFO)
            return None
        return good


def kinds() -> Options:
    return ("thing", _("a good, on the shelf")), ("service", _("a service, such as a haircut"))


def offered() -> Options:
    return ("yes", _("offered")), ("no", _("no longer offered"))


def payings() -> Options:
    return (NOW, _("now, from the fund")), (LATER, _("later, or not by the fund"))


def state(good: Good) -> tuple[str, Tone]:
    """The badge of a good."""
    if not good.active:
        return _("not offered"), Tone.QUIET
    if good.kind == "service":
        return _("service"), Tone.INFO
    if good.left <= 0:
        return _("Sold out"), Tone.STOP
    return (_("to order"), Tone.TODO) if good.to_order else ("", Tone.QUIET)


def owner(good: Good) -> str:
    """Whose good it is; the shop's own say nothing."""
    return "" if good.owner == OWNED_BY_FUND else good.owner


def fen_of(values: dict[str, str], field: str) -> int | None:
    """Fen of an amount in yuan, None where the field is empty. Refused: `bad-request`."""
    fen = parse_yuan(values[field])
    if values[field] and fen is None:
        raise Refused("bad-request", field=field)
    return fen
