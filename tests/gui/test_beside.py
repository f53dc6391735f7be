"""`shop-admin` beside the window: heard line by line, ended when nobody wants it, its trouble our trouble."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup import FOLDER
from shop_desktop.gui import beside
from shop_desktop.gui.beside import admin_call, run_beside
from tests.gui.pages.village import found_bare


def nothing(_done: int, _of: int) -> None:
    return


def says(monkeypatch: pytest.MonkeyPatch, *lines: str, then: str = "") -> None:
    """A program in shop-admin's place that says these lines."""
    code = f"import sys, time\nfor line in {lines!r}: print(line, flush=True)\n{then}"
    monkeypatch.setattr(beside, "admin_call", lambda: [sys.executable, "-c", code])


def test_a_real_backup_is_made_beside(tmp_path: Path) -> None:
    heard: list[int] = []
    found_bare(tmp_path)
    answer = run_beside(tmp_path, ["backup"], lambda done, _of: heard.append(done))
    assert answer["own"]["documents"] == 1
    assert heard == sorted(heard) != []
    assert [file.suffix for file in sorted((tmp_path / FOLDER).iterdir())] == [".sqlite", ".json"]


def test_its_trouble_is_ours(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        run_beside(tmp_path, ["drill"], nothing)
    assert (caught.value.code, caught.value.facts["folder"]) == ("no-books", str(tmp_path))


def test_progress_and_answer_are_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    says(monkeypatch, '{"done": 1, "of": 10}', "no JSON at all", '{"seal": "00"}')
    heard: list[tuple[int, int]] = []
    assert run_beside(tmp_path, [], lambda done, of: heard.append((done, of))) == {"seal": "00"}
    assert heard[0] == heard[-1] == (1, 10)


@pytest.mark.parametrize("lines", [(), ('{"done": 1, "of": 10}',), ("{",)])
def test_one_that_ends_without_an_answer_is_unforeseen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    says(monkeypatch, *lines)
    with pytest.raises(Trouble, match="unforeseen"):
        run_beside(tmp_path, [], nothing)


def test_it_is_ended_where_nobody_wants_it_any_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Though it says nothing for a long time."""
    says(monkeypatch, then="time.sleep(60)")
    processes: list[subprocess.Popen[str]] = []
    started: Callable[..., subprocess.Popen[str]] = subprocess.Popen

    def start(*call: object, **how: object) -> subprocess.Popen[str]:
        processes.append(started(*call, **how))
        return processes[0]

    monkeypatch.setattr(beside.subprocess, "Popen", start)

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_beside(tmp_path, [], stop)
    assert processes[0].returncode not in {None, 0}


def test_the_installed_program_starts_its_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    assert admin_call() == [sys.executable, "-m", "shop_desktop.admin"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/srv/qingcheng/qingcheng.exe")
    assert admin_call() == ["/srv/qingcheng/shop-admin.exe"]
