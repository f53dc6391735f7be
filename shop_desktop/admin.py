"""`shop-admin`: the books from the command line, by the same commands as the window. Results to standard output, the rest
to standard error. Needs no Qt.

Exit status: 0 all done; 1 something was refused or did not verify; 2 the call itself was wrong.
"""

import argparse
import json
import logging
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from shop_desktop import text
from shop_desktop.calls import parser, unwritable, wrong_show
from shop_desktop.console import logged, now, plain, print_findings, print_json, print_table, told_so_far, unforeseen
from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.places import default_data, resources

LONG = ("backup", "drill")
"""Commands that the window starts too, and hears line by line."""
LOG = logging.getLogger(__name__)
BOM = b"\xef\xbb\xbf"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; answers the exit status."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)
    text.use(options.language)
    if odd := unwritable(options):
        print(f"shop-admin: {odd} is not text that can be read", file=sys.stderr)
        return 2
    with logged(options.data):
        return _carried_out(options)


def _carried_out(options: argparse.Namespace) -> int:
    try:
        return COMMANDS[options.command](options)
    except (Refused, Trouble) as ended:
        if isinstance(ended, Trouble) and options.command in LONG and options.json:
            print_json(_plain(ended))
        print(text.sentence(ended), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has left: nothing more can be said, not by the interpreter's own last flush either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as e:
        print(f"shop-admin: {e.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as e:  # noqa: BLE001 - a fault of ours is told in a line, as every end is
        print(f"shop-admin: {text.sentence(unforeseen(e, options.data))}", file=sys.stderr)
        return 1


def _init(options: argparse.Namespace) -> int:
    from shop_desktop.exchange.founding import found
    from shop_desktop.store.books import place_of

    commands = (resources() / "practice" / "village.jsonl").read_bytes().splitlines() if options.demo else []
    found(options.data, commands, now=now()).close()
    if options.demo:
        (options.data / "settings.json").write_text('{"practice": true}', encoding="utf-8")
    print(place_of(options.data).shown)
    return 0


def _post(options: argparse.Namespace) -> int:
    from shop_desktop.store.books import open_books

    try:
        source: BinaryIO = sys.stdin.buffer if options.file == "-" else Path(options.file).open("rb")  # noqa: SIM115
    except OSError as e:
        print(f"shop-admin: cannot read {options.file}: {e.strerror}", file=sys.stderr)
        return 2
    worst = 0
    with source:
        try:
            books = open_books(options.data)
        except Trouble as trouble:
            for line in source:
                worst = max(worst, _refusal(line, trouble) if line.strip() else 0)
            raise
        try:
            for line in source:
                line = line.removeprefix(BOM)
                worst = max(worst, _answer(books, line) if line.strip() else 0)
        finally:
            books.close()
    return worst


def _answer(books: Any, line: bytes) -> int:
    """Carry out one line and print its answer; 0 done, 1 refused."""
    from shop_desktop.operations.perform import perform
    from shop_desktop.operations.requests import read_command

    try:
        outcome = perform(books, read_command(line), now=now())
    except (Refused, Trouble) as ended:
        return _refusal(line, ended)
    except BrokenPipeError:
        raise
    except Exception as e:  # noqa: BLE001 - a fault of ours ends this line alone; nothing of it was posted
        return _refusal(line, unforeseen(e, books.folder))
    print_json({"ok": True, "op": outcome.op, "document": outcome.document, **outcome.answer})
    return 0


def _refusal(line: bytes, ended: Refused | Trouble) -> int:
    """Answer one line that was not carried out; 1."""
    from shop_desktop.operations.requests import op_of

    error: dict[str, Any] = {"code": ended.code, "message": text.sentence(ended)}
    if isinstance(ended, Refused) and ended.field:
        error["field"] = ended.field
    print_json({"ok": False, "op": op_of(line), "error": error})
    return 1


def _show(options: argparse.Namespace) -> int:
    from shop_desktop.exchange.shows import SHOWS
    from shop_desktop.store.books import open_books

    if wrong := wrong_show(options):
        print(f"shop-admin: {wrong}", file=sys.stderr)
        return 2
    books = open_books(options.data, write=False)
    try:
        at = options.at or now()
        shown = SHOWS[options.what](books.reader, options.key, at.date())
    finally:
        books.close()
    if options.json:
        print_json(shown)
    else:
        print_table([shown] if isinstance(shown, dict) else shown)
    return 0


def _import(options: argparse.Namespace) -> int:
    from shop_desktop.exchange import imports
    from shop_desktop.store.books import open_books

    moment = now()
    books = open_books(options.data, write=not options.check)
    try:
        checked = imports.check(options.kind, options.file, books.reader, day=moment.date(), sheet=options.sheet)
        if checked.good and not options.check:
            imports.carry_out(books, checked, by="manager", now=moment)
    finally:
        books.close()
    if options.json:
        print_json({**imports.report(checked), "imported": checked.good and not options.check})
        return 0 if checked.good else 1
    for said in imports.told_lines(checked):
        print(said, file=sys.stderr)
    print(imports.conclusion(checked, imported=not options.check))
    return 0 if checked.good else 1


def _verify(options: argparse.Namespace) -> int:
    if options.file is not None:
        return _verify_file(options)
    if options.key or options.passphrase:
        print("shop-admin: --key and --passphrase go with a monthly FILE", file=sys.stderr)
        return 2
    from shop_desktop.store.books import open_books
    from shop_desktop.store.queries.shop import head_hash
    from shop_desktop.store.verify import verify_books

    books = open_books(options.data, write=False)
    try:
        found = verify_books(books.reader)
        seal = "" if found else head_hash(books.reader)
    finally:
        books.close()
    return _found(options, found, f"verified, seal {seal[:8].upper()}", {"seal": seal})


def _verify_file(options: argparse.Namespace) -> int:
    from shop_desktop.exchange.keys import KnownKeys
    from shop_desktop.exchange.verdict import verify_file

    verdict = verify_file(options.file, KnownKeys(options.data), key=options.key or "", passphrase=options.passphrase or "")
    if not options.json:
        signer = verdict.fingerprint or "nobody"
        pinned, newly = (verdict.pinned, verdict.newly) if verdict.holds else ("", False)
        print(f"{plain(verdict.village)} {plain(verdict.month)}, {_signed(signer, pinned, newly, options.data)}")
    names = ("village", "month", "seal", "fingerprint", "pinned", "newly")
    facts = {name: getattr(verdict, name) for name in names}
    return _found(options, verdict.findings, f"verified, seal {seal_code(verdict.seal)}", facts)


def _found(options: argparse.Namespace, found: Sequence[Any], well: str, facts: dict[str, Any]) -> int:
    """What a verification came to, as sentences or, with all that was seen, as JSON; the log has it too."""
    for one in found:
        LOG.info("verify: %s: %s: %s", one.where, one.code, one.detail)
    if options.json:
        print_json({"holds": not found, **facts, "findings": [asdict(one) for one in found]})
        return int(bool(found))
    said = [text.finding(one.code, one.where, one.detail) for one in found]
    following = text.after_findings((one.code for one in found), of_a_file=options.file is not None)
    count = len(found)
    wrong = text._("does not verify: 1 finding") if count == 1 else text._("does not verify: {count} findings", count=count)
    return print_findings(said, wrong if found else well, following)


def _signed(fingerprint: str, pinned: str, newly: bool, folder: Path) -> str:
    """Whose key signed a file that holds: held to it before, first of its village, or typed in place of another."""
    said = f"signed by {fingerprint}"
    if newly:
        return f"{said}\nfirst file of this village: its key is pinned now in {folder}; hold it against the fingerprint on paper"
    return f"{said}\npinned anew in {folder}; before it was {pinned}" if pinned not in ("", fingerprint) else said


def _month(options: argparse.Namespace) -> int:
    from shop_desktop.store.books import open_books

    closing = options.what == "close"
    strange = [flag for flag, given in (("--passphrase", options.passphrase), ("--photos", options.photos)) if closing and given]
    strange += ["--leave"] if options.leave and not closing else []
    if strange:
        print(f"shop-admin: month {options.what} does not take {', '.join(strange)}", file=sys.stderr)
        return 2
    if closing == (options.to is not None):
        print("shop-admin: month export needs --to DIR, month close does not take it", file=sys.stderr)
        return 2
    books = open_books(options.data, write=closing)
    try:
        told = _closed(books, options) if closing else _exported(books, options)
    finally:
        books.close()
    if options.json:
        print_json(told)
        return 0
    print(f"{told['file'] or options.month + ' is closed'}")
    made = f"document {told['document']}" if closing else f"key {told['key']}"
    print(f"{options.month}: seal {told['seal_code']}, {made}")
    if told["open"]:
        print(f"left open without a reason: {', '.join(told['open'])}")
    print(f"next: {told['next']}")
    return 0


def _closed(books: Any, options: argparse.Namespace) -> dict[str, Any]:
    from shop_desktop.operations.perform import perform
    from shop_desktop.operations.requests import read_command

    line = json.dumps({"op": "month.close", "month": options.month, "left": dict(options.leave)}).encode()
    outcome = perform(books, read_command(line), now=now())
    seal = outcome.answer["seal"]
    return {
        **_month_told(options, seal, "month", "export", options.month, "--to", "DIR"),
        "document": outcome.document,
        "open": outcome.answer["open"],
    }


def _exported(books: Any, options: argparse.Namespace) -> dict[str, Any]:
    from shop_desktop.exchange.monthly import export_month

    passphrase = options.passphrase or ""
    made = export_month(books.reader, options.data, options.month, options.to, passphrase=passphrase, photos=options.photos)
    locked = ("--passphrase", "WORDS") if passphrase else ()
    told = _month_told(options, made.seal, "verify", str(made.file), "--key", made.fingerprint, *locked)
    return {**told, "file": str(made.file), "key": made.fingerprint}


def _month_told(options: argparse.Namespace, seal: str, *next_call: str) -> dict[str, Any]:
    """What closing and exporting a month answer alike: the seal as on paper, and what to call next."""
    data = () if options.data == default_data() else ("--data", str(options.data))
    call = ("shop-admin", *(data if next_call[0] == "month" else ()), *next_call)
    told = {"month": options.month, "seal": seal, "seal_code": seal_code(seal), "next": shlex.join(call)}
    return {**told, "document": None, "file": None, "key": None, "open": []}


def _backup(options: argparse.Namespace) -> int:
    from shop_desktop.exchange.backup import back_up
    from shop_desktop.store.books import open_books

    books = open_books(options.data, write=False)
    try:
        made = back_up(books, options.to, now=now(), progress=told_so_far(options.json))
    finally:
        books.close()
    if options.json:
        print_json({"own": _plain(made.own), "away": _plain(made.away)})
        return int(made.trouble is not None)
    for one in (made.own, made.away):
        if isinstance(one, Trouble):
            print(text.sentence(one), file=sys.stderr)
        elif one is not None:
            print(f"{one.file}: {one.documents} documents, seal {seal_code(one.seal)}, {one.pictures} pictures")
            if one.spoilt:
                print(f"{one.spoilt} pictures beside the books are damaged and were not backed up", file=sys.stderr)
            if one.missing:
                print(f"{one.missing} pictures that the books name are not there and were not backed up", file=sys.stderr)
    return int(made.trouble is not None)


def _restore(options: argparse.Namespace) -> int:
    from shop_desktop.exchange.keys import KnownKeys, public_key, signing_key
    from shop_desktop.exchange.restore import Monthly, restore
    from shop_desktop.store.books import place_of

    # Keys are pinned where the caller keeps his, and else beside the books that come back.
    known = options.data != default_data() or KnownKeys(options.data).there
    reader = options.data if known else options.to
    monthly = Monthly(passphrase=options.passphrase or "", key=options.key or "", reader=reader)
    brought = restore(options.file, options.to, today=now().date(), monthly=monthly)
    where = place_of(options.to).shown
    if brought.signed_by:
        print(_signed(brought.signed_by, brought.pinned, brought.newly, reader))
    print(f"{where}: {plain(brought.village) or '-'}, {brought.documents} documents, last of {brought.last_day or '-'}")
    print(f"verified, seal {seal_code(brought.seal)}; the next ticket is {brought.next_ticket}")
    missing = f"; {brought.missing} more are named by the books and not there" if brought.missing else ""
    print(f"{brought.pictures} pictures of papers{missing}")
    print(f"new key {public_key(signing_key(options.to)).fingerprint}; users without a PIN set one when the window first opens")
    return 0


def _drill(options: argparse.Namespace) -> int:
    from shop_desktop.exchange.backup import FOLDER
    from shop_desktop.exchange.restore import try_restore
    from shop_desktop.store.books import open_books

    books = open_books(options.data, write=False)
    try:
        place, told = options.place or options.data / FOLDER, told_so_far(options.json)
        tried = try_restore(books.reader, options.data, place, today=now().date(), progress=told)
    finally:
        books.close()
    if options.json:
        print_json(_plain(tried))
    else:
        print(
            f"{tried.file}: {tried.documents} documents, seal {seal_code(tried.seal)}, as in the books; {tried.pictures} pictures"
        )
        if tried.missing:
            print(f"{tried.missing} pictures that the books name are not there, nor beside the books", file=sys.stderr)
    return 0


def _plain(what: Any) -> dict[str, Any] | None:
    """A value or a trouble with its facts, as plain words and numbers."""
    if what is None:
        return None
    facts = what.facts if isinstance(what, Trouble) else asdict(what)
    plain = {key: value if isinstance(value, int) else str(value) for key, value in facts.items()}
    return {"error": {**plain, "code": what.code}} if isinstance(what, Trouble) else plain


def _bench(options: argparse.Namespace) -> int:
    import subprocess

    if getattr(sys, "frozen", False):
        print("shop-admin: bench is not in the installed program; it measures where its code lies: make bench", file=sys.stderr)
        return 2
    call = [sys.executable, "-m", "shop_desktop.bench", *options.names]
    return subprocess.call(call + ["--quick"] * options.quick + ["--json"] * options.json)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "init": _init,
    "post": _post,
    "show": _show,
    "import": _import,
    "month": _month,
    "verify": _verify,
    "backup": _backup,
    "restore": _restore,
    "drill": _drill,
    "bench": _bench,
}


if __name__ == "__main__":
    sys.exit(main())
