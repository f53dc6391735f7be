"""The month at a glance: what came in, what points did, whether the shop can pay, and what wants to be done."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from shop_desktop.domain.charts import Gauge
from shop_desktop.domain.glance import Glance
from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Price
from shop_desktop.domain.quantities import parse_yuan, points_text
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.solvency import Trial
from shop_desktop.gui import theme
from shop_desktop.gui.counter.instrument_view import offer_text
from shop_desktop.gui.pages import SCROLL, Action, FormCard, Page, whole
from shop_desktop.gui.print_preview import imprint_of, preview
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.charts import ZONE_TONES, ChartCard
from shop_desktop.gui.widgets.fields import Choice, Field, Number, Options
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.table import Empty
from shop_desktop.gui.widgets.values import FooterKey, Look, Part, Tone, joined
from shop_desktop.printing import glance as words
from shop_desktop.printing.glance_paper import glance_pdf
from shop_desktop.store.queries import glance as glance_queries
from shop_desktop.store.queries import goods, households, materials, solvency
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import N_, _, sentence

CARDS, GAP, BEAM, LOWEST_CHARTS = 94.0, 12.0, 200.0, 190.0
NO_WEEKS = Empty(words=N_("Nothing weighed this month yet.\nWhat the counter takes in stands here, week by week."), icon="chart")
NO_POINTS = Empty(words=N_("No points given yet.\nHere one sees what was given, spent, and is still out there."), icon="coins")


class FigureCard(Painted):
    """One figure of the month with its unit, its name above, a second one at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.card: words.Card | None = None

    def show_card(self, card: words.Card) -> None:
        self.card = card
        self.setAccessibleName(f"{card.label} {card.figure} {card.unit}, {card.beside}")
        self.update()

    @property
    def needed(self) -> float:
        """How wide it wants to be to set all in one line."""
        if self.card is None:
            return 0.0
        beside = text_width(self.card.beside, 16) + text_width(self.card.unit, 16)
        return max(text_width(self.card.figure, 34, bold=True) + beside + 6 + 18 + 30, text_width(self.card.label, 16) + 58)

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        if self.card is None:
            return
        card, right = self.card, self.area.width() - 15
        ink.icon(card.icon, 14, 12, 20, theme.INK2)
        ink.text(43, 28, card.label, Style(16, theme.INK2), room=right - 43)
        apart = self.needed > self.area.width() + 0.5
        px, base = (28, 58) if apart else (34, 66)
        unit = text_width(card.unit, 16)
        width = ink.text(15, base, card.figure, Style(px, theme.INK, bold=True), room=right - 21 - unit)
        ink.text(15 + width + 6, base, card.unit, Style(16, theme.INK))
        ink.text(right, 82 if apart else 66, card.beside, Style(16, theme.INK2), Side.RIGHT, room=right - 15)


class HomePage(Page):
    """The first page of the manager. T tries another price: what it would have meant; nothing is written."""

    name, icon, label = "home", "home", N_("Home")
    stale_on = frozenset(
        {
            "tickets",
            "households",
            "goods",
            "materials",
            "prices",
            "village",
            "users",
            "sales",
            "fund",
            "months",
            "vendors",
            "rules",
        }
    )

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.todo = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view, self.board = QScrollArea(self), QWidget()
        self.view.setWidget(self.board)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setStyleSheet(SCROLL)
        self.figures = tuple(FigureCard(self.board) for _place in range(4))
        self.weeks, self.points, self.beam = ChartCard(self.board), ChartCard(self.board), ChartCard(self.board)
        self.trial = FormCard(self._trial_fields(), verb=N_("Try it"))
        self.trial.setParent(self.board)
        self.trial.saved.connect(self._try)
        self.trial.cancelled.connect(self.back)
        self.trial.hide()

    # ---- shown

    def refresh(self) -> None:
        self.show_glance(glance_queries.glance(self.shop.reader, self.shop.today()))
        self.todo = self._to_do()

    def show_glance(self, glance: Glance) -> None:
        """Show a month."""
        self.glance = glance
        self.period = words.period_text(glance.month.since, glance.month.until)
        for card, shown in zip(self.figures, words.cards(glance), strict=True):
            card.show_card(shown)
        self._place()
        weekly, half_year = words.weekly_chart(glance), words.points_chart(glance)
        self.weeks.show_chart(weekly, title=_("Taken in, week by week"), detail=(joined(weekly.unit),), empty=NO_WEEKS)
        title = _("Points: given, spent, outstanding")
        self.points.show_chart(half_year, title=title, detail=(joined(_("half a year")),), empty=NO_POINTS)
        self._show_beam(words.gauge_of(glance.solvency), _("Can the shop pay"), words.standing(glance.solvency))

    def _show_beam(self, gauge: Gauge, title: str, said: tuple[tuple[str, bool], ...]) -> None:
        detail = tuple(Part(text, Look.STRONG if bold else Look.PLAIN, joined=True) for text, bold in said)
        badge = (words.zone_name(gauge.zone), ZONE_TONES[gauge.zone])
        self.beam.show_chart(gauge, title=title, detail=detail, badge=badge)

    def _to_do(self) -> str:
        """What wants doing, the most urgent alone."""
        reader, day = self.shop.reader, self.shop.today()
        if first := self._first_steps():
            return first
        unpriced = [m.name for m in materials.offered(reader, day) if m.price is None]
        if unpriced:
            return _("No price today: {names}. Set one under Prices.", names=listed(unpriced))
        gone = [g.name for g in goods.shelf(reader, day) if g.active and g.kind == "thing" and g.left <= 0]
        if gone:
            return _("Sold out: {names}", names=listed(gone))
        waiting = [u.shown for u in shop_queries.users_of(reader) if not u.has_pin]
        return _("Without a PIN: {names}", names=listed(waiting)) if waiting else ""

    def _first_steps(self) -> str:
        """What a new shop still has to write down before it can open."""
        reader, day = self.shop.reader, self.shop.today()
        if not materials.offered(reader, day):
            return _("Begin with the materials and their prices: Alt+3")
        if not goods.shelf(reader, day):
            return _("Next come the goods and their points: Alt+4")
        return "" if households.count(reader) else _("Next come the households: Alt+2")

    def conclusion(self) -> tuple[str, str]:
        first = words.below(self.glance) if self.glance.month.tickets > 0 else ""
        second = self.todo or words.lasts(self.glance)
        if first and second:
            said = _("{first} {second}", first=first, second=second)
        else:
            said = first or self.todo or _("Nothing is waiting to be done")
        return words.title(self.glance), said

    def hints(self) -> tuple[FooterKey, ...]:
        if not self.trying:
            return ()
        return FooterKey("Enter", N_("next field")), FooterKey("F12", N_("try it")), FooterKey("Esc", N_("leave"))

    def offered(self) -> tuple[Action, ...]:
        if self.trying:
            return ()
        return (
            Action(key="F5", word=N_("Refresh"), do=self._again),
            Action(key="P", word=N_("Print this page"), do=self._print),
            Action(key="T", word=N_("Try a price before setting it"), do=self._begin_trial),
        )

    def _again(self) -> None:
        self.refresh()
        self.headed.emit()

    def _print(self) -> None:
        title, below = self.conclusion()
        preview(self, glance_pdf(self.glance, imprint_of(self.shop), below=below), title=title, name=f"glance-{self.glance.day}")

    # ---- trying a price

    @property
    def trying(self) -> bool:
        return not self.trial.isHidden()

    def _trial_fields(self) -> tuple[Field, ...]:
        hint = N_("yuan or points, as it is priced now")
        return Choice("what", N_("Which price"), options=self._priced), Number("price", N_("The price to try"), hint=hint)

    def _priced(self) -> Options:
        """Every material and good that has a price today, with it."""
        reader, day = self.shop.reader, self.shop.today()
        found = [(f"material:{m.code}", f"{m.name}  {offer_text(m)}") for m in materials.offered(reader, day) if m.price]
        for good in goods.shelf(reader, day):
            if good.active and good.points:
                found.append((f"good:{good.code}", f"{good.name}  {_('{points} points', points=points_text(good.points))}"))
        return tuple(found)

    def _begin_trial(self) -> None:
        if not self.glance.solvency.flows:
            self.say(_("This looks back on closed months, and none is closed yet."), Tone.INFO)
        elif self._priced():
            self._open_trial(True)
            self.trial.begin(_("Try a price: nothing is written"), {})
        else:
            self.say(_("Nothing has a price yet."), Tone.INFO)

    def _open_trial(self, open_: bool) -> None:
        self.trial.setVisible(open_)
        self.points.setVisible(not open_)
        self._place()
        self.told.emit(None)
        self.headed.emit()

    def _try(self, values: dict[str, str]) -> None:
        kind, _colon, code = values["what"].partition(":")
        try:
            name, trial = self._material(code, values) if kind == "material" else self._good(code, values)
        except Refused as refused:
            if not self.trial.refuse(refused):
                self.say(sentence(refused), Tone.STOP)
            return
        gauge = words.trial_gauge(trial)
        self._show_beam(gauge, name, words.trial_standing(trial))
        self.say(words.trial_said(trial), Tone.INFO)

    def _material(self, code: str, values: dict[str, str]) -> tuple[str, Trial]:
        reader, day = self.shop.reader, self.shop.today()
        material = materials.some(reader, (code,), day)[code]
        price: Price
        if isinstance(material.price, PointsPrice):
            price = PointsPrice(_above_zero(whole(values, "price")), material.price.per)
        else:
            assert material.price is not None
            price = MoneyPrice(_above_zero(parse_yuan(values["price"])), material.price.per)
        tried = replace(material, price=price)
        said = _("{name}: {old}, tried {new}", name=material.name, old=offer_text(material), new=offer_text(tried))
        return said, solvency.try_price(reader, day, code, price)

    def _good(self, code: str, values: dict[str, str]) -> tuple[str, Trial]:
        reader, day = self.shop.reader, self.shop.today()
        good = goods.one(reader, code, day)
        assert good is not None
        points = _above_zero(whole(values, "price"))
        old, new = (_("{points} points", points=points_text(n)) for n in (good.points or 0, points))
        said = _("{name}: {old}, tried {new}", name=good.name, old=old, new=new)
        return said, solvency.try_points(reader, day, code, points)

    def back(self) -> bool:
        if not self.trying:
            return False
        self._open_trial(False)
        self.show_glance(self.glance)
        self.rest()
        return True

    # ---- keys and places

    def rest(self) -> None:
        if self.trying:
            self.trial.form.focus_first()
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.view.verticalScrollBar()
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if step := steps.get(Qt.Key(event.key()), 0):
            bar.setValue(bar.value() + step * self.height() // 2)
        elif not (event.text().isalpha() and self.press(event.text().upper())):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        scale = self.beam.scale
        self.view.setGeometry(self.rect())
        whole_height = self.height() / scale
        height = max(whole_height, CARDS + LOWEST_CHARTS + BEAM + GAP * 2)
        width = self.width() / scale - (10 if height > whole_height + 1 else 0)
        self.board.resize(round(width * scale), round(height * scale))
        left, spare = 0.0, (width - GAP * 3 - sum(card.needed for card in self.figures)) / 4
        for card in self.figures:
            wide = card.needed + spare if spare >= 0 else (width - GAP * 3) / 4
            card.place(QRectF(left, 0, wide, CARDS), scale)
            left += wide + GAP
        top, left = CARDS + GAP, (width - GAP) * 0.527
        middle = height - top - BEAM - GAP
        self.weeks.place(QRectF(0, top, left, middle), scale)
        for card_ in (self.points, self.trial):
            card_.place(QRectF(left + GAP, top, width - left - GAP, middle), scale)
        self.beam.place(QRectF(0, height - BEAM, width, BEAM), scale)


def _above_zero(number: int | None) -> int:
    """Refused: `bad-request` for the price to try."""
    if not number or number <= 0:
        raise Refused("bad-request", field="price")
    return number


def listed(names: list[str]) -> str:
    """The first three names, and how many more there are."""
    said = _(", ").join(names[:3])
    return said if len(names) <= 3 else _("{names} and {more} more", names=said, more=len(names) - 3)
