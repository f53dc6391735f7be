"""The last step: what is kept on this PC, and that the counter weighs with it now. A known weight, if one was put on, is noted
in the books as the day's check; two weights that nobody knows are none."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scale_driver.comparison import Variant, number_of
from scale_driver.ports import Adapter
from scale_driver.protocols import find
from shop_desktop.domain.quantities import kg_text
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.settings.find import words
from shop_desktop.gui.pages.settings.find.hearing import Agreed
from shop_desktop.gui.pages.settings.find.part import DONE, Part, Right, adapter_words
from shop_desktop.gui.pages.settings.find.views import FoundRow, FoundView, TeachView
from shop_desktop.gui.pages.settings.wire import protocol_name
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.operations.scale import CheckScale
from shop_desktop.text import N_, _, sentence

if TYPE_CHECKING:
    from shop_desktop.gui.pages.settings.find.page import FindPage

COMMANDS = "commands"
ABOUT = 10
"""A tenth off is still the same weight, on a scale that is off."""
TYPED_KEPT = 7


def keep_scale(shop: Shop, port: Adapter, variant: Variant, agreed: list[Agreed]) -> None:
    """Keep the scale on this PC, with what was compared, when and by whom. Raises Trouble; then nothing is kept."""
    weights = ", ".join(f"{one.display} {words.unit_words(one.unit)}" for one in agreed)
    compared = {"day": shop.today().isoformat(), "by": shop.user.shown, "weights": weights}
    keep_wire(shop, port, variant, compared=compared)


def keep_wire(shop: Shop, port: Adapter | None, variant: Variant, **told: Any) -> None:
    """Keep how the scale speaks, and where, if that is known. Raises Trouble where the settings cannot be written."""
    told |= {"protocol": variant.protocol, "protocol_settings": dict(variant.settings), "line": variant.line}
    if port is not None:
        told |= {"port": port.port, "adapter": getattr(port, "id", ""), "adapter_name": port.name}
    try:
        shop.keep(replace(shop.settings, **told))
    except OSError:
        raise Trouble("read-only") from None


def known_grams(typed: str) -> int | None:
    """The kilograms that stand on a weight; None where that is no whole number of grams, or nothing.

    >>> known_grams("5"), known_grams("0.5"), known_grams("0"), known_grams("1.2345"), known_grams(".")
    (5000, 500, None, None, None)
    """
    number = number_of(typed)
    grams = number * 1000 if number is not None else Fraction(0)
    return int(grams) if grams > 0 and grams.denominator == 1 else None


def weighed_as(known_g: int, agreed: Sequence[Agreed]) -> Agreed | None:
    """That of the compared weights which the known one was; None where neither weighed about as much."""
    nearest = min(agreed, key=lambda one: abs(one.grams - known_g), default=None)
    return nearest if nearest and abs(nearest.grams - known_g) * ABOUT <= known_g else None


class Done(Part):
    """Nothing is listened to any more; the counter has its port."""

    step = DONE
    leave_word = N_("To the settings")
    aside = None

    def __init__(self, page: "FindPage", port: Adapter | None, variant: Variant, agreed: list[Agreed]) -> None:
        super().__init__(page)
        self.port, self.variant, self.agreed = port, variant, agreed
        self.typed: str | None = None
        self.known_g: int | None = None

    @property
    def protocol_words(self) -> str:
        return protocol_name(find(self.variant.protocol))

    def title(self) -> tuple[str, str]:
        if self.port is None:
            return _("The format is noted"), _("Connect the scale and search once: two weights, and it is connected.")
        return _("The scale is connected"), _("The counter weighs with it from now on.")

    def found(self) -> FoundView:
        title = adapter_words(self.port) if self.port else _("A recording")
        row = FoundRow(
            key="✓",
            title=self.protocol_words,
            below=words.line_words(self.variant.line),
            badge=_("This is it"),
            tone=Tone.OK,
            icon="tick",
        )
        return FoundView(title=title, rows=(row,), chosen=0)

    def right(self) -> Right:
        shop = self.page.shop
        facts = [(_("Format"), self.protocol_words), (_("Speed"), words.line_words(self.variant.line))]
        if self.port is not None:
            facts.insert(0, (_("Port"), adapter_words(self.port)))
        facts += [
            (_("Weight {n}", n=place + 1), f"{one.display} {words.unit_words(one.unit)}") for place, one in enumerate(self.agreed)
        ]
        if self.agreed:
            facts.append((_("Compared"), f"{shop.today()} · {shop.user.shown}"))
        facts.append((_("Zero by F5"), self._zero()))
        if self.typed is not None or self.known_g is not None:
            told = self.typed if self.typed is not None else kg_text(self.known_g or 0)
            facts.append((_("Known weight"), f"{told} kg"))
        verb = _("Back to the settings") if self.typed is None else _("Note it as the day's check")
        lines = self._lines()
        return TeachView(
            icon="tick", title=self.title()[0], tone=Tone.OK, facts=tuple(facts), lines=lines, key="Enter", verb=verb
        )

    def _lines(self) -> tuple[str, ...]:
        found_again = _("If the plug is put into another socket, it is found there by itself.")
        known = _("Was one of the two a weight whose kilograms stand on it? Type them: that is the day's check.")
        return ((found_again, known) if self._asks_known else (found_again,)) if self.port else ()

    @property
    def _asks_known(self) -> bool:
        return bool(self.port and self.agreed and self.known_g is None)

    def _zero(self) -> str:
        if self._commands(self.variant):
            return _("from the screen")
        return _("Z tries it from the screen") if self._other() else _("only at the scale's own key")

    @staticmethod
    def _commands(variant: Variant) -> bool:
        return bool(find(variant.protocol).commands(variant.settings))

    def _other(self) -> Variant | None:
        """The same with zero by cable, or without; None where this format has no such thing."""
        protocol = find(self.variant.protocol)
        setting = next((one for one in protocol.settings if one.name == COMMANDS), None)
        if setting is None:
            return None
        on = self._commands(self.variant)
        value = setting.choices[0] if on else next(one for one in reversed(setting.choices) if one != setting.choices[0])
        return replace(self.variant, settings={**self.variant.settings, COMMANDS: value})

    def turn_commands(self) -> None:
        """Zero by cable, or no more; kept at once."""
        other = self._other()
        if other is not None:
            keep_wire(self.page.shop, self.port, other)
            self.variant = other
            self.page.show_all()
            on = self._commands(other)
            self.page.say(_("F5 at the counter zeroes it now; try it once") if on else _("F5 sends nothing any more"))

    def press(self, key: str) -> bool:
        """The kilograms of a known weight."""
        if not self._asks_known:
            return False
        if key == "Backspace" and self.typed is not None:
            self.typed = self.typed[:-1] or None
        elif len(key) == 1 and key in "0123456789." and len(self.typed or "") < TYPED_KEPT:
            self.typed = (self.typed or "") + key
        else:
            return False
        return True

    def back(self) -> bool:
        typing, self.typed = self.typed is not None, None
        return typing

    def note_known(self) -> None:
        """A check with a weight that is known: the one question whose answer belongs in the books."""
        known_g = known_grams(self.typed or "")
        one = weighed_as(known_g, self.agreed) if known_g is not None else None
        if known_g is None or one is None:
            told = _("Type its kilograms, such as 5") if known_g is None else _("Neither of the two weighed about that much")
            self.page.say(told, Tone.INFO)
            return
        try:
            self.page.shop.perform(CheckScale(known_g=known_g, shown_g=one.grams))
        except (Refused, Trouble) as ended:
            self.page.say(sentence(ended), Tone.STOP)
            return
        self.typed, self.known_g = None, known_g
        off = _("Noted. Zero the scale and check again; if it stays off, have it looked at")
        self.page.say(_("The scale is right") if known_g == one.grams else off)

    def hints(self) -> tuple[FooterKey, ...]:
        return (FooterKey("0–9", N_("known weight")),) if self._asks_known else ()

    def keys(self) -> tuple[Action, ...]:
        if self.typed is not None:
            return (Action(key="Enter", word=N_("note it"), do=self.note_known),)
        back = Action(key="Enter", word=N_("to the settings"), do=lambda: self.page.wanted.emit("back", ""))
        if self._other() is None or self.port is None:
            return (back,)
        word = N_("no zero by cable") if self._commands(self.variant) else N_("zero by cable")
        return back, Action(key="Z", word=word, do=self.turn_commands)
