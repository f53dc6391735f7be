"""How `shop-admin` is called: its commands, what each takes, and what is wrong with a call before anything is opened.

Carries nothing out; `admin.py` does.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from shop_desktop import text
from shop_desktop.console import day, month_text
from shop_desktop.places import default_data

SHOWN = (
    "balances",
    "household-statement",
    "households",
    "tickets",
    "stock",
    "goods",
    "fund",
    "prices",
    "rules",
    "users",
    "documents",
    "month",
    "month-households",
    "months",
    "checks",
    "day",
    "sales",
    "vendors",
    "vouchers",
    "account",
    "rents",
    "solvency",
)
DATED = ("tickets", "goods", "prices", "rules", "documents", "month", "day", "checks", "account", "rents", "vouchers")
KEYS = {
    "balances": "household",
    "household-statement": "household",
    "households": "household",
    "stock": "material",
    "prices": "material",
    "goods": "good",
    "rules": "rule",
    "users": "user",
    "month": "month",
    "month-households": "month",
    "checks": "month",
    "account": "month",
    "tickets": "day",
    "documents": "day",
    "day": "day",
}
"""What KEY names where there is one; all else is shown whole."""
_BY_NAME = {name: [what for what, named in KEYS.items() if named == name] for name in dict.fromkeys(KEYS.values())}
KEY_HELP = (
    "; ".join(f"a {name} ({', '.join(whats)})" for name, whats in _BY_NAME.items()) + "; months as YYYY-MM, days as YYYY-MM-DD"
)
KINDS = ("households", "opening-points", "prices", "goods")


def wrong_show(options: argparse.Namespace) -> str:
    """What is wrong with a call of `show`: what would be left unused, or is missing; "" where all is well."""
    what, names = options.what, KEYS.get(options.what, "")
    if options.at and what not in DATED:
        return f"{what} is shown as it is now; --at goes with {', '.join(DATED)}"
    if options.key is not None and not names:
        return f"{what} is shown whole and takes no KEY"
    if options.key is not None and options.at and names in ("month", "day"):
        return f"the KEY of {what} is a {names} already; leave --at out"
    if options.key is not None and not options.key.strip():
        return f"the KEY is empty; leave it out, or name a {names}"
    if options.key is None and what == "household-statement":
        return "household-statement needs a KEY, the household's code"
    return ""


def unwritable(options: argparse.Namespace) -> str:
    """The first argument whose bytes are no text, as a terminal of another encoding sends them."""
    for name, value in vars(options).items():
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str) and word.encode(errors="replace") != word.encode(errors="surrogatepass"):
                return name.upper()
    return ""


LONGEST_NAME = 255
"""Bytes of one name, on any system we run on."""
Add = Callable[[str, str], argparse.ArgumentParser]


def folder(written: str) -> Path:
    """A file or folder that was named. ValueError where nothing was, as where a variable of the caller's is empty, or what no
    system takes for a name."""
    longest = max(len(part.encode()) for part in written.replace("\\", "/").split("/"))
    if not written.strip() or "\0" in written or longest > LONGEST_NAME:
        raise ValueError(written)
    return Path(written)


def words(written: str) -> str:
    """What must not be empty. ValueError where it is."""
    if not written.strip():
        raise ValueError(written)
    return written


folder.__name__, words.__name__ = "path", "text"
"""As argparse names them: `invalid path value: ''`."""


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments; `command` names it."""
    whole = argparse.ArgumentParser(prog="shop-admin", description="The books of an exchange shop, from the command line.")
    whole.add_argument(
        "--data", type=folder, default=default_data(), metavar="DIR", help="folder of the books (default: %(default)s)"
    )
    whole.add_argument("--language", choices=text.LANGUAGES, default="en", help="language of sentences (default: %(default)s)")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, said: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=said, description=said)

    for part in (_books, _lists, _months, _backups):
        part(add)
    bench = add("bench", "measure speed and memory against floors of the same run")
    bench.add_argument("names", metavar="NAME", nargs="*", help="rows to measure (default: all)")
    bench.add_argument("--quick", action="store_true", help="under a minute")
    bench.add_argument("--json", action="store_true")
    return whole


def _books(add: Add) -> None:
    init = add("init", "create the books, with a first user 'manager'")
    init.add_argument("--demo", action="store_true", help="fill a practice village")
    post = add("post", "post commands, one JSON object a line in, one answer a line out")
    post.add_argument("file", type=words, metavar="FILE.jsonl", help="the commands; - reads standard input")
    show = add("show", f"show {', '.join(SHOWN)}")
    show.add_argument("what", metavar="WHAT", choices=SHOWN, help="one of: %(choices)s")
    show.add_argument("key", metavar="KEY", nargs="?", help="what is shown of it: " + KEY_HELP)
    show.add_argument("--at", metavar="DATE", type=day, default=None, help="as of this day, YYYY-MM-DD (default: today)")
    show.add_argument("--json", action="store_true", help="stable keys; whole grams, fen, points, pieces")


def _lists(add: Add) -> None:
    bring = add("import", "bring in a list that a village has: all of it, or none and what is wrong line by line")
    bring.add_argument("kind", metavar="KIND", choices=KINDS, help="one of: %(choices)s")
    bring.add_argument("file", type=folder, metavar="FILE", help="xlsx, or csv in UTF-8 or GBK")
    bring.add_argument("--sheet", metavar="NAME", type=words, help="the sheet (default: the first one that has a header)")
    bring.add_argument("--check", action="store_true", help="only check")
    bring.add_argument("--json", action="store_true", help="the report as one JSON object")


def _months(add: Add) -> None:
    month = add("month", "close a month, or export a closed one as a file for the committee")
    month.add_argument("what", metavar="WHAT", choices=("close", "export"), help="one of: %(choices)s")
    month.add_argument("month", metavar="YYYY-MM", type=month_text)
    month.add_argument("--to", type=folder, metavar="DIR", help="export: where the file goes, such as a stick")
    month.add_argument(
        "--leave", nargs=2, action="append", default=[], metavar=("CHECK", "WHY"), help="close: leave a warning, and why"
    )
    month.add_argument("--photos", action="store_true", help="export: with the pictures of papers")
    month.add_argument("--json", action="store_true", help="what was made and what comes next, as one JSON object")
    verify = add("verify", "hold the books, or a monthly file, against their own hashes, sums, balances and key")
    verify.add_argument("file", type=folder, metavar="FILE", nargs="?", help="a monthly file (default: the open books)")
    verify.add_argument("--json", action="store_true", help="all that was seen, as one JSON object")
    for told in (month, verify):
        _passphrase(told)
    _key(verify)


def _backups(add: Add) -> None:
    backup = add("backup", "back books and pictures up into backups/ beside them, opened again and checked")
    backup.add_argument("--to", type=folder, metavar="DIR", help="a second place, such as a stick, that gets the same backup")
    restore = add("restore", "books from a daily backup or a monthly file, checked; never over existing ones")
    restore.add_argument("file", type=folder, metavar="FILE", help="the backup, or the monthly file")
    restore.add_argument("--to", type=folder, metavar="DIR", required=True, help="the folder that shall hold the books")
    _passphrase(restore)
    _key(restore)
    drill = add("drill", "restore the newest backup for a trial, and hold it against the books")
    drill.add_argument(
        "--from", type=folder, metavar="DIR", dest="place", help="where it lies (default: backups/ beside the books)"
    )
    for told in (backup, drill):
        told.add_argument("--json", action="store_true", help="how far it is and what came of it, one JSON object a line")


def _passphrase(command: argparse.ArgumentParser) -> None:
    command.add_argument("--passphrase", type=words, metavar="WORDS", help="of a monthly file that is locked with one")


def _key(command: argparse.ArgumentParser) -> None:
    said = "the fingerprint on paper, which is pinned for this village (default: the one that was pinned before)"
    command.add_argument("--key", type=words, metavar="FPR", help=said)
