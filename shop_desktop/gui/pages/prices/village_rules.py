"""What the village decided for the shop: each rule as it holds, since when and by which meeting, or that it is a default."""

from shop_desktop.domain.rules import RULES
from shop_desktop.gui.ledger_page import LedgerPage, View
from shop_desktop.gui.pages import Action, Unfit, since_fields, since_of
from shop_desktop.gui.widgets.fields import Choice, Field, Number, Options, Points
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, Tone
from shop_desktop.store.queries import documents, prices, rules
from shop_desktop.text import N_, _

TITLES = {
    "spend_first": N_("Points spent first"),
    "rezero_divisions": N_("Empty pan within"),
    "shrink_warn_permille": N_("Shrinking is warned of above"),
    "voucher_days": N_("Vouchers are good for"),
}
MEANS = {
    "spend_first": N_("Which points go first when goods are taken."),
    "rezero_divisions": N_("How far from zero an empty pan may stand and still count as empty."),
    "shrink_warn_permille": N_("What the yard may lose in a month before the month's end warns of it."),
    "voucher_days": N_("How long the paper for a service can be used."),
}
SPEND_WORDS = {"civic": N_("civic points"), "recycling": N_("recycling points")}


class VillageRules(View):
    """The rules that matter to the shop now."""

    key, word = "3", N_("Rules")
    columns = (
        TableColumn(title=N_("Rule"), share=6, strong=True),
        TableColumn(title=N_("Holds now"), share=5),
        TableColumn(title=N_("Since"), share=4),
    )
    empty = Empty(words="")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.versions: dict[str, tuple[rules.Decided, ...]] = {}
        decided = Field("decided_by", N_("Decided by"), hint=N_("which meeting, and when"))
        for rule in TITLES:
            page.card(f"rule:{rule}", (field_of(rule), decided, *since_fields(page.shop)), self._set, columns=1)
        row = Choice("row", N_("Which version"), options=self._voidable)
        page.card("unrule", (row, Field("reason", N_("Reason"))), self._void, columns=1)
        page.table.opened.connect(lambda _key: page.press("Enter") if page.view is self else None)

    # ---- shown

    def ask(self) -> None:
        reader, day = self.shop.reader, self.shop.today()
        self.held = {rule: rules.decided(reader, rule, day) for rule in TITLES}
        self.versions = {rule: rules.versions(reader, rule) for rule in TITLES}

    def rows(self) -> list[TableRow]:
        rows = []
        for rule, title in TITLES.items():
            held = self.held[rule]
            value = said(rule, held.value if held else RULES[rule].default)
            badge = "" if held else _("default, not decided")
            rows.append(TableRow(key=rule, cells=(_(title), value, held.since.isoformat() if held else ""), badge=badge))
        return rows

    def facts(self) -> ChoiceList:
        rule, today = self.current, self.shop.today()
        if rule not in TITLES:
            return ChoiceList(title="")
        held, shown = self.held[rule], []
        for one in self.versions[rule]:
            coming = one.since > today
            badge = _("in force") if one == held else _("coming") if coming else ""
            cells = (one.since.isoformat(), said(rule, one.value), one.decided_by)
            shown.append(ChoiceRow(cells=cells, badge=badge, tone=Tone.OK if one == held else Tone.INFO))
        shown.append(ChoiceRow(cells=(_("at first"), said(rule, RULES[rule].default), _("default, not decided"))))
        columns = (
            Column(title=_("From"), share=4),
            Column(title=_("Value"), share=4, strong=True),
            Column(title=_("Decided by"), share=6),
        )
        return ChoiceList(title=_(TITLES[rule]), columns=columns, rows=tuple(shown), icon="board")

    def conclusion(self) -> tuple[str, str]:
        open_ = sum(1 for held in self.held.values() if held is None)
        below = _(MEANS[self.current]) if self.current in MEANS else ""
        if open_:
            return _("{count} rules are defaults that nobody decided", count=open_), below
        return _("All rules were decided by the village"), below

    def offered(self) -> tuple[Action, ...]:
        return (
            Action(key="Enter", word=N_("decide anew"), do=self._begin, op="rule.set", row=True),
            Action(key="Del", word=N_("void a version"), do=self._begin_void, op="document.void", row=True),
        )

    # ---- written

    def _begin(self) -> None:
        rule = self.current
        now = prices.rule(self.shop.reader, rule, self.shop.today())
        if rule == "shrink_warn_permille":
            now = per_cent(int(now))
        newest = next(iter(rules.meetings_of(self.shop.reader)), None)
        decided = f"{newest.on} {_(KINDS[newest.kind])}" if newest else ""
        self._rule = rule
        self.page.begin(f"rule:{rule}", _(TITLES[rule]), {"value": now, "when": "today", "decided_by": decided})

    def _set(self, values: dict[str, str]) -> None:
        rule, since = self._rule, since_of(values, self.shop.today())
        value = permille_of(values["value"]) if rule == "shrink_warn_permille" else values["value"]
        if not RULES[rule].accepts(value):
            low, high = RULES[rule].low, RULES[rule].high
            most = per_cent(high) if rule == "shrink_warn_permille" else str(high)
            raise Unfit("value", _("From {low} to {high}", low=low, high=most))
        outcome = self.post("rule.set", key=rule, value=value, from_=since, decided_by=values["decided_by"])
        self.page.finish(_("Holds from {day}", day=since), undo=self.page.taken_back(outcome.document))

    def _voidable(self) -> Options:
        rule, found = self.current, []
        by = documents.who_set(self.shop.reader, "rule.set")
        for one in self.versions.get(rule, ()):
            if posted := by.get((one.since.isoformat(), rule)):
                found.append((posted.number, f"{one.since}  {said(rule, one.value)}"))
        return tuple(found)

    def _begin_void(self) -> None:
        if self._voidable():
            self.page.begin("unrule", _("Void a version that no ticket has used"))
        else:
            self.page.say(_("It is a default; there is nothing to void"), Tone.INFO)

    def _void(self, values: dict[str, str]) -> None:
        self.post("document.void", document=values["row"], reason=values["reason"])
        self.page.finish(_("It counts as never set; its day is free again"))


KINDS = {
    "representatives": N_("villagers' representatives"),
    "assembly": N_("villagers' assembly"),
    "council": N_("village council"),
    "committee": N_("village committee"),
}


def field_of(rule: str) -> Field:
    """How a rule's value is typed or chosen."""
    title = TITLES[rule]
    if rule == "shrink_warn_permille":
        return Number("value", title, unit="%", hint=N_("per cent of what lay there and came in"))
    if rule == "voucher_days":
        return Points("value", title, unit=N_("days"))

    def options() -> Options:
        known = RULES[rule]
        values = known.choices or tuple(str(n) for n in range(known.low, known.high + 1))
        return tuple((value, said(rule, value)) for value in values)

    return Choice("value", title, options=options)


def said(rule: str, value: str) -> str:
    """A rule's value in words."""
    if rule == "shrink_warn_permille":
        return f"{per_cent(int(value))} %"
    if rule == "voucher_days":
        return _("{count} days", count=value)
    return _(SPEND_WORDS[value]) if value in SPEND_WORDS else _("{count} e", count=value)


def per_cent(permille: int) -> str:
    """Tenths of a per cent as people write them.

    >>> per_cent(50), per_cent(45)
    ('5', '4.5')
    """
    return f"{permille // 10}" + (f".{permille % 10}" if permille % 10 else "")


def permille_of(typed: str) -> str:
    """Tenths of a per cent of what is typed; "" where it is no number with at most one decimal.

    >>> permille_of("4.5"), permille_of("5"), permille_of("5.25")
    ('45', '50', '')
    """
    whole, point, tenth = typed.partition(".")
    if not whole.isdigit() or (point and not (tenth.isdigit() and len(tenth) == 1)):
        return ""
    return str(int(whole) * 10 + int(tenth or 0))
