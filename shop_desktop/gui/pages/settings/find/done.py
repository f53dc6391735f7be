"""The last step: what is kept on this PC and noted in the books, and that the counter weighs with it now."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scale_driver.comparison import Variant
from scale_driver.ports import Adapter
from scale_driver.protocols import find
from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.settings.find import words
from shop_desktop.gui.pages.settings.find.hearing import Agreed
from shop_desktop.gui.pages.settings.find.part import DONE, Part, Right, adapter_words
from shop_desktop.gui.pages.settings.find.views import FoundRow, FoundView, TeachView
from shop_desktop.gui.pages.settings.wire import protocol_name
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.operations.scale import CheckScale
from shop_desktop.text import N_, _

if TYPE_CHECKING:
    from shop_desktop.gui.pages.settings.find.page import FindPage

COMMANDS = "commands"


def keep_scale(shop: Shop, port: Adapter, variant: Variant, agreed: list[Agreed]) -> None:
    """Note both weights in the books, then keep the scale on this PC. Raises Refused or Trouble; then nothing is kept."""
    shop.perform_all([CheckScale(known_g=one.grams, shown_g=one.grams) for one in agreed])
    keep_wire(shop, port, variant)


def keep_wire(shop: Shop, port: Adapter | None, variant: Variant) -> None:
    """Keep how the scale speaks, and where, if that is known. Raises Trouble where the settings cannot be written."""
    told: dict[str, Any] = {"protocol": variant.protocol, "protocol_settings": dict(variant.settings), "line": variant.line}
    if port is not None:
        told |= {"port": port.port, "adapter": getattr(port, "id", ""), "adapter_name": port.name}
    try:
        shop.keep(replace(shop.settings, **told))
    except OSError:
        raise Trouble("read-only") from None


class Done(Part):
    """Nothing is listened to any more; the counter has its port."""

    step = DONE
    leave_word = N_("To the settings")
    aside = None

    def __init__(self, page: "FindPage", port: Adapter | None, variant: Variant, agreed: list[Agreed]) -> None:
        super().__init__(page)
        self.port, self.variant, self.agreed = port, variant, agreed

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
        lines = (_("If the plug is put into another socket, it is found there by itself."),) if self.port else ()
        verb = _("Back to the settings")
        return TeachView(
            icon="tick", title=self.title()[0], tone=Tone.OK, facts=tuple(facts), lines=lines, key="Enter", verb=verb
        )

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

    def keys(self) -> tuple[Action, ...]:
        back = Action(key="Enter", word=N_("to the settings"), do=lambda: self.page.wanted.emit("back", ""))
        if self._other() is None or self.port is None:
            return (back,)
        word = N_("no zero by cable") if self._commands(self.variant) else N_("zero by cable")
        return back, Action(key="Z", word=word, do=self.turn_commands)
