"""Who works here: names, roles, PINs, households. Nobody is deleted; who leaves signs in no more."""

from shop_desktop.domain.users import User
from shop_desktop.gui.ledger_page import LedgerPage, View
from shop_desktop.gui.pages import ROLES, Action, Unfit
from shop_desktop.gui.widgets.fields import Choice, Field, Options, Pin
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, Tone
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.store.queries import users
from shop_desktop.text import N_, _

MAY = {
    "operator": (N_("weighs, exchanges, voids own tickets of the day"), N_("registers households by name")),
    "manager": (N_("everything of the operator"), N_("prices, goods, households, users, settings")),
    "assessor": (N_("score sheets of the month"), N_("attendance of volunteers")),
    "auditor": (N_("sees every page"), N_("changes nothing")),
}


def roles() -> Options:
    return tuple((role, _(words)) for role, words in ROLES)


PIN_RULES = (
    N_("a PIN has 4 to 8 digits and belongs to one person"),
    N_("five wrong ones lock for a minute, and are recorded"),
)


class People(View):
    """Those who may sign in, then those who may no more."""

    key, word = "1", N_("People")
    columns = (
        TableColumn(title=N_("Name"), share=4, strong=True),
        TableColumn(title=N_("Role"), share=3),
        TableColumn(title=N_("Login"), share=3),
    )
    empty = Empty(words=N_("Nobody yet"), icon="users")
    brief = 3

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        pins = (
            Pin("pin", N_("PIN"), hint=N_("four to eight digits, known to one person alone")),
            Pin("again", N_("The PIN once more")),
        )
        shown, role = Field("shown", N_("Name on slips and screens")), Choice("role", N_("Role"), options=roles)
        login = Field("name", N_("Login"), hint=N_("short letters; never changes"))
        home = Field("household", N_("Own household"), hint=N_("its code; an assessor never scores it"), optional=True)
        page.card("add", (shown, login, role, home, *pins), self._add)
        page.card("change", (shown, role, home), self._change, columns=1)
        page.card("pin", pins, self._pin, columns=1)

    # ---- shown

    def ask(self) -> None:
        reader = self.shop.reader
        self.users = {user.login: user for user in shop_queries.users_of(reader)}
        self.left = {user.login: user for user in shop_queries.left_users(reader)}
        self.homes = users.homes(reader)

    def rows(self) -> list[TableRow]:
        rows = [
            self._row(user, *(("", Tone.QUIET) if user.has_pin else (_("no PIN"), Tone.TODO))) for user in self.users.values()
        ]
        return rows + [self._row(user, _("left"), Tone.QUIET) for user in self.left.values()]

    @staticmethod
    def _row(user: User, badge: str, tone: Tone) -> TableRow:
        cells = (user.shown, _(dict(ROLES)[user.role]), user.login)
        return TableRow(key=user.login, cells=cells, badge=badge, tone=tone)

    @property
    def chosen(self) -> User | None:
        return (self.users | self.left).get(self.current)

    def facts(self) -> ChoiceList:
        user = self.chosen
        if user is None:
            return ChoiceList(title="")
        told = [_(words) for words in MAY[user.role]]
        if user.login in self.left:
            told = [_("signs in no more; what was done stays in the books")]
        elif not user.has_pin:
            told.append(_("cannot sign in before a PIN is set: F4"))
        if user.login in self.homes:
            code, name = self.homes[user.login]
            told.append(_("own household: {code} {name}", code=code, name=name))
        told += [_(words) for words in PIN_RULES]
        rows = tuple(ChoiceRow(cells=(words,)) for words in told)
        return ChoiceList(title=user.shown, detail=_(dict(ROLES)[user.role]), columns=(Column(),), rows=rows)

    def conclusion(self) -> tuple[str, str]:
        open_ = [user.shown for user in self.users.values() if not user.has_pin]
        title = _("{count} people may sign in", count=len(self.users) - len(open_))
        return title, _("Without a PIN: {names}", names=_(", ").join(open_)) if open_ else _("Everyone has a PIN of their own")

    def offered(self) -> tuple[Action, ...]:
        gone = self.current in self.left
        word = N_("may sign in again") if gone else N_("signs in no more")
        return (
            Action(key="Ins", word=N_("add"), do=self._begin_add, op="user.add"),
            Action(key="F3", word=N_("name and role"), do=self._begin_change, op="user.change", row=True),
            Action(key="F4", word=N_("new PIN"), do=self._begin_pin, op="user.pin", row=True),
            Action(key="Del", word=word, do=self._turn, op="user.change", row=True),
        )

    # ---- written

    def _begin_add(self) -> None:
        self.page.begin("add", _("A new user"), {"role": "operator"})

    def _add(self, values: dict[str, str]) -> None:
        facts = {key: values[key] for key in ("name", "shown", "role")}
        self.post("user.add", **facts, pin=same_pin(values), household=values["household"])
        self.page.finish(_("{name} may sign in now", name=values["shown"]))

    def _begin_change(self) -> None:
        if (user := self.chosen) is not None:
            self.page.begin(
                "change", user.shown, {"shown": user.shown, "role": user.role, "household": self.homes.get(user.login, ("",))[0]}
            )

    def _change(self, values: dict[str, str]) -> None:
        self.post("user.change", name=self.current, shown=values["shown"], role=values["role"], household=values["household"])
        self.page.finish(_("{name} is noted", name=values["shown"]))

    def _begin_pin(self) -> None:
        if (user := self.chosen) is not None:
            self.page.begin("pin", _("New PIN: {name}", name=user.shown))

    def _pin(self, values: dict[str, str]) -> None:
        user = self.chosen
        assert user is not None
        self.post("user.pin", name=user.login, pin=same_pin(values))
        self.page.finish(_("{name} has a new PIN", name=user.shown))

    def _turn(self) -> None:
        """In or out; F8 turns it back."""
        user = self.chosen
        if user is None:
            return
        if user.login == self.shop.user.login:
            self.page.say(_("You cannot shut yourself out"), Tone.INFO)
            return
        self._set_active(user, active=user.login in self.left)
        words = _("{name} may sign in again") if user.login in self.users else _("{name} signs in no more")
        self.page.say(words.format(name=user.shown), undo=lambda: self._set_active(user, active=user.login in self.left))

    def _set_active(self, user: User, *, active: bool) -> None:
        self.page.told.emit(None)
        self.post("user.change", name=user.login, active=active)
        self.page.headed.emit()


def same_pin(values: dict[str, str]) -> str:
    """The PIN that was typed twice. Unfit where the two differ."""
    if values["pin"] != values["again"]:
        raise Unfit("again", _("The two were not the same"))
    return values["pin"]
