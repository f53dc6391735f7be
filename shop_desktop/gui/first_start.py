"""The first start: village, manager with a PIN, scale, printer. Nothing is written before the last step; each goes back.

Then posts `village.set`, `user.change` and `user.pin` as the manager, and keeps this PC's settings.
"""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui import theme
from shop_desktop.gui.pages import FormCard, Unfit, key_name, whole
from shop_desktop.gui.pages.settings.this_pc import address_of, papers, printers
from shop_desktop.gui.pages.settings.wire import port_options, protocol_options
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.fields import Choice, Field, Pin, Points
from shop_desktop.gui.widgets.footer import FooterBar, Notice
from shop_desktop.gui.widgets.page_frame import PageHead
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.sheets import ChoiceSheet
from shop_desktop.gui.widgets.small import Steps
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, NoticeView, Tone
from shop_desktop.operations.perform import MANAGER
from shop_desktop.operations.users import ChangeUser, SetPin
from shop_desktop.operations.village import SetVillage
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import N_, _, sentence

WIDTH = 760.0


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: its pill, its title, what it is for, its fields, and whether it may be skipped."""

    name: str
    pill: str
    title: str
    below: str
    fields: tuple[Field, ...] = ()
    skipped: str = ""


def steps() -> tuple[Step, ...]:
    """The steps in their order; the last one has nothing to fill in."""
    return (
        Step(
            name="village",
            pill=N_("Village"),
            title=N_("Which village is this shop's?"),
            below=N_("The name stands on every slip and screen."),
            fields=(
                Field("name", N_("Village"), hint=N_("as people say it")),
                Field("township", N_("Township")),
                Points("number", N_("Number in the township"), unit="", hint=N_("1–999, stands on cards")),
            ),
        ),
        Step(
            name="manager",
            pill=N_("Manager"),
            title=N_("Who is in charge?"),
            below=N_("The manager sets prices and adds users; the PIN is for signing in."),
            fields=(
                Field("shown", N_("Name on slips and screens")),
                Pin("pin", N_("PIN"), hint=N_("four to eight digits")),
                Pin("again", N_("The PIN once more")),
            ),
        ),
        Step(
            name="scale",
            pill=N_("Scale"),
            title=N_("How is the scale connected?"),
            below=N_("Plug its cable in first. Without one, weights are typed; the settings can do this later."),
            fields=(
                Choice("port", N_("Port"), options=lambda: port_options("")),
                Choice("protocol", N_("What it speaks"), options=protocol_options),
            ),
            skipped=N_("no scale for now"),
        ),
        Step(
            name="printer",
            pill=N_("Printer"),
            title=N_("Where do slips come out?"),
            below=N_("Without a printer slips go to a folder; the settings can do this later."),
            fields=(
                Choice("printer", N_("Printer"), options=printers),
                Field("address", N_("Address"), hint=N_("tcp://192.168.1.50 or file:/dev/usb/lp0"), optional=True),
                Choice("paper", N_("Paper width"), options=papers),
            ),
            skipped=N_("no printer for now"),
        ),
        Step(name="done", pill=N_("Ready"), title=N_("The books are open"), below=N_("Enter goes to the counter.")),
    )


def _known(shop: Shop) -> dict[str, dict[str, str]]:
    """What books that came back from a monthly file say already; new ones say nothing."""
    village, first = shop_queries.village_of(shop.reader), shop_queries.user(shop.reader, MANAGER)
    shown = first.shown if first is not None and first.shown != MANAGER else ""
    return {
        "village": {"name": village.name, "township": village.township, "number": str(village.number or 1)},
        "manager": {"shown": shown},
    }


class FirstStart(QWidget):
    """`done` carries the manager, signed in; `bring_back`: there was a shop before, and it shall come back."""

    done = Signal(object)
    bring_back = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop = shop
        self.here = 0
        self.all = steps()
        self.may_come_back = not shop.books.shared and shop_queries.document_count(shop.reader) == 1
        self.answers: dict[str, dict[str, str]] = {**_known(shop), "printer": {"paper": "80"}}
        self.head, self.footer, self.notice = PageHead(), FooterBar(), Notice()
        self.pills = Steps(tuple(_(step.pill) for step in self.all))
        self.list = ChoiceSheet()
        self.cards = {step.name: self._card(step) for step in self.all if step.fields}
        for part in (self.head, self.footer, self.notice, self.pills, self.list, *self.cards.values()):
            part.setParent(self)
        self.footer.pressed.connect(self.press)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show(0)

    def _card(self, step: Step) -> FormCard:
        card = FormCard(step.fields, verb=N_("Go on"), columns=1)
        card.leave.show_state(_("One step back"))
        card.saved.connect(partial(self._answered, step.name))
        card.cancelled.connect(self._back)
        return card

    # ---- going on and back

    @property
    def step(self) -> Step:
        return self.all[self.here]

    def _show(self, here: int) -> None:
        self.here = here
        step = self.step
        self.notice.hide()
        comes_back = self.may_come_back and here == 0
        below = _("Was there a shop before, on another PC? F4 brings it back.") if comes_back else _(step.below)
        self.head.show_words(_(step.title), below)
        self.pills.go(here)
        for name, card in self.cards.items():
            card.setVisible(name == step.name)
        self.list.setVisible(not step.fields)
        skip = (FooterKey("F6", step.skipped),) if step.skipped else ()
        back = (FooterKey("Esc", N_("one step back")),) if 0 < here < len(self.all) - 1 else ()
        go_on = (FooterKey("Enter", N_("next field")), FooterKey("F12", N_("go on"))) if step.fields else ()
        before = (FooterKey("F4", N_("bring a shop back")),) if comes_back else ()
        self.footer.show_keys((*go_on, *before, *skip, *back) or (FooterKey("Enter", N_("to the counter")),))
        if step.fields:
            self.cards[step.name].begin(_(step.pill), self.answers.get(step.name, {}))
        else:
            self.setFocus()

    def _answered(self, name: str, values: dict[str, str]) -> None:
        self.answers[name] = values
        try:
            self._check(name, values)
            if self.here == len(self.cards) - 1:
                self._write()
        except Refused as refused:
            self._refuse(refused)
        except Trouble as trouble:
            self._say(sentence(trouble))
        else:
            self._show(self.here + 1)

    def _check(self, name: str, values: dict[str, str]) -> None:
        if name == "village" and not 1 <= (whole(values, "number") or 0) <= 999:
            raise Unfit("number", _("A number from 1 to 999"))
        if name == "manager" and not 4 <= len(values["pin"]) <= 8:
            raise Unfit("pin", _("Four to eight digits"))
        if name == "manager" and values["pin"] != values["again"]:
            raise Unfit("again", _("The two were not the same"))

    def _back(self) -> None:
        if 0 < self.here < len(self.all) - 1:
            self.answers[self.step.name] = self.cards[self.step.name].form.values()
            self._show(self.here - 1)

    def _skip(self) -> None:
        if self.step.skipped:
            empty = {"scale": {"port": "none", "protocol": ""}, "printer": {"printer": "none", "address": "", "paper": "80"}}
            self._answered(self.step.name, empty[self.step.name])

    def press(self, key: str) -> None:
        """A key by its name."""
        if key == "F6":
            self._skip()
        elif key == "Esc":
            self._back()
        elif key == "F4" and self.may_come_back and self.here == 0:
            self.bring_back.emit()
        elif key == "F12" and self.step.fields:
            self.cards[self.step.name].form.save()
        elif key == "Enter" and not self.step.fields:
            self.done.emit(self.shop.user)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if name := key_name(event):
            self.press(name)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        if self.step.fields:
            self.cards[self.step.name].form.focus_first()

    # ---- what is refused

    def _refuse(self, refused: Refused) -> None:
        """Back to the step whose field it is, or said below."""
        for place, step in enumerate(self.all):
            if any(field.name == refused.field for field in step.fields):
                if place != self.here:
                    self._show(place)
                self.cards[step.name].refuse(refused)
                return
        self._say(sentence(refused))

    def _say(self, words: str) -> None:
        self.notice.show_view(NoticeView(text=words, tone=Tone.STOP))
        self.notice.show()
        self.notice.raise_()

    # ---- what is written

    def _write(self) -> None:
        """All of it, in an order that can be done again: the PIN last, since it ends the first start."""
        village, manager = self.answers["village"], self.answers["manager"]
        first = shop_queries.user(self.shop.reader, MANAGER)
        assert first is not None
        self._keep_settings()
        self.shop.sign_in(first)
        number = whole(village, "number")
        self.shop.perform(SetVillage(name=village["name"], township=village["township"], number=number))
        self.shop.perform(ChangeUser(name=MANAGER, shown=manager["shown"]))
        self.shop.perform(SetPin(name=MANAGER, pin=manager["pin"]))
        named = shop_queries.user(self.shop.reader, MANAGER)
        assert named is not None
        self.shop.sign_in(named)
        self.answers["manager"] = {}
        self._tell(named.shown)

    def _keep_settings(self) -> None:
        scale, printer = self.answers["scale"], self.answers["printer"]
        wired = scale["port"] != "none"
        settings = replace(
            self.shop.settings,
            port=scale["port"] if wired else "",
            protocol=scale["protocol"] if wired else "",
            printer=address_of(printer),
            paper=int(printer["paper"]),
        )
        try:
            self.shop.keep(settings)
        except OSError:
            raise Trouble("read-only") from None

    def _tell(self, manager: str) -> None:
        village, settings = self.answers["village"], self.shop.settings
        rows = (
            (_("Village"), f"{village['township']} {village['name']}"),
            (_("Manager"), manager),
            (_("Scale"), settings.port or _("no scale for now")),
            (_("Printer"), f"{settings.printer} · {settings.paper} mm" if settings.printer else _("no printer for now")),
            (_("What comes next"), _("F10 there: materials and prices, goods, households")),
        )
        self.list.show_view(
            ChoiceList(
                title=_("Done so far"),
                columns=(Column(share=1), Column(share=3, strong=True)),
                rows=tuple(ChoiceRow(cells=row) for row in rows),
                hints=(FooterKey("Enter", N_("to the counter")),),
            )
        )

    # ---- where things lie

    def resizeEvent(self, event: QResizeEvent) -> None:
        scale = theme.page_scale(self.width(), self.height(), self.shop.settings.text_percent / 100)
        width, height = self.width() / scale, self.height() / scale
        left, top = (width - WIDTH) / 2, max(0.0, min(60.0, (height - 700) / 2))
        for part in self.findChildren(Painted):
            part.scale = scale
        for card in self.cards.values():
            card.form.set_scale(scale)
        self.head.place(QRectF(left - 22, top, WIDTH + 44, 88), scale)
        self.pills.place(QRectF(left, top + 88, WIDTH, 44), scale)
        box = QRectF(left, top + 150, WIDTH, min(460.0, height - top - 150 - 56 - 16))
        for part in (*self.cards.values(), self.list):
            part.place(box, scale)
        self.footer.place(QRectF(0, height - 56, width, 56), scale)
        self.notice.place(QRectF(left, height - 56 - 46, WIDTH, 40), scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.PAPER))
        painter.end()
