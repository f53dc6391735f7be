"""Long work beside the window: told in the window's thread, one job at a time, stopped when one wants it."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui.worker import Told, Worker


class Page(QObject):
    """Writes down what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def done(self, answer: object) -> None:
        self.told += [answer, threading.current_thread() is threading.main_thread()]

    def failed(self, ended: Refused | Trouble) -> None:
        self.told.append(ended.code)

    def progress(self, done: int, of: int) -> None:
        self.told.append((done, of))

    def cancelled(self) -> None:
        self.told.append("stopped")


@pytest.fixture
def page(qapp: object) -> Page:
    return Page()


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def idle(qtbot: QtBot, worker: Worker) -> None:
    while worker.running:
        qtbot.waitSignal(worker.changed, timeout=5000).wait()


def test_the_answer_comes_in_the_windows_thread(qtbot: QtBot, worker: Worker, page: Page) -> None:
    worker.start("sum", lambda _told: threading.current_thread() is threading.main_thread(), page.done, page.failed)
    assert worker.running == "sum"
    idle(qtbot, worker)
    assert page.told == [False, True]


def test_progress_is_told_up_to_the_end(qtbot: QtBot, worker: Worker, page: Page) -> None:
    def work(told: Told) -> str:
        for step in range(1, 1001):
            told(step, 1000)
        return "counted"

    worker.start("count", work, page.done, page.failed, page.progress)
    idle(qtbot, worker)
    assert page.told[-3:] == [(1000, 1000), "counted", True]
    assert len(page.told) < 100
    assert worker.so_far == (1000, 1000)


def test_work_stops_when_one_wants_it(qtbot: QtBot, worker: Worker, page: Page) -> None:
    going = threading.Event()

    def work(told: Told) -> None:
        while True:
            told(0, 1)
            going.set()

    worker.start("for ever", work, page.done, page.failed, cancelled=page.cancelled)
    assert going.wait(5)
    worker.cancel()
    assert worker.stopping
    idle(qtbot, worker)
    assert page.told == ["stopped"]


def test_a_second_job_waits_for_the_first(qtbot: QtBot, worker: Worker, page: Page) -> None:
    gate = threading.Event()
    worker.start("first", lambda _told: gate.wait(5), page.done, page.failed)
    with pytest.raises(Trouble, match="working"):
        worker.start("second", lambda _told: None, page.done, page.failed)
    gate.set()
    idle(qtbot, worker)
    worker.start("second", lambda _told: "now", page.done, page.failed)
    idle(qtbot, worker)
    assert page.told[-2:] == ["now", True]


@pytest.mark.parametrize(
    ("ended", "code"), [(Refused("unknown"), "unknown"), (Trouble("disk-full"), "disk-full"), (KeyError("x"), "unforeseen")]
)
def test_what_ends_the_work_is_told(qtbot: QtBot, worker: Worker, page: Page, ended: Exception, code: str) -> None:
    def work(_told: Told) -> None:
        raise ended

    worker.start("fail", work, page.done, page.failed)
    idle(qtbot, worker)
    assert page.told == [code]


def test_a_page_that_is_gone_is_not_told(qtbot: QtBot, worker: Worker, page: Page) -> None:
    gate, told = threading.Event(), page.told
    worker.start("late", lambda _told: gate.wait(5), page.done, page.failed)
    page.deleteLater()
    qtbot.waitSignal(page.destroyed, timeout=2000).wait()
    gate.set()
    idle(qtbot, worker)
    assert told == []


def test_closing_stops_the_work_and_tells_nobody(qtbot: QtBot, worker: Worker, page: Page) -> None:
    def work(told: Told) -> None:
        while True:
            told(0, 1)

    worker.start("for ever", work, page.done, page.failed, cancelled=page.cancelled)
    worker.close()
    qtbot.wait(20)
    assert (page.told, worker.running) == ([], "")
