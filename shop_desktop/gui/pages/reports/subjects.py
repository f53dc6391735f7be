"""What a report can be cut by: materials, groups, households, goods; each with its columns, rows, bars and title.

Every figure is the period's own, as the month report prints it; nothing is added up but what a title counts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.prices import Unit
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.gui.widgets.table import TableColumn, TableRow
from shop_desktop.text import N_, _


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a report is cut by: its key and word, columns, and what a period says of it."""

    key: str
    word: str
    columns: tuple[TableColumn, ...]
    rows: Callable[[MonthFigures], list[TableRow]]
    bars: Callable[[MonthFigures], list[tuple[str, int]]]
    title: Callable[[MonthFigures], str]
    points: bool = False
    """Whether its bars and days are points; else kilograms."""


def amount(quantity: int, unit: Unit) -> str:
    """Kilograms or pieces with their unit; a dash for nothing."""
    if not quantity:
        return "–"
    return f"{kg_text(quantity, group=True)} kg" if unit == "kg" else _("{count} pc", count=f"{quantity:,}")


def number(count: int) -> str:
    return f"{count:,}" if count else "–"


def kilograms(grams: int) -> str:
    return kg_text(grams, group=True) if grams else "–"


def points(count: int) -> str:
    return points_text(count) if count else "–"


def material_rows(figures: MonthFigures) -> list[TableRow]:
    return [
        TableRow(
            key=one.code,
            cells=(
                one.name,
                amount(one.taken, one.unit),
                yuan_text(one.amount_fen, group=True) if one.amount_fen else "–",
                points(one.points),
                amount(one.sold + one.handed, one.unit),
                amount(one.loss, one.unit),
                amount(one.closing, one.unit),
            ),
            sort=(one.name, one.taken, one.amount_fen, one.points, one.sold + one.handed, one.loss, one.closing),
        )
        for one in figures.materials
        if one.opening or one.taken or one.closing or one.corrected
    ]


def group_rows(figures: MonthFigures) -> list[TableRow]:
    return [
        TableRow(
            key=one.name,
            cells=(
                one.name,
                _("{came} of {count}", came=one.visited, count=one.households),
                number(one.tickets),
                kilograms(one.net_g),
                points(one.points_in),
                points(one.points_out),
            ),
            sort=(one.name, one.visited, one.tickets, one.net_g, one.points_in, one.points_out),
        )
        for one in figures.by_group
    ]


def household_rows(figures: MonthFigures) -> list[TableRow]:
    return [
        TableRow(
            key=one.code,
            cells=(
                one.name,
                one.group,
                number(one.tickets),
                kilograms(one.net_g),
                points(one.came_in),
                points(one.went_out),
                points_text(one.closing),
            ),
            sort=(one.name, one.group, one.tickets, one.net_g, one.came_in, one.went_out, one.closing),
        )
        for one in sorted(figures.by_household, key=lambda one: (-one.net_g, one.code))
        if one.tickets or one.came_in or one.went_out or one.other
    ]


def good_rows(figures: MonthFigures) -> list[TableRow]:
    return [
        TableRow(
            key=one.code,
            cells=(
                one.name,
                number(one.received + one.donated),
                number(one.redeemed),
                points(one.points),
                number(one.loss),
                "–" if one.service else f"{one.closing:,}",
            ),
            sort=(one.name, one.received + one.donated, one.redeemed, one.points, one.loss, one.closing),
        )
        for one in figures.goods
        if one.opening or one.received or one.donated or one.redeemed or one.closing or one.corrected
    ]


def ranked(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """What there is of something, the most first."""
    return sorted((pair for pair in pairs if pair[1] > 0), key=lambda pair: -pair[1])


def heaviest(figures: MonthFigures) -> list[tuple[str, int]]:
    return ranked([(one.name, one.taken) for one in figures.materials if one.unit == "kg"])


def material_title(figures: MonthFigures) -> str:
    most = heaviest(figures)
    if not most:
        return _("Nothing was taken in")
    return _("{kg} kg taken in, most of it {material}", kg=kilograms(figures.net_g), material=most[0][0])


def group_title(figures: MonthFigures) -> str:
    most = ranked([(one.name, one.net_g) for one in figures.by_group])
    if not most:
        return _("No group brought anything")
    return _("{group} brought most: {kg} kg", group=most[0][0], kg=kilograms(most[0][1]))


def household_title(figures: MonthFigures) -> str:
    return _("{came} of {count} households came", came=f"{figures.visited:,}", count=f"{figures.households:,}")


def good_title(figures: MonthFigures) -> str:
    most = ranked([(one.name, one.redeemed) for one in figures.goods])
    if not most:
        return _("No good was taken home")
    return _("{points} points spent; taken most: {good}", points=points_text(figures.points.spent), good=most[0][0])


SUBJECTS = (
    Subject(
        key="1",
        word=N_("By material"),
        columns=(
            TableColumn(title=N_("Material"), share=5, strong=True),
            TableColumn(title=N_("Taken in"), share=6, right=True),
            TableColumn(title=N_("Worth yuan"), share=5, right=True),
            TableColumn(title=N_("Points"), share=4, right=True),
            TableColumn(title=N_("Moved on"), share=6, right=True),
            TableColumn(title=N_("Loss"), share=5, right=True),
            TableColumn(title=N_("In the yard"), share=6, right=True),
        ),
        rows=material_rows,
        bars=heaviest,
        title=material_title,
    ),
    Subject(
        key="2",
        word=N_("By group"),
        columns=(
            TableColumn(title=N_("Group"), share=4, strong=True),
            TableColumn(title=N_("Households"), share=4, right=True),
            TableColumn(title=N_("Tickets"), share=3, right=True),
            TableColumn(title="kg", share=4, right=True),
            TableColumn(title=N_("Points in"), share=4, right=True),
            TableColumn(title=N_("Points out"), share=4, right=True),
        ),
        rows=group_rows,
        bars=lambda figures: ranked([(one.name, one.net_g) for one in figures.by_group]),
        title=group_title,
    ),
    Subject(
        key="3",
        word=N_("By household"),
        columns=(
            TableColumn(title=N_("Household"), share=5, strong=True),
            TableColumn(title=N_("Group"), share=3),
            TableColumn(title=N_("Tickets"), share=3, right=True),
            TableColumn(title="kg", share=4, right=True),
            TableColumn(title=N_("Points in"), share=4, right=True),
            TableColumn(title=N_("Points out"), share=4, right=True),
            TableColumn(title=N_("Balance"), share=4, right=True),
        ),
        rows=household_rows,
        bars=lambda figures: ranked([(one.name, one.net_g) for one in figures.by_household]),
        title=household_title,
    ),
    Subject(
        key="4",
        word=N_("By good"),
        columns=(
            TableColumn(title=N_("Good"), share=6, strong=True),
            TableColumn(title=N_("Put on the shelf"), share=4, right=True),
            TableColumn(title=N_("Taken home"), share=4, right=True),
            TableColumn(title=N_("Points"), share=4, right=True),
            TableColumn(title=N_("Loss"), share=3, right=True),
            TableColumn(title=N_("On the shelf"), share=4, right=True),
        ),
        rows=good_rows,
        bars=lambda figures: ranked([(one.name, one.points) for one in figures.goods]),
        title=good_title,
        points=True,
    ),
)
