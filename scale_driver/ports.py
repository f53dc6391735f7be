"""Serial ports: which there are, and opening one so that reading never waits.

Leaves reconnecting and decoding to scale.py. GONE is every way in which a port says that it is no more.
"""

import os
from dataclasses import dataclass
from typing import Any, cast

import serial
from serial.tools import list_ports

from scale_driver.lines import Port, line_settings
from scale_driver.recording import SCHEME as REPLAY
from scale_driver.recording import open_replay
from scale_driver.simport import SCHEME as SIM
from scale_driver.simport import open_sim

__all__ = ["GONE", "Adapter", "Port", "adapters", "has_line", "open_port"]

# pyserial raises each of these when a plug is pulled, depending on the system and the moment.
GONE = (serial.SerialException, OSError, TypeError)

PSEUDO_TERMINAL_LINE = "9600 8N1"


@dataclass(frozen=True, slots=True)
class Adapter:
    """A serial port of this PC: what to open, the maker's name of the adapter (or `-`), and its id: by this it is known again
    under another port's name; "" for what is no USB adapter."""

    port: str
    name: str
    id: str = ""


def adapters() -> list[Adapter]:
    """The serial ports that are there now, in order of their names."""
    found = sorted(list_ports.comports(), key=lambda info: str(info.device))
    return [Adapter(str(info.device), adapter_name(info), adapter_id(info)) for info in found]


def adapter_id(info: Any) -> str:
    """Maker, product and serial number of a USB adapter, and the socket that it is plugged into: `1a86:7523:A1@1-2`."""
    if info.vid is None or info.pid is None:
        return ""
    return f"{info.vid:04x}:{info.pid:04x}:{info.serial_number or ''}@{info.location or ''}"


def find_port(remembered_id: str, remembered_name: str) -> str | None:
    """Where a remembered adapter is now; None where it is not, or could be one of several alike.

    Its serial number finds it in any socket. Adapters without one (CH340) are known by their socket, and in another one
    where only one of that make is plugged in.
    """
    there = adapters()
    if not remembered_id:
        return next((each.port for each in there if each.port == remembered_name), None)
    alike = [each for each in there if each.id.partition("@")[0] == remembered_id.partition("@")[0]]
    for same in (
        [each for each in alike if each.id == remembered_id and each.port == remembered_name],
        [each for each in alike if each.id == remembered_id],
        alike,
    ):
        if len(same) == 1:
            return same[0].port
    return None


def adapter_name(info: Any) -> str:
    """Maker and product as the adapter tells them; its description where it does not."""
    told = [str(text) for text in (info.manufacturer, info.product) if text]
    if told:
        return " ".join(told)
    return str(info.description) if info.description not in (None, "n/a") else "-"


def is_pseudo_terminal(url: str) -> bool:
    """A pty drops parity and seven bits: whatever the protocol's line is, it is opened as 8N1."""
    return os.path.realpath(url).startswith("/dev/pts/")


def has_line(url: str) -> bool:
    """Whether line settings change anything: not at a pseudo-terminal, a TCP port or a recording."""
    return not is_pseudo_terminal(url) and not url.startswith(("socket://", "loop://", REPLAY))


def open_port(url: str, line: str) -> Port:
    """An open port whose read and write never wait; what the system had buffered before is dropped.

    A simulated scale (`sim://`) and a recording (`replay://`) open like any other.

    Opening itself may take long (Bluetooth, a hanging driver): call it where that stalls nobody. Raises one of GONE,
    or ValueError for a URL or line that cannot be.
    """
    if url.startswith(SIM):
        return open_sim(url, line)
    if url.startswith(REPLAY):
        return open_replay(url)
    settings = line_settings(PSEUDO_TERMINAL_LINE if is_pseudo_terminal(url) else line)
    port = cast(Port, serial.serial_for_url(url, timeout=0, write_timeout=0, **settings))
    try:
        port.reset_input_buffer()
    except GONE:
        port.close()
        raise
    return port
