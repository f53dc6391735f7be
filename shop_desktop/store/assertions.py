"""Each month's close is an assertion: nothing was added to the month since, and what stood at its end is what the close says.

For `verify`: answers what does not hold, month and words; changes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from shop_desktop.domain.calendar import month_days
from shop_desktop.store.schema import documents

Standing = dict[tuple[str, str, str], int]
"""Ledger, item, account → amount at a month's end."""


Account = tuple[str, str, str]
_COUNTED = frozenset({"fund", "yard", "shelf"})
_OUTSTANDING = ("recycling:", "civic:", "pending:")


def what_does_not_hold(connection: Connection, moved: Mapping[str, Mapping[Account, int]]) -> Iterator[tuple[str, str]]:
    """Each thing wrong with a closed month: the document or month, and what is wrong. `moved`: entries summed, by month."""
    closes = select(documents.c.id, documents.c.content).where(documents.c.op == "month.close").order_by(documents.c.id)
    told = [(row.id, json.loads(row.content)) for row in connection.execute(closes)]
    if not told:
        return
    standing: Standing = defaultdict(int)
    behind = sorted(moved)
    for number, content in told:
        yield from _added(connection, number, content["month"])
        while behind and behind[0] <= content["month"]:
            for (ledger, item, account), amount in moved[behind.pop(0)].items():
                if account in _COUNTED:
                    standing[ledger, item, account] += amount
                elif ledger == "points" and account.startswith(_OUTSTANDING):
                    standing[ledger, item, "outstanding"] += amount
        yield from _said(content, standing)


def _added(connection: Connection, close: int, month: str) -> Iterator[tuple[str, str]]:
    """I9: documents recorded after the close and dated before its month was over."""
    late = documents.c.id > close, documents.c.business_date <= month_days(month)[1].isoformat()
    for number in connection.execute(select(documents.c.number).where(*late).order_by(documents.c.id)).scalars():
        yield number, f"is dated in {month}, which was closed before it"


def _said(content: Mapping[str, Any], standing: Standing) -> Iterator[tuple[str, str]]:
    month = content["month"]
    for name, key in (("fund_fen", ("fund", "", "fund")), ("outstanding", ("points", "", "outstanding"))):
        if content[name] != standing.get(key, 0):
            yield month, f"its close says {name} {content[name]}, its documents {standing.get(key, 0)}"
    for place, ledger in (("yard", "materials"), ("shelf", "goods")):
        for item, quantity, _fen in content[place]:
            if quantity != standing.get((ledger, item, place), 0):
                yield month, f"its close says {place} {item} {quantity}, its documents {standing.get((ledger, item, place), 0)}"
