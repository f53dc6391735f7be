"""Printers that take all, take nothing, are gone, or are no printers: bytes arrive whole or trouble has a name."""

import errno
import os
import pty
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shop_desktop.domain.refused import Trouble
from shop_desktop.printing import printers
from shop_desktop.printing.job import Job, slip_job
from shop_desktop.printing.printers import NoPrinter, open_printer
from shop_desktop.printing.roll import PAPER_58
from tests.printing.receipts import receipt


@pytest.fixture(scope="module")
def job() -> Job:
    return slip_job(receipt(), PAPER_58)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printers, "STALL_S", 0.2)
    monkeypatch.setattr(printers, "CONNECT_S", 0.3)


def trouble_of(send: Callable[[], None]) -> Trouble:
    with pytest.raises(Trouble) as caught:
        send()
    return caught.value


class Listener:
    """A printer on a port of this machine. It reads all, or takes the connection and no more."""

    def __init__(self, reads: bool) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.address = f"tcp://127.0.0.1:{self.socket.getsockname()[1]}"
        self.taken = b""
        self.thread = threading.Thread(target=self._listen, args=(reads,), daemon=True)
        self.thread.start()

    def _listen(self, reads: bool) -> None:
        link, _where = self.socket.accept()
        with link:
            while reads and (part := link.recv(65536)):
                self.taken += part
            if not reads:
                time.sleep(3)


def test_a_network_printer_gets_all_bytes(job: Job) -> None:
    listener = Listener(reads=True)
    open_printer(listener.address).send(*job)
    listener.thread.join(5)
    assert listener.taken == job.escpos


def test_a_network_printer_that_stops_taking_is_left_after_a_moment(job: Job, impatient: None) -> None:
    listener, since = Listener(reads=False), time.monotonic()
    trouble = trouble_of(lambda: open_printer(listener.address).send(job.pdf, job.raster, job.escpos * 100, job.name))
    assert trouble.code == "printer-timeout"
    assert time.monotonic() - since < 2


def test_a_network_printer_that_is_off_says_so(job: Job) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    trouble = trouble_of(lambda: open_printer(f"tcp://127.0.0.1:{port}").send(*job))
    assert trouble.code == "printer-off"
    assert trouble.facts["address"] == f"tcp://127.0.0.1:{port}"


def test_a_network_printer_that_never_answers_the_call_is_off(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    def silent(*_args: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket, "create_connection", silent)
    assert trouble_of(lambda: open_printer("tcp://10.0.0.9").send(*job)).code == "printer-off"


@pytest.fixture
def fifo(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A device file, and the printer's end of it, not yet read."""
    path = tmp_path / "lp0"
    os.mkfifo(path)
    end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    yield path, end
    os.close(end)


def test_a_device_gets_all_bytes(fifo: tuple[Path, int], job: Job) -> None:
    path, end = fifo
    os.set_blocking(end, True)
    taken = bytearray()

    def read() -> None:
        while len(taken) < len(job.escpos):
            taken.extend(os.read(end, 999))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    open_printer(f"file:{path}").send(*job)
    reader.join(5)
    assert taken == job.escpos


def test_a_device_out_of_paper_takes_a_part_and_no_more(fifo: tuple[Path, int], job: Job, impatient: None) -> None:
    since = time.monotonic()
    trouble = trouble_of(lambda: open_printer(str(fifo[0])).send(job.pdf, job.raster, job.escpos * 100, job.name))
    assert trouble.code == "printer-timeout"
    assert time.monotonic() - since < 2


def test_a_device_that_is_not_there_is_off_and_not_made(tmp_path: Path, job: Job) -> None:
    path = tmp_path / "lp9"
    assert trouble_of(lambda: open_printer(f"file://{path}").send(*job)).code == "printer-off"
    assert not path.exists()


def test_a_device_nobody_reads_is_off(tmp_path: Path, job: Job) -> None:
    os.mkfifo(tmp_path / "lp0")
    assert trouble_of(lambda: open_printer(str(tmp_path / "lp0")).send(*job)).code == "printer-off"


def test_a_device_held_by_another_is_busy(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    def held(*_args: object) -> int:
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(os, "open", held)
    assert trouble_of(lambda: open_printer("file:/dev/usb/lp0").send(*job)).code == "printer-busy"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any device")
def test_a_device_we_may_not_use_says_so(tmp_path: Path, job: Job) -> None:
    path = tmp_path / "lp0"
    path.touch(stat.S_IRUSR)
    assert trouble_of(lambda: open_printer(str(path)).send(*job)).code == "printer-not-allowed"


@pytest.fixture
def line() -> Iterator[tuple[str, int]]:
    """A serial line: its name, and the printer's end."""
    ours, theirs = pty.openpty()
    yield os.ttyname(theirs), ours
    for end in (ours, theirs):
        os.close(end)


def test_a_serial_printer_gets_all_bytes(line: tuple[str, int], job: Job) -> None:
    name, end = line
    taken, data = bytearray(), job.escpos[:20000]

    def read() -> None:
        while len(taken) < len(data):
            taken.extend(os.read(end, 4096))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    open_printer(f"serial://{name}?baud=115200").send(job.pdf, job.raster, data, job.name)
    reader.join(5)
    assert taken == data


def test_a_serial_printer_that_holds_the_line_is_left_after_a_moment(line: tuple[str, int], job: Job, impatient: None) -> None:
    since = time.monotonic()
    assert trouble_of(lambda: open_printer(f"serial://{line[0]}?baud=115200").send(*job)).code == "printer-timeout"
    assert time.monotonic() - since < 2


def test_a_serial_port_that_is_not_there_is_off(job: Job) -> None:
    assert trouble_of(lambda: open_printer("serial:///dev/ttyNOWHERE").send(*job)).code == "printer-off"


def test_a_folder_gets_each_paper_three_times_and_nothing_half(tmp_path: Path, job: Job) -> None:
    open_printer(f"folder:{tmp_path / 'slips'}").send(*job)
    files = {file.name: file.read_bytes() for file in (tmp_path / "slips").iterdir()}
    assert sorted(files) == ["T20261124-0008.escpos", "T20261124-0008.pdf", "T20261124-0008.png"]
    assert files["T20261124-0008.pdf"] == job.pdf
    assert files["T20261124-0008.escpos"] == job.escpos


def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, job: Job) -> None:
    open_printer(f"folder://{tmp_path}/in").send(job.pdf, job.raster, job.escpos, "../../etc/x")
    assert sorted(file.name for file in (tmp_path / "in").iterdir())[0].startswith("______etc_x")


def test_a_folder_that_cannot_be_one_says_so(tmp_path: Path, job: Job) -> None:
    (tmp_path / "file").touch()
    assert trouble_of(lambda: open_printer(f"folder:{tmp_path / 'file'}").send(*job)).code == "printer-folder"


def test_a_full_disk_leaves_no_half_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    def full(path: Path, _data: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert trouble_of(lambda: open_printer(f"folder:{tmp_path}").send(*job)).code == "disk-full"
    assert list(tmp_path.iterdir()) == []


def test_a_shop_without_a_printer_prints_nothing(job: Job) -> None:
    printer = open_printer("none")
    printer.send(*job)
    assert not printer.prints


@pytest.mark.parametrize(
    "address", ["tcp://", "tcp://h:x", "ftp://x", "serial:", "serial:///dev/x?baud=0", "serial:///dev/x?flow=up", "file:"]
)
def test_what_is_no_address_is_told_when_it_is_set(address: str) -> None:
    assert trouble_of(lambda: open_printer(address)).code == "printer-address"


def test_the_window_brings_its_own_way_in() -> None:
    asked: list[str] = []

    def queue(address: str) -> NoPrinter:
        asked.append(address)
        return NoPrinter()

    open_printer("queue:XP-80C", {"queue": queue})
    assert asked == ["queue:XP-80C"]
