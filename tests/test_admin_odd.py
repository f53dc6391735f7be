"""Every command of `shop-admin` with what nobody should type: an end by the contract, a sentence, and never a trace of ours."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop_desktop import text
from shop_desktop.admin import COMMANDS, main
from shop_desktop.calls import SHOWN
from shop_desktop.store.books import open_books
from tests.shop import VILLAGE, Shop, found_books, ticket_of

pytestmark = pytest.mark.sqlite_only("the same for a server's books, but for the file")

ODD = (
    "",
    " ",
    "9" * 60,
    "-1",
    "1970-01-01",
    "2100-12-31",
    "1970-01",
    "2100-12",
    "0000-00",
    "10000-01",
    "字" * 400,
    "😀🧺",
    "a\nb",
    "/proc",
    "{folder}",
    "{folder}/nowhere/x",
    "{file}",
    "-",
    "..",
    "２０２６-１０",
    "H1\t",
    "\udced\udca0\udcbd",
)
OURS = ("Traceback", "Errno", "Error:", "did not work")
"""What would be a fault of ours."""
X = "X"
LIST, MONTHLY = "{folder}/list.csv", "{folder}/上坪村-2026-10.zip"
CALLS = (
    ("init",),
    ("post", X),
    *(("show", what, X) for what in SHOWN),
    ("show", "goods", "--at", X),
    ("show", X),
    ("import", "households", X),
    ("import", X, LIST),
    ("import", "households", LIST, "--check", "--sheet", X),
    ("month", "close", X),
    ("month", "close", "2026-10", "--leave", X, X),
    ("month", "export", X, "--to", "{folder}/out"),
    ("month", "export", "2026-10", "--to", X),
    ("verify", X),
    ("verify", MONTHLY, "--key", X),
    ("verify", MONTHLY, "--passphrase", X),
    ("backup", "--to", X),
    ("restore", X, "--to", "{folder}/restored"),
    ("restore", MONTHLY, "--to", X),
    ("restore", MONTHLY, "--to", "{folder}/restored", "--key", X),
    ("drill", "--from", X),
    ("bench", X),
    (X,),
)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small village with October closed, its file, a list, and a file that is nothing."""
    folder = tmp_path_factory.mktemp("odd")
    found_books(folder / "shop", VILLAGE)
    shop = Shop(open_books(folder / "shop"))
    shop.post(ticket_of("H1", steel_g=1000, more={"at": "2026-10-24T12:00:00+08:00"}))
    shop.post({"op": "month.close", "month": "2026-10"})
    shop.books.close()
    assert main(["--data", str(folder / "shop"), "month", "export", "2026-10", "--to", str(folder)]) == 0
    (folder / "list.csv").write_text("姓名,组\n张三,一组\n", encoding="utf-8")
    (folder / "nothing").write_bytes(b"nothing\n")
    return folder


@pytest.fixture
def here(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it, which a relative name lies in."""
    shutil.copytree(place, tmp_path / "here")
    (tmp_path / "here" / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "here" / "cwd")
    yield tmp_path / "here"
    text.use("zh_CN")


def ended(arguments: list[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_odd_arguments_end_by_the_contract(here: Path, call: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    wrong = []
    for odd in ODD:
        if (call[0], odd) in {("post", "-")} or (call[0] == "bench" and odd != "-1"):
            continue  # these would wait for words, or measure for minutes
        said = [word.replace("{folder}", str(here)) for word in (odd if part == X else part for part in call)]
        said = [word.replace("{file}", str(here / "nothing")) for word in said]
        code = ended(["--data", str(here / "shop"), *said])
        told = "".join(capfd.readouterr())
        if code not in (0, 1, 2) or (code and not told.strip()) or any(word in told for word in OURS):
            wrong.append((code, said, told[-300:]))
        shutil.rmtree(here / "restored", ignore_errors=True)
    assert wrong == []


@pytest.mark.parametrize("odd", ["", " ", "\0", "{folder}/nothing", "{folder}/nothing/below", "{folder}/cwd", "字" * 400])
@pytest.mark.parametrize(
    "call", [("verify",), ("show", "goods"), ("backup",), ("drill",), ("init",), ("month", "close", "2026-10")]
)
def test_an_odd_folder_of_books_ends_by_the_contract(
    here: Path, odd: str, call: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    code = ended(["--data", odd.replace("{folder}", str(here)), *call])
    told = capfd.readouterr().err
    assert code == (2 if not odd.strip("\0 ") or len(odd) == 400 else 0 if (call[0], odd) == ("init", "{folder}/cwd") else 1), (
        told
    )
    assert told or code == 0
    assert not any(word in told for word in OURS)


def test_every_command_is_among_the_calls() -> None:
    assert {call[0] for call in CALLS} - {X} == set(COMMANDS)
