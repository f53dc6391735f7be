"""What the search's steps rest on: ports looked up aside, what came kept with its speed, makers found by a few letters."""

import threading

import pytest
from PySide6.QtGui import QGuiApplication
from serial.tools import list_ports

from scale_driver.ports import Adapter
from scale_driver.protocols import PROTOCOLS, find
from shop_desktop.gui import theme
from shop_desktop.gui.pages.settings.find.cards import shortened
from shop_desktop.gui.pages.settings.find.describing import likeliest_line
from shop_desktop.gui.pages.settings.find.makers import begins, fits, makers_of
from shop_desktop.gui.pages.settings.find.part import adapter_words, port_words
from shop_desktop.gui.pages.settings.find.search import of_ones_own
from shop_desktop.gui.pages.settings.find.tape import KEPT_BYTES, Tape, tapping
from shop_desktop.gui.pages.settings.find.watch import EVERY_S, PortWatch
from shop_desktop.gui.pages.settings.wire import protocol_name
from shop_desktop.text import use


class Quiet:
    """A port that gives what it was told to, once."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)

    def read(self, _size: int, /) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""

    def write(self, data: bytes, /) -> int:
        return len(data)

    def reset_input_buffer(self) -> None:
        self.pieces.clear()

    def close(self) -> None:
        """Nothing is held."""


def looked(watch: PortWatch, now_s: float) -> bool:
    """One look that has come back."""
    changed = watch.poll(now_s)
    for thread in threading.enumerate():
        if thread.name == "list serial ports":
            thread.join()
    return watch.poll(now_s) or changed


def test_ports_are_looked_up_again_and_only_changes_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = PortWatch()
    monkeypatch.setattr(list_ports, "comports", list)
    assert looked(watch, 0.0)
    assert watch.looked
    assert not looked(watch, EVERY_S + 1)
    assert watch.ports == ()


def test_a_driver_that_cannot_say_what_there_is_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[object]:
        raise RuntimeError("no registry")

    monkeypatch.setattr(list_ports, "comports", broken)
    watch = PortWatch()
    assert looked(watch, 0.0)
    assert watch.ports == ()


def test_what_came_is_kept_by_its_speed() -> None:
    tape, heard = Tape("COM3"), bytearray()
    texts = {"9600 8N1": b"  6.235kg\r\n" * 20, "4800 8N1": bytes(range(128, 256)) * 2}
    opened = tapping(tape, heard.extend, lambda _url, line: Quiet(texts[line]))
    for line in ("9600 8N1", "4800 8N1"):
        opened("COM3", line).read(4096)
    assert bytes(heard) == b"".join(texts.values())
    assert tape.samples == {"9600 8N1": texts["9600 8N1"]}
    assert tape.last(4096) == texts["4800 8N1"]
    assert likeliest_line(tape) == "9600 8N1"


def test_a_tape_forgets_its_beginning() -> None:
    tape = Tape("COM3")
    for _ in range(80):
        tape.hear(bytes(KEPT_BYTES // 40))
    assert sum(len(piece) for _, piece in tape.pieces) <= KEPT_BYTES


@pytest.mark.parametrize(
    ("letters", "slug"),
    [("yh", "yaohua-tf0"), ("耀华", "yaohua-tf0"), ("keli", "keli-t1"), ("ps1x", "pinnacle-ps1x"), ("tld", "toledo-cont")],
)
def test_a_maker_is_found_by_letters_of_the_case(letters: str, slug: str) -> None:
    use("zh_CN")
    assert fits(find(slug), letters)


def test_a_name_that_begins_so_comes_first() -> None:
    use("zh_CN")
    assert begins(protocol_name(find("yaohua-tf0")), "yh")
    assert not begins(protocol_name(find("st-gs")), "yh")


def test_every_format_can_be_found_by_its_own_name() -> None:
    use("zh_CN")
    assert [one.slug for one in PROTOCOLS if not fits(one, protocol_name(one).lower().split()[0])] == []
    assert makers_of(find("custom")) == ""


def test_a_described_format_is_searched_with_what_was_described() -> None:
    described = {"start": "23", "end": "next", "digits": "3+8"}
    options = of_ones_own(described).options()
    assert {name: options[name] for name in described} == described
    assert find("custom").options(options) == options


def test_a_port_is_called_as_people_know_it() -> None:
    assert adapter_words(Adapter("COM3", "USB CH340")) == "COM3 · USB CH340"
    assert adapter_words(Adapter("sim://st-gs", "practice")) == "practice"
    assert port_words(Adapter("/dev/ttyUSB0", "-")) == "ttyUSB0"


def test_bytes_that_are_too_many_keep_their_end(qapp: QGuiApplication) -> None:
    theme.load_fonts()
    told = " ".join(f"{n:02X}" for n in range(20))
    assert shortened(told, 10_000) == told
    short = shortened(told, 200)
    assert short.startswith("00 01")
    assert short.endswith("… 12 13")
