"""A household's points on paper: the statement of a period on A4, and the page of its passbook, which is printed on again."""

from shop_desktop.domain.households import PurseMove, Statement
from shop_desktop.printing import slip_words
from shop_desktop.printing.amounts import blank, count, days, kg, points
from shop_desktop.printing.sheet import A5, BODY, HAIR, MM, RULE, SMALL, Head, Imprint, Sheet
from shop_desktop.printing.tables import Cell, Table, codes, figures, set_table, words
from shop_desktop.text import N_, _

OPERATIONS = {
    "document.void": N_("undone"),
    "household.opening": N_("points of before"),
    "household.merge": N_("households joined"),
    "household.split": N_("household divided"),
    "civic.deduct": N_("deducted"),
    "appraisal.settle": N_("monthly appraisal"),
}
"""What a move is about where it is no ticket."""
ROWS, PITCH, TOP, BIND = 21, 7 * MM, 48 * MM, 10 * MM
"""Of a passbook's page: lines, how far apart, where they begin, margins; none ever moves, since the page is printed on again."""


def statement_pdf(statement: Statement, imprint: Imprint) -> bytes:
    """All that moved a household's points in a period."""
    head = Head(title=_("Statement of points"), period=days(statement.since, statement.until))
    sheet = Sheet(head, imprint)
    sheet.text(_whose(statement), 34, bold=True)
    sheet.text(_can_spend(statement), 30, bold=True)
    purses = statement.household.purses
    if purses.pending:
        sheet.text(slip_words.pending_points(purses.pending))
    if purses.owed:
        sheet.text(_("{points} pts deducted and still owed", points=points(purses.owed)))
    sheet.gap(2 * MM)
    set_table(sheet, _table(statement))
    _waiting(sheet, statement)
    sheet.gap(4 * MM)
    sheet.text(_("Ask at the counter about any line, with its number; whoever finds a mistake has it undone."), SMALL)
    return sheet.pdf()


def _whose(statement: Statement) -> str:
    household = statement.household
    code = _("No. {code}", code=household.code)
    return f"{household.name}  {household.group}  {code}"


def _can_spend(statement: Statement) -> str:
    closing = statement.closing
    if closing < 0:
        return _("Owing {points} pts", points=points(-closing))
    return _("Can spend {points} pts", points=points(closing))


def _table(statement: Statement) -> Table:
    moves = statement.moves
    came, went = (sum(max(sign * move.points, 0) for move in moves) for sign in (1, -1))
    return Table(
        columns=(
            codes(_("Day")),
            codes(_("Document")),
            words(_("What"), bold=True),
            figures(_("Brought"), "kg"),
            figures(_("In"), _("pts")),
            figures(_("Out"), _("pts")),
            figures(_("Balance"), _("pts"), bold=True),
        ),
        rows=[["", "", _("At the start"), "", "", "", points(statement.opening)], *(_row(move) for move in moves)],
        total=[
            [
                _("Together"),
                "",
                "",
                kg(sum(m.net_g for m in moves)),
                points(came, plus=came > 0),
                points(-went),
                points(statement.closing),
            ]
        ],
    )


def _row(move: PurseMove) -> list[Cell]:
    return [
        f"{move.day:%Y-%m-%d}",
        move.number,
        about(move),
        blank(kg(move.net_g), move.net_g),
        points(move.points, plus=True) if move.points > 0 else "",
        points(move.points) if move.points <= 0 else "",
        points(move.after),
    ]


def about(move: PurseMove) -> str:
    """What moved the points: materials brought and goods taken of a ticket, else what was done."""
    if move.voids:
        return _("{number} undone", number=move.voids)
    goods = [_("{name} × {count}", name=name, count=count(pieces)) for name, pieces in move.taken]
    said = [_(", ").join(part) for part in (move.brought, goods) if part]
    return _("; took ").join(said) if move.brought else _("took ") + said[0] if said else _(OPERATIONS.get(move.op, N_("points")))


def brief(move: PurseMove) -> str:
    """The same for a passbook's narrow line: one kind by its name, more by their number."""
    if move.voids or not (move.brought or move.taken):
        return about(move)
    sides = (_kinds(move.brought), _kinds(tuple(name for name, _pieces in move.taken)))
    if not move.brought:
        return _("took ") + sides[1]
    return _("; took ").join(side for side in sides if side)


def _kinds(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else _("{count} kinds", count=len(names)) if names else ""


def _waiting(sheet: Sheet, statement: Statement) -> None:
    """Units that wait for the next full count."""
    for one in statement.waiting:
        unit = "kg" if one.unit == "kg" else "piece"
        held, full = slip_words.quantity(one.quantity, unit), slip_words.quantity(one.per, unit)  # type: ignore[arg-type]
        told = _(
            "Saved up: {name} {held}; {full} make {points} pts", name=one.name, held=held, full=full, points=points(one.points)
        )
        sheet.text(told, BODY)


def passbook_pdf(statement: Statement, page: int, imprint: Imprint, *, printed: int = 0) -> bytes:
    """A page of a passbook, A5, the first is 1. `printed` lines stand on the paper already and are left free, as is its head."""
    household = statement.household
    head = Head(title=_("Passbook"), period=_("page {page}", page=page), code=household.code)
    sheet = Sheet(head, imprint, size=A5, bare=True)
    sheet.left, sheet.right = BIND, A5.width - BIND
    if printed == 0:
        _passbook_head(sheet, statement, head)
    moves = statement.moves[(page - 1) * ROWS : page * ROWS]
    for place, move in enumerate(moves):
        if place >= printed:
            _passbook_row(sheet, move, TOP + (place + 1) * PITCH)
    return sheet.pdf()


def _columns(sheet: Sheet) -> tuple[int, int, int]:
    """Where what moved begins, and where points and balance end."""
    return sheet.left + 19 * MM, sheet.right - 24 * MM, sheet.right


def _passbook_head(sheet: Sheet, statement: Statement, head: Head) -> None:
    """Whose it is, and the columns' names; lines for all rows."""
    what, moved, balance = _columns(sheet)
    wide = sheet.write(sheet.right, TOP - 15 * MM, head.period, BODY, align="right")
    sheet.write(sheet.left, TOP - 24 * MM, f"{sheet.imprint.shop} · {head.title}", SMALL, room=sheet.room)
    sheet.write(sheet.left, TOP - 15 * MM, _whose(statement), 32, bold=True, room=sheet.room - wide - 4 * MM)
    sheet.write(sheet.left, TOP - 12, _("Day"), SMALL, bold=True)
    sheet.write(what, TOP - 12, _("What"), SMALL, bold=True)
    sheet.write(moved, TOP - 12, _("Points"), SMALL, bold=True, align="right")
    sheet.write(balance, TOP - 12, _("Balance"), SMALL, bold=True, align="right")
    for row in range(ROWS + 1):
        sheet.strip.fill(sheet.left, TOP + row * PITCH, sheet.room, RULE if row in (0, ROWS) else HAIR)


def _passbook_row(sheet: Sheet, move: PurseMove, bottom: int) -> None:
    what, moved, balance = _columns(sheet)
    baseline = bottom - 16
    sheet.write(sheet.left, baseline, f"{move.day:%y-%m-%d}", SMALL)
    wide = sheet.write(moved, baseline, points(move.points, plus=move.points > 0), 24, bold=True, align="right")
    sheet.write(balance, baseline, points(move.after), 24, align="right", room=balance - moved - MM)
    sheet.write(what, baseline, brief(move), 22, room=moved - wide - what - 2 * MM)
