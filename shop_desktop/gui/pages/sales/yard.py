"""What lies in the yard, and the ways out of it: sold, handed over, counted."""

from shop_desktop.domain.materials import Material
from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.sales.counting import YardCount
from shop_desktop.gui.pages.sales.selling import HandingOver, Selling
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, FooterKey, Tone
from shop_desktop.printing.amounts import quantity, yuan
from shop_desktop.printing.counting_sheets import yard_counting_pdf
from shop_desktop.store.queries import costs, materials, sales
from shop_desktop.text import N_, _


class Yard(View):
    """Each material with its weight or pieces and what it cost, in the shop's order."""

    key, word = "1", N_("In the yard")
    columns = (
        TableColumn(title=N_("Material"), share=6, strong=True),
        TableColumn(title=N_("In the yard"), share=4, right=True),
        TableColumn(title=N_("Cost (yuan)"), share=4, right=True),
    )
    empty = Empty(
        words=N_("Nothing lies in the yard.\nWhat the counter takes in stands here, by weight and cost."),
        icon="warehouse",
        key=FooterKey("F10", N_("To the counter")),
    )

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.selling, self.handing, self.counting = Selling(page), HandingOver(page), YardCount(page)
        self.lying: dict[str, tuple[Material, int]] = {}

    def ask(self) -> None:
        reader = self.shop.reader
        self.everything = {m.code: (m, amount) for m, amount in materials.stock(reader) if m.active or amount}
        self.lying = {code: found for code, found in self.everything.items() if found[1]}
        self.worth = costs.yard_worth(reader)
        self.sold = sales.listed(reader)

    def rows(self) -> list[TableRow]:
        return [self._row(material, amount) for material, amount in self.lying.values()]

    def _row(self, material: Material, amount: int) -> TableRow:
        fen = self.worth.get(material.code, (0, 0))[1]
        cells = (material.name, quantity(amount, material.unit).text, yuan(fen))
        badge, tone = (_("hazardous"), Tone.TODO) if material.hazardous else ("", Tone.QUIET)
        return TableRow(key=material.code, cells=cells, badge=badge, tone=tone, sort=(material.name, amount, fen))

    def facts(self) -> ChoiceList:
        found = self.lying.get(self.current)
        if found is None:
            return ChoiceList(title=_("This material"), empty=_("Its last sales stand here"), icon="truck")
        material = found[0]
        rows = []
        for sale in self.sold:
            for line in sale.lines:
                if line.material == material.code and not sale.voided_by:
                    words = f"{quantity(line.quantity, line.unit).text} · {yuan(line.amount_fen)}"
                    rows.append(fact(f"{sale.day} {sale.buyer}", words))
        empty = _("Not sold yet") if not material.hazardous else _("Goes to the township, not to a buyer")
        return facts(material.name, rows[:20], detail=_("last sales"), empty=empty, icon="truck")

    def conclusion(self) -> tuple[str, str]:
        cost = sum(self.worth.get(code, (0, 0))[1] for code in self.lying)
        kg = sum(amount for material, amount in self.lying.values() if material.unit == "kg")
        hazardous = [material.name for material, _amount in self.lying.values() if material.hazardous]
        below = _("Villagers got {yuan} yuan for it", yuan=yuan(cost))
        if hazardous:
            below += " · " + _("to hand over: {names}", names=_(", ").join(hazardous[:4]))
        if not self.lying:
            return _("The yard is empty"), _("What the counter takes in stands here")
        return _("{amount} lie in the yard", amount=quantity(kg, "kg").text), below

    def offered(self) -> tuple[Action, ...]:
        return (
            Action(key="F3", word=N_("sell"), do=self._sell, op="sale.post", row=True),
            Action(key="F4", word=N_("hand over"), do=self._hand_over, op="handover.post", row=True),
            Action(key="F6", word=N_("count"), do=self._count, op="material.count"),
            Action(key="P", word=N_("counting sheet"), do=self._print),
        )

    def _print(self) -> None:
        pdf = yard_counting_pdf(materials.stock(self.shop.reader), self.shop.today(), imprint_of(self.shop))
        title = _("Weighing the yard")
        self.page.show_paper(pdf, title=title, name=f"{title}-{self.shop.today()}")

    def _sell(self) -> None:
        things = [found for found in self.lying.values() if not found[0].hazardous]
        self.selling.begin(things, self.worth, self.sold, first=self.current)

    def _hand_over(self) -> None:
        self.handing.begin(list(self.lying.values()))

    def _count(self) -> None:
        self.counting.begin(list(self.everything.values()), first=self.current)
