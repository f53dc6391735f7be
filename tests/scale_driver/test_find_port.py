"""A remembered adapter is found under another port's name, and never mistaken for another one of its make."""

from types import SimpleNamespace

import pytest
from serial.tools import list_ports

from scale_driver.ports import adapters, find_port


def plugged(device: str, *, serial: str = "", location: str = "1-1", vid: int | None = 0x1A86) -> SimpleNamespace:
    told = {"serial_number": serial or None, "location": location, "manufacturer": "", "product": "CH340", "description": "n/a"}
    return SimpleNamespace(device=device, vid=vid, pid=0x7523, **told)


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    def put(*infos: SimpleNamespace) -> None:
        monkeypatch.setattr(list_ports, "comports", lambda: list(infos))

    return put


def test_its_serial_number_finds_it_in_any_socket(plug) -> None:  # type: ignore[no-untyped-def]
    plug(plugged("COM3", serial="A1"))
    known = adapters()[0]
    plug(plugged("COM3", serial="B2"), plugged("COM7", serial="A1", location="2-4"))
    assert find_port(known.id, "COM3") == "COM7"


def test_without_a_serial_number_its_socket_tells_it_from_its_like(plug) -> None:  # type: ignore[no-untyped-def]
    plug(plugged("COM3", location="1-2"))
    known = adapters()[0]
    plug(plugged("COM3", location="1-4"), plugged("COM8", location="1-2"))
    assert find_port(known.id, "COM3") == "COM8"


def test_the_only_one_of_its_make_is_it_in_another_socket(plug) -> None:  # type: ignore[no-untyped-def]
    plug(plugged("COM3", location="1-2"))
    known = adapters()[0]
    plug(plugged("COM1", vid=None), plugged("COM9", location="2-1"))
    assert find_port(known.id, "COM3") == "COM9"


def test_two_alike_in_other_sockets_are_not_guessed_between(plug) -> None:  # type: ignore[no-untyped-def]
    plug(plugged("COM3", location="1-2"))
    known = adapters()[0]
    plug(plugged("COM4", location="2-1"), plugged("COM5", location="2-2"))
    assert find_port(known.id, "COM3") is None


def test_a_port_of_the_pc_itself_is_known_by_its_name(plug) -> None:  # type: ignore[no-untyped-def]
    plug(plugged("COM1", vid=None))
    assert adapters()[0].id == ""
    assert find_port("", "COM1") == "COM1"
    assert find_port("", "COM2") is None
