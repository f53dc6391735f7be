"""`shop-admin` as a person calls it: in a process of its own, held by its exit status and its two outputs."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shop_desktop.store.books import FILE, open_books
from tests.shop import NOBODY, bare_shop, copied, founded, nobody_can_run_us, shop, ticket_of

__all__ = ["bare_shop", "founded", "shop"]

ADMIN = (sys.executable, "-c", "import sys; from shop_desktop.admin import main; sys.exit(main())")
Done = subprocess.CompletedProcess[str]


def admin(folder: Path, *words: str, said: str | bytes = b"", before: tuple[str, ...] = ()) -> Done:
    given = said.encode() if isinstance(said, str) else said
    done = subprocess.run([*before, *ADMIN, "--data", str(folder), *words], input=given, capture_output=True, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def lines_of(*said: dict[str, Any]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in said)


def answers(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def village(founded: Path, tmp_path: Path) -> Path:
    """The small village's folder, its books closed."""
    return copied(founded / "village", tmp_path / "shop")


def test_new_books_are_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "新 店"
    first = admin(folder, "init")
    assert (first.returncode, first.stdout.strip(), first.stderr) == (0, str(folder / FILE), "")
    second = admin(folder, "init")
    assert (second.returncode, second.stdout) == (1, "")
    assert "books" in second.stderr


def test_a_posted_line_is_answered_by_a_line(village: Path) -> None:
    done = admin(village, "post", "-", said=lines_of(ticket_of("H1", steel_g=1000)))
    assert (done.returncode, done.stderr) == (0, "")
    assert answers(done)[0].items() >= {"ok": True, "op": "ticket.post", "points_in": 200, "points_out": 0}.items()


def test_commands_come_from_a_file_too(village: Path, tmp_path: Path) -> None:
    (tmp_path / "said.jsonl").write_text(lines_of(ticket_of("H1", steel_g=1000)), encoding="utf-8")
    assert answers(admin(village, "post", str(tmp_path / "said.jsonl")))[0]["ok"]


def test_a_bad_line_is_told_and_the_lines_after_it_go_on(village: Path) -> None:
    said = "junk\n\n" + lines_of(ticket_of("H1"), ticket_of("H1", steel_g=1000)) + '{"op":"ticket.post","household":7}'
    done = admin(village, "post", "-", said=said)
    assert (done.returncode, done.stderr) == (1, "")
    assert [answer["ok"] for answer in answers(done)] == [False, False, True, False]
    assert [answer["op"] for answer in answers(done)] == [None, "ticket.post", "ticket.post", "ticket.post"]
    assert answers(done)[3]["error"].items() >= {"code": "bad-request", "field": "household"}.items()


JUNK = (
    b"\xff\xfe\x00junk",
    b'{"op":"household.register","name":"\xe7\x94"}',
    b'{"op":"household.register","name":"\\ud83d"}',
    b'{"op":"household.register","name":"' + "字".encode() * 400 + b'"}',
    b'{"op":"scale.check","known_g":1.0,"shown_g":1}',
    b'{"op":"scale.check","known_g":1e400,"shown_g":1}',
    b'{"op":"scale.check","known_g":' + b"9" * 5000 + b',"shown_g":1}',
    b'{"op":"scale.check","known_g":1,"shown_g":1,"at":"0001-01-01T00:00:00+14:00"}',
    b'{"op":"scale.check","known_g":1,"shown_g":1,"at":"9999-12-31T23:59:59-14:00"}',
    b"[" * 200_000,
    b'"' + b"x" * 3_000_000 + b'"',
)


def test_junk_is_a_bad_request_and_never_a_crash(village: Path) -> None:
    good = b'{"op":"scale.check","known_g":1,"shown_g":1}'
    done = admin(village, "post", "-", said=b"\n".join(line for junk in JUNK for line in (junk, good)))
    assert (done.returncode, done.stderr) == (1, "")
    ends = ["done" if answer["ok"] else answer["error"]["code"] for answer in answers(done)]
    assert ends == ["bad-request", "done"] * len(JUNK)


def test_far_days_are_days(village: Path) -> None:
    days = ("1970-01-01T00:00:00+08:00", "2100-12-31T23:59:59+08:00")
    said = lines_of(*({"op": "scale.check", "known_g": 1, "shown_g": 1, "at": at} for at in days))
    assert admin(village, "post", "-", said=said).returncode == 0
    assert admin(village, "verify").returncode == 0


def test_a_listing_is_a_table_or_json(village: Path) -> None:
    table, listed = admin(village, "show", "goods"), admin(village, "show", "goods", "--json")
    assert table.stdout.splitlines()[1].split("\t") == ["soap", "肥皂", "10", "300"]
    assert json.loads(listed.stdout)[0] == {"good": "soap", "name": "肥皂", "quantity": 10, "points": 300}


def test_clean_books_verify_and_say_their_seal(village: Path) -> None:
    done = admin(village, "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("verified, seal ")


def test_forged_books_do_not_verify_and_the_forgery_is_named(village: Path) -> None:
    import sqlite3

    with sqlite3.connect(village / FILE) as connection:
        connection.execute("UPDATE users SET role = 'manager' WHERE login = 'cashier'")
    done = admin(village, "verify")
    assert (done.returncode, done.stdout) == (1, "does not verify: 1 finding\n")
    assert done.stderr == (
        "users cashier is not as it was entered.\nStop posting, leave all backups as they are, and call for help.\n"
    )
    told = json.loads(admin(village, "verify", "--json").stdout)
    assert (told["holds"], [one["code"] for one in told["findings"]]) == (False, ["registry"])
    assert "role: 'manager', posted 'operator'" in told["findings"][0]["detail"]
    assert "role: 'manager', posted 'operator'" in (village / "qingcheng.log").read_text(encoding="utf-8")
    chinese = admin(village, "--language", "zh_CN", "verify")
    assert (chinese.stdout, "posted" in chinese.stderr, "不一样" in chinese.stderr) == ("核不上：1 处\n", False, True)


def test_books_whose_head_was_taken_away_are_called_damaged(village: Path) -> None:
    import sqlite3

    with sqlite3.connect(village / FILE) as connection:
        connection.execute("DELETE FROM head")
    verified = admin(village, "verify")
    assert (verified.returncode, "last document" in verified.stderr) == (1, True), verified.stderr
    for words in (("backup",), ("post", "-")):
        done = admin(village, *words, said=lines_of(ticket_of("H1", steel_g=1000)))
        assert (done.returncode, "damaged" in done.stdout + done.stderr) == (1, True), done.stderr
    assert not list(village.glob("backups/*.sqlite"))


@pytest.mark.parametrize(
    "words",
    [(), ("sing",), ("show",), ("show", "nothing"), ("post",), ("post", "no-such-file"), ("show", "goods", "--at", "tomorrow")],
)
def test_a_wrong_call_ends_with_two_and_says_how(village: Path, words: tuple[str, ...]) -> None:
    done = admin(village, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "shop-admin" in done.stderr


@pytest.mark.parametrize("words", [("post", "-"), ("show", "goods"), ("verify",)])
def test_a_folder_without_books_says_how_to_make_them(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = admin(tmp_path / "nowhere", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nowhere init" in done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_while_another_program_writes_posting_is_busy_and_reading_goes_on(village: Path) -> None:
    books = open_books(village)
    try:
        done = admin(village, "post", "-", said=lines_of(ticket_of("H1", steel_g=1000)))
        assert (done.returncode, answers(done)[0]["error"]["code"], "Close that one" in done.stderr) == (1, "busy", True)
        assert admin(village, "show", "stock").returncode == admin(village, "verify").returncode == 0
    finally:
        books.close()


@pytest.mark.parametrize("kept", [True, False])
def test_what_nobody_foresaw_is_noted_where_it_says_or_shown(village: Path, tmp_path: Path, *, kept: bool) -> None:
    fault = "import sys; from shop_desktop import admin; admin.COMMANDS['show'] = lambda options: 1 // 0; sys.exit(admin.main())"
    folder = village if kept else tmp_path / "nowhere"
    call = [sys.executable, "-c", fault, "--data", str(folder), "show", "goods"]
    done = subprocess.run(call, capture_output=True, check=False, text=True)
    log = folder / "qingcheng.log"
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)
    assert (str(log) in done.stderr, "ZeroDivisionError" in done.stderr, log.exists()) == (kept, not kept, kept)
    assert not kept or "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_a_reader_who_leaves_does_no_harm(village: Path) -> None:
    said = lines_of(*[{"op": "scale.check", "known_g": 1, "shown_g": 1}] * 2000)
    process = subprocess.Popen(
        [*ADMIN, "--data", str(village), "post", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(said.encode()[:4000])
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    try:
        process.stdin.write(said.encode()[4000:])
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert b"Traceback" not in process.stderr.read()
    assert process.wait(30) == 1
    process.stderr.close()
    assert admin(village, "verify").returncode == 0


@pytest.mark.skipif(not nobody_can_run_us(), reason="needs root, and a checkout that others may read")
@pytest.mark.parametrize(("mode", "posted", "shown"), [(0o555, 1, 0), (0o700, 1, 1)])
def test_a_folder_that_may_not_be_written_is_called_so(village: Path, mode: int, posted: int, shown: int) -> None:
    for above in village.parents:
        if len(above.parts) > 2:
            above.chmod(0o755)
    village.chmod(mode)
    post = admin(village, "post", "-", said=lines_of(ticket_of("H1", steel_g=1000)), before=NOBODY)
    assert (post.returncode, answers(post)[0]["error"]["code"]) == (posted, "read-only")
    assert "cannot be written" in post.stderr
    show = admin(village, "show", "goods", before=NOBODY)
    assert (show.returncode, "Traceback" in show.stderr) == (shown, False), show.stderr


def test_sentences_come_in_the_language_asked_for(village: Path) -> None:
    said = lines_of(ticket_of("H1", goods={"soap": 1}))
    english, chinese = (admin(village, "--language", language, "post", "-", said=said) for language in ("en", "zh_CN"))
    assert "Not enough points" in answers(english)[0]["error"]["message"]
    assert "积分" in answers(chinese)[0]["error"]["message"]


@pytest.fixture
def october(village: Path) -> Path:
    """The small village with October closed."""
    admin(village, "post", "-", said=lines_of(ticket_of("H1", steel_g=1000, more={"at": "2026-10-24T12:00:00+08:00"})))
    assert admin(village, "month", "close", "2026-10").returncode == 0
    return village


def test_restore_says_whose_key_signed_and_takes_the_key_on_paper(october: Path, tmp_path: Path) -> None:
    assert admin(october, "month", "export", "2026-10", "--to", str(tmp_path)).returncode == 0
    file, reader = str(tmp_path / "上坪村-2026-10.zip"), tmp_path / "reader"
    wrong = admin(reader, "restore", file, "--to", str(tmp_path / "new"), "--key", "0" * 24)
    assert (wrong.returncode, wrong.stdout, "signed by somebody else" in wrong.stderr) == (1, "", True), wrong.stderr
    assert not (tmp_path / "new" / FILE).exists()
    told = admin(reader, "verify", file)
    signer = told.stdout.splitlines()[0].partition("signed by ")[2]
    done = admin(reader, "restore", file, "--to", str(tmp_path / "new"), "--key", signer)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, f"signed by {signer}"), done.stderr


def test_a_key_that_takes_anothers_place_is_said(october: Path, tmp_path: Path) -> None:
    import shutil

    def exported() -> str:
        return json.loads(admin(october, "month", "export", "2026-10", "--to", str(tmp_path), "--json").stdout)["key"]

    file, reader, before = str(tmp_path / "上坪村-2026-10.zip"), tmp_path / "reader", exported()
    assert f"pinned now in {reader}" in admin(reader, "verify", file).stdout
    shutil.rmtree(october / "keys")
    after = exported()
    refused = admin(reader, "verify", file)
    assert (refused.returncode, f"{after} ≠ {before}" in refused.stderr, "--key" in refused.stderr) == (1, True, True)
    assert f"pinned anew in {reader}; before it was {before}" in admin(reader, "verify", file, "--key", after).stdout


def test_a_key_of_books_brought_back_is_pinned_beside_them(october: Path, tmp_path: Path) -> None:
    made = json.loads(admin(october, "month", "export", "2026-10", "--to", str(tmp_path), "--json").stdout)
    call = [*ADMIN, "restore", made["file"], "--to", str(tmp_path / "new")]
    home = {**os.environ, "HOME": str(tmp_path / "home"), "XDG_DATA_HOME": str(tmp_path / "home")}
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=home)
    assert (done.returncode, f"pinned now in {tmp_path / 'new'}" in done.stdout) == (0, True), done.stderr
    assert made["key"] in (tmp_path / "new" / "known-keys.json").read_text(encoding="utf-8")
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(not nobody_can_run_us(), reason="needs root, and a checkout that others may read")
@pytest.mark.parametrize("has_key", [True, False])
def test_a_month_is_exported_from_a_copy_that_may_only_be_read_or_it_says_why(
    october: Path, tmp_path: Path, has_key: bool
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir(mode=0o777)
    if has_key:
        admin(october, "month", "export", "2026-10", "--to", str(tmp_path))
    for one in (*tmp_path.parents, tmp_path, stick, *october.rglob("*"), october):
        if len(one.parts) > 2:
            one.chmod(0o777 if one == stick else 0o555 if one.is_dir() else 0o444)
    done = admin(october, "month", "export", "2026-10", "--to", str(stick), before=NOBODY)
    if has_key:
        assert (done.returncode, [file.suffix for file in stick.iterdir()]) == (0, [".zip"]), done.stderr
    else:
        assert (done.returncode, "Copy the folder" in done.stderr, str(october) in done.stderr) == (1, True, True)
    october.chmod(0o755)


def test_a_place_that_cannot_be_written_is_named_and_not_the_books(october: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = admin(october, "month", "export", "2026-10", "--to", str(tmp_path / "file"))
    assert (done.returncode, str(tmp_path / "file") in done.stderr, "of the books" in done.stderr) == (1, True, False)
    assert admin(october, "month", "export", "2026-10", "--to", str(tmp_path)).returncode == 0
    told = admin(tmp_path / "file" / "reader", "verify", str(tmp_path / "上坪村-2026-10.zip"))
    assert (told.returncode, str(tmp_path / "file" / "reader") in told.stderr, "of the books" in told.stderr) == (1, True, False)


def shown(village: Path, *words: str) -> Any:
    done = admin(village, "show", *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_show_uses_the_key_that_it_is_given(october: Path) -> None:
    assert shown(october, "day", "2026-10-24")["day"] == "2026-10-24"
    assert [len(shown(october, "tickets", day)) for day in ("2026-10-24", "2026-10-25")] == [1, 0]
    assert shown(october, "documents", "2026-10-24") == shown(october, "documents", "--at", "2026-10-24")
    assert [row["good"] for row in shown(october, "goods", "soap")] == ["soap"]
    assert [row["material"] for row in shown(october, "stock", "steel")] == ["steel"]
    assert [row["material"] for row in shown(october, "prices", "steel")] == ["steel"]
    assert [row["household"] for row in shown(october, "households", "H1")] == ["H1"]
    assert [row["user"] for row in shown(october, "users", "cashier")] == ["cashier"]
    assert [row["key"] for row in shown(october, "rules", "points_per_yuan")] == ["points_per_yuan"]
    for words in (("goods", "no-such"), ("day", "2026-13-01"), ("stock", "no-such"), ("month", "2026-13")):
        assert admin(october, "show", *words).returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        *((what, "x") for what in ("fund", "months", "sales", "vendors", "vouchers", "rents", "solvency")),
        ("day", "2026-10-24", "--at", "2026-10-25"),
        ("month", "2026-10", "--at", "2026-10-25"),
        ("household-statement",),
        ("goods", ""),
    ],
)
def test_show_refuses_what_it_would_not_use(village: Path, words: tuple[str, ...]) -> None:
    done = admin(village, "show", *words)
    assert (done.returncode, done.stdout, words[0] in done.stderr or "KEY" in done.stderr) == (2, "", True)


def test_closing_and_exporting_a_month_answer_alike_and_say_what_comes_next(village: Path, tmp_path: Path) -> None:
    admin(village, "post", "-", said=lines_of(ticket_of("H1", steel_g=1000, more={"at": "2026-10-24T12:00:00+08:00"})))
    early = admin(village, "month", "export", "2026-10", "--to", str(tmp_path))
    assert (early.returncode, early.stdout, early.stderr) == (1, "", "2026-10 is not closed yet. Close it first.\n")
    closed = admin(village, "month", "close", "2026-10")
    assert (closed.returncode, closed.stderr) == (0, "")
    what, seal, _left_open, following = closed.stdout.splitlines()
    assert what == "2026-10 is closed"
    assert following == f"next: shop-admin --data {village} month export 2026-10 --to DIR"
    again = admin(village, "month", "close", "2026-10")
    assert (again.returncode, again.stdout, "closed already" in again.stderr) == (1, "", True)
    exported = admin(village, *shlex.split(following.replace("DIR", str(tmp_path)))[4:])
    file, same_seal, following = exported.stdout.splitlines()
    assert file == str(tmp_path / "上坪村-2026-10.zip")
    assert seal.partition(",")[0] == same_seal.partition(",")[0]
    checked = admin(village, *shlex.split(following)[2:])
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stderr
    assert same_seal.partition("seal ")[2].partition(",")[0] in checked.stdout
    told = json.loads(admin(village, "month", "export", "2026-10", "--to", str(tmp_path), "--json").stdout)
    assert set(told) == {"month", "seal", "seal_code", "next", "document", "file", "key", "open"}
