"""The parts of a month's papers: its figures as tables, each once, for the report, the notice and the certification list.

Which parts a paper has, and in which order, it says itself.
"""

from collections.abc import Callable, Iterable

from shop_desktop.domain.goods import OWNED_BY_FUND
from shop_desktop.domain.months import GoodFigures, MaterialFigures, MonthFigures
from shop_desktop.printing import fund_words
from shop_desktop.printing.amounts import Amount, amount_or_dash, blank, count, kg, permille, points, quantity, yuan
from shop_desktop.printing.tables import SIZE, Cell, Column, Table, codes, figures, words
from shop_desktop.text import _


def materials_balance(month: MonthFigures) -> Table:
    """What came, went and lies there, material by material: the mass balance."""
    return _balance(
        words(_("Material"), bold=True),
        (
            (_("At the start"), lambda m: m.opening),
            (_("Taken in"), lambda m: m.taken),
            (_("Sold"), lambda m: -m.sold),
            (_("Handed over"), lambda m: -m.handed),
            (_("Loss"), lambda m: -m.loss),
            (_("Gain"), lambda m: m.gain),
            (_("Earlier months"), lambda m: m.corrected),
            (_("At the end"), lambda m: m.closing),
        ),
        _moved_materials(month),
    )


Part = tuple[str, Callable[[MaterialFigures], int]]


def _balance(first: Column, parts: Iterable[Part], rows: tuple[MaterialFigures, ...]) -> Table:
    kept = [
        (title, of) for place, (title, of) in enumerate(parts) if place in (0, 1, 2, 7) or any(of(material) for material in rows)
    ]

    def cell(material: MaterialFigures, of: Callable[[MaterialFigures], int]) -> Amount:
        return amount_or_dash(quantity(of(material), material.unit), of(material))

    lines = [[m.name, *(cell(m, of) for _title, of in kept), _shrink(m)] for m in rows]
    weighed = [m for m in rows if m.unit == "kg"]
    total: list[Cell] = [_("Weighed together"), *(_kilograms(sum(of(m) for m in weighed)) for _title, of in kept), ""]
    return Table(
        columns=(first, *(figures(title) for title, _of in kept), figures(_("Shrink"))),
        rows=lines,
        total=[total] if weighed else [],
        empty=_("Nothing was taken in."),
    )


def _kilograms(grams: int) -> Amount:
    return amount_or_dash(Amount(kg(grams), "kg"), grams)


def _shrink(material: MaterialFigures) -> Cell:
    return permille(material.shrink_permille) if material.loss else Amount("–")


def _moved_materials(month: MonthFigures) -> tuple[MaterialFigures, ...]:
    return tuple(
        m for m in month.materials if any((m.opening, m.taken, m.sold, m.handed, m.loss, m.gain, m.corrected, m.closing))
    )


def materials_worth(month: MonthFigures) -> Table:
    """What villagers got for the materials, and what their sale brought."""
    rows = [m for m in month.materials if m.tickets or m.sold or m.amount_fen or m.points]
    return Table(
        columns=(
            words(_("Material"), bold=True),
            figures(_("Lines"), _("times")),
            figures(_("Taken in")),
            figures(_("Worth"), _("yuan")),
            figures(_("Points given"), _("pts")),
            figures(_("Sold for"), _("yuan")),
            figures(_("Had cost"), _("yuan")),
            figures(_("Surplus"), _("yuan")),
        ),
        rows=[
            [
                m.name,
                count(m.tickets),
                amount_or_dash(quantity(m.taken, m.unit), m.taken),
                blank(yuan(m.amount_fen), m.amount_fen),
                blank(points(m.points), m.points),
                blank(yuan(m.sold_fen), m.sold_fen),
                blank(yuan(m.cost_fen), m.cost_fen),
                blank(yuan(m.margin_fen), m.sold_fen or m.cost_fen),
            ]
            for m in rows
        ],
        total=[
            [
                _("Together"),
                count(sum(m.tickets for m in rows)),
                "",
                yuan(sum(m.amount_fen for m in rows)),
                points(sum(m.points for m in rows)),
                yuan(sum(m.sold_fen for m in rows)),
                yuan(sum(m.cost_fen for m in rows)),
                yuan(sum(m.margin_fen for m in rows)),
            ]
        ],
        empty=_("Nothing was taken in."),
    )


def goods_balance(month: MonthFigures) -> Table:
    """What came onto the shelf, was taken home and lies there."""
    rows = [
        g
        for g in month.goods
        if not g.service and any((g.opening, g.received, g.donated, g.redeemed, g.loss, g.gain, g.corrected, g.closing))
    ]
    parts: tuple[tuple[str, Callable[[GoodFigures], int]], ...] = (
        (_("At the start"), lambda g: g.opening),
        (_("Bought or brought"), lambda g: g.received),
        (_("Donated"), lambda g: g.donated),
        (_("Handed out"), lambda g: -g.redeemed),
        (_("Loss"), lambda g: -g.loss),
        (_("Gain"), lambda g: g.gain),
        (_("Earlier months"), lambda g: g.corrected),
        (_("At the end"), lambda g: g.closing),
    )
    kept = [(title, of) for place, (title, of) in enumerate(parts) if place in (0, 1, 3, 7) or any(of(g) for g in rows)]
    return Table(
        columns=(
            words(_("Good"), bold=True),
            words(_("Whose")),
            *(figures(title, _("pcs")) for title, _of in kept),
            figures(_("Points spent"), _("pts")),
            figures(_("Bought for"), _("yuan")),
        ),
        rows=[
            [
                g.name,
                _owner(g),
                *(blank(count(of(g)), of(g)) for _title, of in kept),
                blank(points(g.points), g.points),
                blank(yuan(g.received_fen), g.received_fen),
            ]
            for g in rows
        ],
        total=[
            [
                _("Together"),
                "",
                *(count(sum(of(g) for g in rows)) for _title, of in kept),
                points(sum(g.points for g in rows)),
                yuan(sum(g.received_fen for g in rows)),
            ]
        ],
        empty=_("Nothing lies on the shelf."),
    )


def services(month: MonthFigures) -> Table:
    """What was taken that lies on no shelf."""
    rows = [g for g in month.goods if g.service and g.redeemed]
    return Table(
        columns=(
            words(_("Service"), bold=True),
            words(_("Whose")),
            figures(_("Handed out"), _("times")),
            figures(_("Points spent"), _("pts")),
        ),
        rows=[[g.name, _owner(g), count(g.redeemed), points(g.points)] for g in rows],
        total=[[_("Together"), "", count(sum(g.redeemed for g in rows)), points(sum(g.points for g in rows))]],
    )


def _owner(good: GoodFigures) -> str:
    return _("the shop's") if good.owner == OWNED_BY_FUND else good.owner


def fund_in(month: MonthFigures, *, size: int = SIZE) -> Table:
    """Where money came from, with what was there before."""
    fund = month.fund
    rows = [[fund_words.source(name), yuan(fen)] for name, fen in fund.by_source]
    return Table(
        columns=(words(_("Came in")), figures(_("Amount"), _("yuan"))),
        rows=rows,
        total=[[_("Together"), yuan(fund.in_fen)]],
        empty=_("Nothing came in."),
        size=size,
    )


def fund_out(month: MonthFigures, *, size: int = SIZE) -> Table:
    """What money was paid for."""
    fund = month.fund
    rows = [[fund_words.kind(name), yuan(fen)] for name, fen in fund.by_kind]
    return Table(
        columns=(words(_("Paid for")), figures(_("Amount"), _("yuan"))),
        rows=rows,
        total=[[_("Together"), yuan(fund.out_fen)]],
        empty=_("Nothing was paid."),
        size=size,
    )


def points_table(month: MonthFigures) -> Table:
    """Points from the start to the end of the period, each kind with its sign."""
    p = month.points
    parts = (
        (_("Outstanding at the start"), p.opening, True),
        (_("Points given"), p.issued, True),
        (_("Brought over from before"), p.opened, False),
        (_("Points spent"), -p.spent, True),
        (_("Deducted"), -p.deducted, False),
        (_("Expired"), -p.expired, False),
        (_("Corrections of earlier months"), p.corrected, False),
    )
    return Table(
        columns=(words(""), figures(_("Points"), _("pts"))),
        rows=[[title, points(value)] for title, value, always in parts if always or value],
        total=[[_("Outstanding at the end"), points(p.closing)]],
    )


def groups(month: MonthFigures) -> Table:
    """What each group of the village brought."""
    rows = month.by_group
    return Table(
        columns=(
            words(_("Group"), bold=True),
            figures(_("In all"), _("households")),
            figures(_("Came"), _("households")),
            figures(_("Tickets made"), _("tickets")),
            figures(_("Weight brought"), "kg"),
            figures(_("Points given"), _("pts")),
            figures(_("Points spent"), _("pts")),
        ),
        rows=[
            [
                g.name,
                count(g.households),
                count(g.visited),
                count(g.tickets),
                kg(g.net_g),
                points(g.points_in),
                points(g.points_out),
            ]
            for g in rows
        ],
        total=[
            [
                _("Together"),
                count(sum(g.households for g in rows)),
                count(sum(g.visited for g in rows)),
                count(sum(g.tickets for g in rows)),
                kg(sum(g.net_g for g in rows)),
                points(sum(g.points_in for g in rows)),
                points(sum(g.points_out for g in rows)),
            ]
        ],
    )


def corrections(month: MonthFigures) -> Table:
    """Voids of documents of earlier, closed months: they stand on their own lines."""
    return Table(
        columns=(
            codes(_("Void")),
            codes(_("Day")),
            codes(_("Of document")),
            codes(_("Of day")),
            words(_("Why")),
            figures(_("Points"), _("pts")),
            words(_("By")),
        ),
        rows=[
            [c.number, f"{c.day:%m-%d}", c.voids, c.of_day.isoformat(), c.reason, points(c.points, plus=c.points > 0), c.by]
            for c in month.corrections
        ],
    )
