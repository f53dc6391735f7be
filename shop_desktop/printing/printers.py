"""Ways to a printer, each named by an address: `file:` a device, `tcp:`, `serial:`, `folder:`, `none`; more are handed in.

Opened anew for each slip, so that a printer may be unplugged between two. Blocks for seconds at most: call it on a worker.
"""

import errno
import os
import re
import select
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

import serial

from shop_desktop.domain.refused import Trouble
from shop_desktop.printing.raster import Raster, to_png

CONNECT_S = 3.0
STALL_S = 4.0
TOTAL_S = 30.0
_CHUNK = 4096
_FLOWS = {"none": {}, "rtscts": {"rtscts": True}, "dsrdtr": {"dsrdtr": True}, "xonxoff": {"xonxoff": True}}


class Printer(Protocol):
    """Somewhere a slip goes. `prints` is False where no paper comes out, so that nobody is told to fetch it."""

    @property
    def prints(self) -> bool: ...

    def send(self, pdf: bytes, raster: Raster, escpos: bytes, name: str) -> None:
        """Hand over one paper, in whichever of its forms this way needs; name is the document's number.

        Trouble: `printer-off`, `printer-busy`, `printer-timeout`, `printer-not-allowed`, `printer-folder`, `disk-full`,
        each with `address` and `cause`. After any of them the paper may be half printed; it is printed again as a copy.
        """


Opener = Callable[[str], Printer]


def open_printer(address: str, others: Mapping[str, Opener] | None = None) -> Printer:
    """The printer of an address; nothing is opened yet. `others` adds ways by scheme, such as the window's print queue.

    `none` · `file:/dev/usb/lp0` or a bare path · `tcp://host:9100` · `serial:///dev/ttyUSB0?baud=9600&flow=rtscts` ·
    `folder:/path`. Trouble: `printer-address` where it is none of these.
    """
    scheme, colon, rest = address.strip().partition(":")
    if others and scheme in others:
        return others[scheme](address)
    if address.strip() in {"", "none"}:
        return NoPrinter()
    if colon and scheme in _OPENERS and rest:
        return _OPENERS[scheme](address.strip())
    if not colon or len(scheme) == 1:
        return DevicePrinter(address, Path(address.strip()))
    raise Trouble("printer-address", address=address)


@dataclass(frozen=True)
class NoPrinter:
    """A shop without a printer: the slip is on the screen, and can be printed later."""

    prints: bool = False

    def send(self, pdf: bytes, raster: Raster, escpos: bytes, name: str) -> None:
        """Nothing to do."""


@dataclass(frozen=True)
class DevicePrinter:
    """A device file such as /dev/usb/lp0; it must be there, and is never made."""

    address: str
    path: Path
    prints: bool = True

    def send(self, pdf: bytes, raster: Raster, escpos: bytes, name: str) -> None:
        with _told(self.address):
            device = os.open(self.path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            try:
                _feed(escpos, lambda part: _write_some(device, part))
            finally:
                os.close(device)


def _write_some(device: int, part: memoryview) -> int:
    """Write what the device takes now, waiting STALL_S for it to take anything; 0 where it takes nothing."""
    try:
        return os.write(device, part)
    except BlockingIOError:
        ready = select.select([], [device], [], STALL_S)[1]
        return os.write(device, part) if ready else 0


@dataclass(frozen=True)
class TcpPrinter:
    """A printer that takes raw bytes on a port, mostly 9100; it is not asked for an answer."""

    address: str
    host: str
    port: int
    prints: bool = True

    def send(self, pdf: bytes, raster: Raster, escpos: bytes, name: str) -> None:
        with _told(self.address), self._connected() as link:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _CHUNK)
            link.settimeout(STALL_S)
            _feed(escpos, link.send)
            link.shutdown(socket.SHUT_WR)

    def _connected(self) -> socket.socket:
        """Nobody answering at all is a printer that is off, not one that has stopped."""
        try:
            return socket.create_connection((self.host, self.port), CONNECT_S)
        except TimeoutError as said:
            raise Trouble("printer-off", address=self.address, cause=str(said)) from said


@dataclass(frozen=True)
class SerialPrinter:
    """A printer on a serial line: 8 data bits, no parity; `flow` as the printer's switches say."""

    address: str
    port: str
    baud: int
    flow: str
    prints: bool = True

    def send(self, pdf: bytes, raster: Raster, escpos: bytes, name: str) -> None:
        total = TOTAL_S + 15 * len(escpos) / self.baud
        with _told(self.address):
            line = serial.serial_for_url(self.port, baudrate=self.baud, write_timeout=STALL_S, **_FLOWS[self.flow])
            try:
                _feed(escpos, lambda part: line.write(bytes(part[: self.baud // 10])) or 0, total)
                _drain(line)
            except BaseException:
                line.reset_output_buffer()
                raise
            finally:
                line.close()


def _drain(line: serial.Serial) -> None:
    """Wait until the line has sent what it holds: closing it earlier may cut the slip or hang for half a minute."""
    left, since = line.out_waiting, time.monotonic()
    while left:
        time.sleep(0.05)
        now = line.out_waiting
        if now < left:
            left, since = now, time.monotonic()
        elif time.monotonic() - since > STALL_S:
            raise TimeoutError("the line holds bytes back")


@dataclass(frozen=True)
class FolderPrinter:
    """A folder that gets each paper as .pdf, .png and .escpos; a file is there whole or not at all."""

    address: str
    folder: Path
    prints: bool = False

    def send(self, pdf: bytes, raster: Raster, escpos: bytes, name: str) -> None:
        stem = re.sub(r"[^A-Za-z0-9_-]", "_", name)[:80] or "_"
        with _told(self.address, folder=True):
            self.folder.mkdir(parents=True, exist_ok=True)
            for ending, data in (("pdf", pdf), ("png", to_png(raster)), ("escpos", escpos)):
                draft = self.folder / f".{stem}.{ending}.part"
                try:
                    draft.write_bytes(data)
                    draft.replace(self.folder / f"{stem}.{ending}")
                finally:
                    draft.unlink(missing_ok=True)


def _feed(data: bytes, write: Callable[[memoryview], int], total_s: float = TOTAL_S) -> None:
    """Hand over all bytes by a `write` that takes some of them; TimeoutError where it takes none, or all takes too long."""
    rest, end = memoryview(data), time.monotonic() + total_s
    while rest:
        taken = write(rest[:_CHUNK])
        if not taken or time.monotonic() > end:
            raise TimeoutError("it takes no more bytes")
        rest = rest[taken:]


@contextmanager
def _told(address: str, *, folder: bool = False) -> Iterator[None]:
    """Turn what the system says into Trouble that a person can act on."""
    try:
        yield
    except (TimeoutError, serial.SerialTimeoutException) as said:
        raise Trouble("printer-timeout", address=address, cause=str(said)) from said
    except serial.SerialException as said:
        raise Trouble(_code(said.errno, folder=False), address=address, cause=str(said)) from said
    except OSError as said:
        raise Trouble(_code(said.errno, folder=folder), address=address, cause=said.strerror or str(said)) from said


def _code(number: int | None, *, folder: bool) -> str:
    if number in {errno.ENOSPC, errno.EDQUOT}:
        return "disk-full" if folder else "printer-timeout"
    if folder:
        return "printer-folder"
    if number == errno.EBUSY:
        return "printer-busy"
    return "printer-not-allowed" if number in {errno.EACCES, errno.EPERM} else "printer-off"


def _device(address: str) -> Printer:
    return DevicePrinter(address, _path(address))


def _folder(address: str) -> Printer:
    return FolderPrinter(address, _path(address))


def _path(address: str) -> Path:
    """`file:/dev/x` and `file:///dev/x` alike."""
    rest = address.partition(":")[2]
    return Path(rest[2:] if rest.startswith("///") else rest)


def _tcp(address: str) -> Printer:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or 9100
    except ValueError:
        host, port = None, 0
    if not host:
        raise Trouble("printer-address", address=address)
    return TcpPrinter(address, host, port)


def _serial(address: str) -> Printer:
    port, _, query = address.partition(":")[2].partition("?")
    options = {key: values[-1] for key, values in parse_qs(query).items()}
    baud, flow = options.get("baud", "9600"), options.get("flow", "none")
    port = port[2:] if port.startswith("//") else port
    if not port or not (baud.isascii() and baud.isdigit() and int(baud) > 0) or flow not in _FLOWS:
        raise Trouble("printer-address", address=address)
    return SerialPrinter(address, port, int(baud), flow)


_OPENERS: Mapping[str, Opener] = {"file": _device, "folder": _folder, "tcp": _tcp, "serial": _serial}
