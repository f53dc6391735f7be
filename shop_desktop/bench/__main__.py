"""`python -m shop_desktop.bench [NAME…] [--quick] [--json]`: measure; say figure, floor, ratio, goal, and whether it is met."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from shop_desktop.bench import (
    backup,
    balance,
    commit,
    decode,
    finish,
    report,
    search,
    start,
    statement,
    verify,
    wire,
    workbook,
)
from shop_desktop.bench.figures import Figure

ROWS: dict[str, Callable[[Path, bool], list[Figure]]] = {
    "start": start.run,
    "commit": commit.run,
    "finish": finish.run,
    "wire": wire.run,
    "decode": decode.run,
    "search": search.run,
    "balance": balance.run,
    "statement": statement.run,
    "report": report.run,
    "workbook": workbook.run,
    "verify": verify.run,
    "backup": backup.run,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure the rows asked for. A missed goal is said, not failed: speed is reported here, behaviour is tested elsewhere."""
    options = _parser().parse_args(arguments)
    wrong = [name for name in options.names if name not in ROWS]
    if wrong:
        sys.stderr.write(f"bench: no such row: {', '.join(wrong)}; there are {', '.join(ROWS)}\n")
        return 2
    os.environ.pop("SHOP_DATABASE_URL", None)  # what is measured here lies in files
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name in options.names or ROWS:
            measured = ROWS[name](Path(folder), options.quick)
            figures += measured
            if not options.json:
                _print_rows(measured, head=len(figures) == len(measured))
    if options.json:
        sys.stdout.write(json.dumps([_told(figure) for figure in figures], ensure_ascii=False) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shop-admin bench", description="Speed and memory beside floors of the same run.")
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"rows: {', '.join(ROWS)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="smaller books, fewer rounds")
    parser.add_argument("--json", action="store_true", help="one array of objects instead of the table")
    return parser


def _print_rows(figures: list[Figure], *, head: bool) -> None:
    if head:
        sys.stdout.write(f"{'row':9}{'what':34}{'ours':>12}{'floor':>12} {'unit':9}{'ratio':>9}  goal\n")
    for f in figures:
        goal = f"{'≥' if f.at_least else '≤'} {f.goal:g}"
        line = (
            f"{f.row:9}{f.what:34}{f.ours:12.1f}{f.floor:12.1f} {f.unit:9}{f.ratio:9.2f}  {goal:7} {'met' if f.met else 'MISSED'}"
        )
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _told(figure: Figure) -> dict[str, object]:
    return {
        "row": figure.row,
        "what": figure.what,
        "ours": round(figure.ours, 3),
        "floor": round(figure.floor, 3),
        "unit": figure.unit,
        "ratio": round(figure.ratio, 3),
        "goal": figure.goal,
        "at_least": figure.at_least,
        "met": figure.met,
    }


if __name__ == "__main__":
    sys.exit(main())
