"""What somebody did, in words: what it was about, and what is other since, old and new. Words of values alone."""

from collections.abc import Callable, Mapping
from typing import Any

from shop_desktop.domain.acts import ActLine, Done, Wrote
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.gui.pages import ROLES
from shop_desktop.printing import fund_words
from shop_desktop.text import N_, _

Pair = tuple[str, str]
"""A word, and what there is to say of it."""
STATES = {"active": N_("lives here again"), "away": N_("away"), "merged": N_("merged"), "closed": N_("closed")}
FIELDS = {
    "name": N_("Name"),
    "shown": N_("Name"),
    "code": N_("Code"),
    "group": N_("Group"),
    "state": N_("How it is now"),
    "party_member": N_("Party member"),
    "resident": N_("Lives here"),
    "contact": N_("Who looks after it"),
    "merged_into": N_("Merged into"),
    "role": N_("Role"),
    "barcode": N_("Barcode"),
    "minimum": N_("Order at"),
    "position": N_("Place in the list"),
    "active": N_("Offered"),
    "typed_allowed": N_("Weight may be typed"),
    "refusal_note": N_("Note for refusing"),
    "picture": N_("Picture"),
    "tare_g": N_("Tare"),
    "township": N_("Township"),
    "owner": N_("Vendor"),
}
"""A column's word, where it may be told."""
PLAIN = frozenset({"households", "household_details", "persons", "cards", "materials", "goods", "users", "village", "containers"})
"""Tables whose rows change; others are told by what the document says."""
ADDED = ("code", "group", "role", "owner", "tare_g")
"""What is told of a row that is new."""
NAMED = {"users": {"active": N_("May sign in")}, "persons": {"active": N_("Belongs to it")}, "cards": {"active": N_("Opens")}}
"""Where a column's word is another."""
RULES = {
    "spend_first": N_("Points spent first"),
    "rezero_divisions": N_("Empty pan within"),
    "shrink_warn_permille": N_("Shrinking is warned of above"),
    "voucher_days": N_("Vouchers are good for"),
}
SPENT = {"civic": N_("civic points"), "recycling": N_("recycling points")}


def subject(one: Done) -> str:
    """Whom or what an act is about, in a name: household, good, buyer, month."""
    if one.household:
        return one.household
    if one.wrote and one.op not in ("meeting.add", "month.close", "vendor.settle", "rule.set"):
        return one.wrote[0].name
    for name in ("buyer", "to", "vendor", "from", "month", "user"):
        if isinstance(one.said.get(name), str) and one.said[name]:
            return _("a kind person") if name == "from" and one.said.get("unnamed") else str(one.said[name])
    return ""


def told(one: Done) -> list[Pair]:
    """What an act did, a word and a value each."""
    return [*_written(one), *_lines(one), *_amounts(one), *_said(one)]


def brief(one: Done) -> str:
    """The same in a line for a list: the name, then what is most worth saying."""
    parts = [subject(one), *_short(one)]
    return _(", ").join(part for part in parts if part)


def _short(one: Done) -> list[str]:
    said = one.said
    if one.op == "document.void":
        return [str(said.get("document", "")), str(said.get("reason", ""))]
    if one.op == "ticket.post":
        return [*_sides(one.lines), *([_points(one.points)] if one.points else [])]
    written = [value if word in (_("Price"), _("Code")) else f"{word} {value}" for word, value in _written(one)]
    lines = [f"{line.name} {_quantity(line)}" for line in one.lines[:3]] + (["…"] if len(one.lines) > 3 else [])
    amounts = [value if place == 0 else f"{word} {value}" for place, (word, value) in enumerate(_amounts(one))]
    return [*written[:3], *lines, *amounts[:2]]


def _sides(lines: tuple[ActLine, ...]) -> list[str]:
    """What a ticket took in and gave out."""
    taken = [f"{line.name} {_quantity(line)}" for line in lines if line.side == "in"]
    given = [_("took {name} × {count}", name=line.name, count=line.quantity) for line in lines if line.side == "out"]
    given = [words.replace("× ", "×\u00a0") for words in given]  # never at a line's end
    return [*taken[:3], *(["…"] if len(taken) > 3 else []), *given[:2], *(["…"] if len(given) > 2 else [])]


def _quantity(line: ActLine) -> str:
    return f"{kg_text(line.quantity, group=True)} kg" if line.unit == "kg" else _("{count} pc", count=points_text(line.quantity))


def _points(count: int) -> str:
    return _("{points} points", points=points_text(count, plus=True))


# ---- rows of the registry


def _written(one: Done) -> list[Pair]:
    found: list[Pair] = []
    for wrote in one.wrote:
        if wrote.table in DATED:
            found.append(_dated(wrote))
        elif wrote.table in PLAIN:
            found += _plain(wrote)
    return found


def _dated(wrote: Wrote) -> Pair:
    """What holds from a day on, beside what held before."""
    say, since = DATED[wrote.table], wrote.key["from"]
    new = say(wrote.after, wrote.unit) if wrote.after else "–"
    word = _rule_word(wrote) if wrote.table == "rules" else _("Price")
    if wrote.before is None:
        return word, _("{new} from {day}", new=new, day=since)
    return word, _("{old} → {new} from {day}", old=say(wrote.before, wrote.unit), new=new, day=since)


def _rule_word(wrote: Wrote) -> str:
    return _(RULES.get(str(wrote.key.get("key")), N_("Rule")))


def _plain(wrote: Wrote) -> list[Pair]:
    """What is other in a row since; of a new one, what it says first."""
    after, before = wrote.after or {}, wrote.before
    words = FIELDS | NAMED.get(wrote.table, {})
    if wrote.table == "cards" and before is None:
        return [(_("Card"), str(wrote.key["code"]))]
    if before is None:
        return [(_(words[name]), _value(name, after[name])) for name in ADDED if after.get(name)]
    return [
        (_(words[name]), _("{old} → {new}", old=_value(name, before.get(name)), new=_value(name, value)))
        for name, value in after.items()
        if name in words and value != before.get(name)
    ]


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool) or name in ("active", "party_member", "resident", "typed_allowed"):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return "–"
    if name == "role":
        return _(dict(ROLES)[value])
    if name == "state":
        return _(STATES[value])
    return f"{kg_text(value)} kg" if name == "tare_g" else str(value)


def _price(row: Mapping[str, Any], unit: str) -> str:
    per = row["per"] // 1000 if unit == "kg" else row["per"]
    many = ("kg" if unit == "kg" else _("pc")) if per == 1 else f"{per} {'kg' if unit == 'kg' else _('pc')}"
    if row["fen"] is None:
        return _("{many} → {points} points", many=many, points=row["points"])
    return _("{yuan} yuan / {many}", yuan=yuan_text(row["fen"]), many=many)


def _rule(row: Mapping[str, Any], _unit: str) -> str:
    value = str(row["value"])
    return _(SPENT[value]) if value in SPENT else value


DATED: dict[str, Callable[[Mapping[str, Any], str], str]] = {
    "prices": _price,
    "good_prices": lambda row, _unit: _("{points} points", points=points_text(row["points"])),
    "good_repayments": lambda row, _unit: _("{yuan} yuan", yuan=yuan_text(row["vendor_fen"])),
    "rates": lambda row, _unit: _("{points} points a yuan", points=row["points_per_yuan"]),
    "rules": _rule,
    "rents": lambda row, _unit: _("{yuan} yuan", yuan=yuan_text(row["fen"])),
}


# ---- lines, amounts, and what was said


def _lines(one: Done) -> list[Pair]:
    found = []
    for line in one.lines:
        worth = "" if line.amount_fen is None else _(", {yuan} yuan", yuan=yuan_text(line.amount_fen, group=True))
        points = _(", {points} points", points=points_text(line.points)) if line.points else ""
        found.append((line.name, _quantity(line) + worth + points))
    return found


def _amounts(one: Done) -> list[Pair]:
    said = one.said
    fen = [
        (_("Amount"), said.get("amount_fen")),
        (_("Counted"), said.get("counted_fen")),
        (_("In the books"), said.get("booked_fen")),
    ]
    found = [(word, _("{yuan} yuan", yuan=yuan_text(value, group=True))) for word, value in fen if isinstance(value, int)]
    if one.points:
        found.append((_("Points"), points_text(one.points, plus=True)))
    return found


def _said(one: Done) -> list[Pair]:
    said, kind = one.said, one.said.get("kind")
    pairs = [
        (_("Into"), said.get("into_name")),
        (_("Voids"), said.get("document")),
        (_("What for"), fund_words.kind(str(kind)) if one.op == "fund.pay" else ""),
        (_("Where from"), fund_words.source(str(said["source"])) if said.get("source") else ""),
        (_("Phone"), _("changed") if said.get("phone_changed") else ""),
        (_("Bought from"), said.get("supplier")),
        (_("Month"), said.get("month")),
        (_("Number on the paper"), said.get("paper")),
        (_("Note"), said.get("note")),
        (_("Decided by"), said.get("decided_by") or _decided(one)),
        (_("Reason"), said.get("reason")),
    ]
    return [(word, str(value)) for word, value in pairs if value]


def _decided(one: Done) -> str:
    return next((str(row.after["decided_by"]) for row in one.wrote if row.after and row.after.get("decided_by")), "")
