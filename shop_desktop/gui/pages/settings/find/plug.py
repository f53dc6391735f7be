"""The first step: the cable is plugged in, and the ports show up by themselves."""

from collections.abc import Sequence

from scale_driver.ports import Adapter
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.settings.find.part import PLUG, Part, Right, adapter_words, is_unreal
from shop_desktop.gui.pages.settings.find.searching import Searching
from shop_desktop.gui.pages.settings.find.views import FoundRow, FoundView, TeachView
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.text import N_, _

MOST = 6


class Plug(Part):
    """Shows the ports that are there; Enter searches all of them, a digit one alone."""

    step = PLUG

    @property
    def ports(self) -> tuple[Adapter, ...]:
        """The ports that are there; the one of the settings too where the system does not list it."""
        found = self.page.watch.ports
        set_ = self.page.shop.settings.port
        there = (*found, *(practice_ports() if self.page.shop.settings.practice else ()))
        own = () if not set_ or set_ in [one.port for one in there] or not reachable(set_) else (Adapter(set_, "-"),)
        return (*own, *there)[:MOST]

    def title(self) -> tuple[str, str]:
        below = _("Scale on, cable in. What is plugged in shows up here by itself.")
        if not self.page.watch.looked:
            return _("Looking which ports there are"), below
        count = len(self.ports)
        if not count:
            return _("Plug the scale's cable into this PC"), below
        return (_("{count} ports are there", count=count) if count > 1 else _("One port is there")), below

    def found(self) -> FoundView:
        set_ = self.page.shop.settings.port
        rows = tuple(
            FoundRow(
                key=str(place + 1),
                title=adapter_words(one) if is_unreal(one) else one.port,
                below=below_words(one),
                badge=_("the counter's") if one.port == set_ else "",
                tone=Tone.OK,
            )
            for place, one in enumerate(self.ports)
        )
        empty = _("No serial port is there. A scale's USB plug or an adapter makes one when it is plugged in.")
        foot = (FooterKey("7", N_("by its maker")), FooterKey("8", N_("a recording")))
        foot_words = _("Another way:")
        return FoundView(title=_("Ports of this PC"), rows=rows, empty=empty, foot=foot, foot_words=foot_words)

    def right(self) -> Right:
        if self.ports:
            title, verb = _("This is how it is wired"), _("Start the search")
        else:
            title, verb = _("No port is there yet"), ""
        lines = (
            _("Switch the scale on and let it come to zero."),
            _("In the scale's menu choose that it sends all the time: “continuous”, Yaohua tF=0."),
            _("A round or 9-pin plug goes to an adapter, the adapter's USB plug to the PC."),
        )
        return TeachView(icon="usb", title=title, lines=lines, wiring=True, key="Enter" if verb else "", verb=verb)

    def keys(self) -> tuple[Action, ...]:
        return (Action(key="Enter", word=N_("start"), do=lambda: self.start(self.ports)),) if self.ports else ()

    def press(self, key: str) -> bool:
        if key == "7":
            self.page.by_maker()
        elif key == "8":
            self.page.open_recording()
        elif key.isdigit() and 0 < int(key) <= len(self.ports):
            self.start((self.ports[int(key) - 1],))
        else:
            return False
        return True

    def start(self, ports: Sequence[Adapter]) -> None:
        self.page.go(Searching(self.page, ports))

    def poll(self, now_s: float) -> bool:
        return self.page.watch.poll(now_s)


PRACTICE = (
    ("yaohua-tf0", "9600+8N1", N_("practice: a head that sends all the time")),
    ("pinnacle-ps1x", "9600+8N1", N_("practice: a counter scale that wants to be asked")),
    ("yaohua-eq-rev9", "4800+8N1", N_("practice: figures the last first, another speed")),
)


def practice_ports() -> tuple[Adapter, ...]:
    """Scales inside this program, on which somebody puts things and takes them off: to learn connecting one."""
    url = "sim://{slug}?line={line}&weight=6.235kg&lively=3"
    return tuple(Adapter(url.format(slug=slug, line=line), _(words)) for slug, line, words in PRACTICE)


def below_words(port: Adapter) -> str:
    if is_unreal(port):
        return _("not a real scale")
    return port.name if port.name not in ("", "-") else _("a port of this PC")


def reachable(port: str) -> bool:
    """Whether a port of the settings may be there though the system does not list it: an address, not a plug's name."""
    return "://" in port or port.startswith("/")
