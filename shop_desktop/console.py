"""What the command line says and reads: rows as JSON or as a table, findings, days. An edge: it prints, and reads the clock."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from shop_desktop.domain.calendar import SHOP_ZONE


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def print_table(rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if not listed:
        print("-", file=sys.stderr)
        return
    names = list(dict.fromkeys(name for row in listed for name in row))
    print("\t".join(names))
    for row in listed:
        print("\t".join("" if row.get(name) is None else str(row[name]) for name in names))


def print_findings(found: Iterable[Any], well: str) -> int:
    """Print findings, or that all holds."""
    listed = list(found)
    for finding in listed:
        print(f"{finding.where}: {finding.code}: {finding.detail}", file=sys.stderr)
    print(f"does not verify: {len(listed)} findings" if listed else well)
    return 1 if listed else 0


def now() -> datetime:
    return datetime.now(SHOP_ZONE)  # noqa: TID251 - an edge


def day(written: str) -> datetime:
    return datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=SHOP_ZONE)


def month_text(written: str) -> str:
    """A month as the command line takes it. ValueError for anything else."""
    return f"{datetime.strptime(written, '%Y-%m'):%Y-%m}"  # noqa: DTZ007 - no instant is meant


day.__name__, month_text.__name__ = "day", "month"
"""As a wrong call is told: `invalid month value: '2026-13'`."""


def plain(text: str) -> str:
    """Words from a stranger's file, fit for a terminal: what is not printed is shown as an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
