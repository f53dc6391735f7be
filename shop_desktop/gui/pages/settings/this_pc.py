"""What belongs to this PC: the scale's port, the printer, the language, sound, screens, the size of text."""

from dataclasses import replace
from typing import Any

from scale_driver import protocols
from scale_driver.ports import Adapter, adapters
from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.pages import OWN_PC, ListPage, Unfit
from shop_desktop.gui.pages.settings.row import Setting
from shop_desktop.gui.pages.settings.trial import TrialPrint
from shop_desktop.gui.pages.settings.wire import (
    checked,
    port_options,
    protocol_name,
    protocol_options,
    setting_fields,
    setting_words,
    value_words,
)
from shop_desktop.gui.print_queue import SCHEME, queues
from shop_desktop.gui.widgets.fields import Choice, Field, Options
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.text import N_, _, sentence

LANGUAGE_NAMES = (("zh_CN", N_("Chinese")), ("en", N_("English")))
SIZES = (90, 100, 110, 120, 130)


class ThisPc:
    """The rows of this PC and their forms, on the settings page. Every change is kept at once."""

    def __init__(self, page: ListPage) -> None:
        self.page = page
        self._wire: tuple[str, str] = ("", "")
        self._asked = False  # ports and printers are looked up when a form wants them: some drivers take their time
        self.trial = TrialPrint(page)
        self.trial.done.connect(self._printed)
        self.trial.failed.connect(self._not_printed)
        self._scale_cards()
        printer = Choice("printer", N_("Printer"), options=lambda: printers() if self._asked else ())
        address = Field("address", N_("Address"), hint=N_("tcp://192.168.1.50 or file:/dev/usb/lp0"), optional=True)
        page.card(
            "printer", (printer, address, Choice("paper", N_("Paper width"), options=papers)), self._keep_printer, columns=1
        )
        page.card(
            "look",
            (Choice("language", N_("Language"), options=languages), Choice("text", N_("Text size"), options=sizes)),
            self._keep_look,
            columns=1,
        )
        sound, screen = (
            Choice("sound", N_("Sound and voice"), options=on_off),
            Choice("screen", N_("Customer screen"), options=on_off),
        )
        page.card("screens", (sound, screen), self._keep_screens, columns=1)

    def _scale_cards(self) -> None:
        port = Choice("port", N_("Port"), options=lambda: port_options(self._settings.port) if self._asked else ())
        self.page.card(
            "scale",
            (port, Choice("protocol", N_("What it speaks"), options=lambda: protocol_options(self._settings.protocol))),
            self._keep_scale,
            columns=1,
        )
        for protocol in protocols.PROTOCOLS:
            if protocol.settings:
                self.page.card(f"wire:{protocol.slug}", setting_fields(protocol), self._keep_wire, columns=1)

    @property
    def _settings(self) -> Any:
        return self.page.shop.settings

    def _keep(self, words: str, **changed: object) -> None:
        try:
            self.page.shop.keep(replace(self._settings, **changed))
        except OSError:
            raise Trouble("read-only") from None
        self.page.finish(words)

    # ---- rows

    def rows(self) -> tuple[Setting, ...]:
        return (self._scale_row(), self._hand_row(), self._printer_row(), self._look_row(), self._screens_row())

    def _scale_row(self) -> Setting:
        settings = self._settings
        if not settings.port:
            badge, value = _("not set"), _("no scale; weights are typed")
        else:
            badge, value = "", f"{settings.port} · {self._protocol()}"
        return Setting(
            key="scale",
            title=_("Scale"),
            value=value,
            badge=badge,
            tone=Tone.TODO,
            facts=self._scale_facts(),
            op=OWN_PC,
            verb=N_("find the scale"),
            begin=lambda: self.page.wanted.emit("find-scale", ""),
        )

    def _scale_facts(self) -> tuple[tuple[str, str], ...]:
        settings = self._settings
        facts = [(_("Port"), settings.port or "–"), (_("What it speaks"), self._protocol() or "–")]
        if settings.adapter_name not in ("", "-"):
            facts.append((_("Adapter"), settings.adapter_name))
        if settings.line:
            facts.append((_("Speed"), settings.line))
        facts += [(setting_words(name), value_words(value)) for name, value in settings.protocol_settings.items()]
        return tuple(facts)

    def _hand_row(self) -> Setting:
        value = _("port and maker chosen from lists")
        return Setting(key="wire", title=_("Scale, by hand"), value=value, op=OWN_PC, begin=self._begin_scale)

    def _protocol(self) -> str:
        try:
            return protocol_name(protocols.find(self._settings.protocol))
        except KeyError:
            return str(self._settings.protocol)

    def _printer_row(self) -> Setting:
        printer, paper = self._settings.printer, self._settings.paper
        value = f"{shown_printer(printer)} · {paper} mm"
        facts = ((_("Printer"), shown_printer(printer)), (_("Paper width"), f"{paper} mm"), (_("F9 prints a test page"), ""))
        return Setting(key="printer", title=_("Printer"), value=value, facts=facts, op=OWN_PC, begin=self._begin_printer)

    def _look_row(self) -> Setting:
        language = _(dict(LANGUAGE_NAMES)[self._settings.language])
        value = f"{language} · {self._settings.text_percent} %"
        facts = ((_("Language"), language), (_("Text size"), f"{self._settings.text_percent} %"))
        return Setting(key="look", title=_("Language and size"), value=value, facts=facts, op=OWN_PC, begin=self._begin_look)

    def _screens_row(self) -> Setting:
        sound, screen = (_("on") if on else _("off") for on in (self._settings.sound, self._settings.customer_screen))
        value = _("sound {sound}, customer screen {screen}", sound=sound, screen=screen)
        facts = ((_("Sound and voice"), sound), (_("Customer screen"), screen))
        return Setting(
            key="screens", title=_("Sound and screens"), value=value, facts=facts, op=OWN_PC, begin=self._begin_screens
        )

    # ---- the scale's cable

    def _begin_scale(self) -> None:
        self._asked = True
        self.page.begin("scale", _("Scale's cable"), {"port": self._settings.port or "none", "protocol": self._settings.protocol})

    def _keep_scale(self, values: dict[str, str]) -> None:
        port, slug = values["port"], values["protocol"]
        if port == "none":
            nothing = {"port": "", "adapter": "", "adapter_name": "", "protocol": "", "line": ""}
            self._keep(_("No scale is set; weights are typed"), protocol_settings={}, compared={}, **nothing)
            return
        self._wire = (port, slug)
        protocol = protocols.find(slug)
        if protocol.settings:
            told = self._settings.protocol_settings if slug == self._settings.protocol else {}
            self.page.begin(f"wire:{slug}", protocol_name(protocol), protocol.options() | told)
        else:
            self._keep_wire({})

    def _keep_wire(self, values: dict[str, str]) -> None:
        port, slug = self._wire
        protocol = protocols.find(slug)
        told = checked(protocol, values) if protocol.settings else {}
        plugged = next((one for one in adapters() if one.port == port), Adapter(port, ""))
        self._keep(
            _("The scale is set to {port}", port=port),
            port=port,
            adapter=getattr(plugged, "id", ""),
            adapter_name=plugged.name,
            protocol=slug,
            protocol_settings=told,
            line="",
            compared={},
        )

    # ---- the printer

    def _begin_printer(self) -> None:
        self._asked = True
        now = self._settings.printer or "none"
        listed = now in dict(printers())
        values = {"printer": now if listed else "other", "address": "" if listed else now, "paper": str(self._settings.paper)}
        self.page.begin("printer", _("Printer"), values)

    def _keep_printer(self, values: dict[str, str]) -> None:
        printer = address_of(values)
        words = _("The printer is set. F9 prints a test page") if printer else _("Slips go to a folder beside the books")
        self._keep(words, printer=printer, paper=int(values["paper"]))

    def print_trial(self) -> None:
        """The test page, on the paper that is set."""
        if not self._settings.printer:
            self.page.say(_("No printer is set yet: Enter sets one"), Tone.INFO)
            return
        self.page.say(_("The test page is on its way"), Tone.INFO)
        self.trial.run(self._settings.printer, self._settings.paper)

    def _printed(self) -> None:
        self.page.say(_("The test page is out. Are both ends of its ruler on the paper?"))

    def _not_printed(self, trouble: Trouble) -> None:
        self.page.say(sentence(trouble), Tone.STOP)

    # ---- language, sizes, screens

    def _begin_look(self) -> None:
        values = {"language": self._settings.language, "text": str(self._settings.text_percent)}
        self.page.begin("look", _("Language and size"), values)

    def _keep_look(self, values: dict[str, str]) -> None:
        other = values["language"] != self._settings.language
        words = _("Kept. The language changes at the next start") if other else _("Kept")
        self._keep(words, language=values["language"], text_percent=int(values["text"]))

    def _begin_screens(self) -> None:
        on = {True: "on", False: "off"}
        values = {"sound": on[self._settings.sound], "screen": on[self._settings.customer_screen]}
        self.page.begin("screens", _("Sound and screens"), values)

    def _keep_screens(self, values: dict[str, str]) -> None:
        self._keep(_("Kept"), sound=values["sound"] == "on", customer_screen=values["screen"] == "on")


def languages() -> Options:
    return tuple((language, _(name)) for language, name in LANGUAGE_NAMES)


def sizes() -> Options:
    return tuple((str(size), f"{size} %") for size in SIZES)


def papers() -> Options:
    return ("80", "80 mm"), ("58", "58 mm")


def on_off() -> Options:
    return ("on", _("on")), ("off", _("off"))


def shown_printer(address: str) -> str:
    """A printer's address as a person says it."""
    return address.removeprefix(f"{SCHEME}:") if address else _("none")


def printers() -> Options:
    """No printer, the system's printers by name, or an address that is typed."""
    return (
        ("none", _("none; slips go to a folder")),
        *((f"{SCHEME}:{name}", name) for name in queues()),
        ("other", _("another address")),
    )


def address_of(values: dict[str, str]) -> str:
    """The printer's address that a form says, "" for none. Unfit where another address is meant and not typed."""
    if values["printer"] != "other":
        return values["printer"] if values["printer"] != "none" else ""
    if not values["address"]:
        raise Unfit("address", _("Write the printer's address"))
    return values["address"]
