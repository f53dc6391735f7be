"""`python -m shop_desktop.bench [NAME…] [--quick] [--json]`: the rows measured, each beside its floor. Exit status 0.

A figure short of its goal is said, not failed: tests assert behaviour, this reports speed.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from shop_desktop.bench.figures import Figure

ROWS = ("start", "commit", "finish", "wire", "decode", "search", "balance")


def main() -> int:
    """Measure the rows that were named, or all."""
    parser = argparse.ArgumentParser(prog="shop-admin bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="under a minute")
    parser.add_argument("--json", action="store_true", help="one object a figure")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in ROWS]
    if unknown:
        parser.error(f"no such row: {unknown[0]}; there are {', '.join(ROWS)}")
    if not options.json:
        print(f"{'row':10} {'what':18} {'ours':>12} {'floor':>12} {'ratio':>8}   goal")
    for name in options.names or ROWS:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            for figure in import_module(f"shop_desktop.bench.{name}").run(Path(folder), options.quick):
                print(
                    json.dumps(asdict(figure) | {"ratio": figure.ratio, "met": figure.met}) if options.json else _line(figure),
                    flush=True,
                )
    return 0


def _line(figure: Figure) -> str:
    ours, floor = (
        f"{value:,.1f} {figure.unit}" if value >= 1 else f"{value:.4f} {figure.unit}" for value in (figure.ours, figure.floor)
    )
    goal = f"{'≥' if figure.at_least else '≤'} {figure.goal:g} {'met' if figure.met else 'short'}"
    return f"{figure.row:10} {figure.what:18} {ours:>18} {floor:>18} {figure.ratio:>8.2f}   {goal}"


if __name__ == "__main__":
    sys.exit(main())
