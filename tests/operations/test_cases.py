"""The worked cases of the counter: given these steps, this command answers so, the books show that, and verify."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from shop_desktop.domain.codes import ean13_check
from shop_desktop.domain.quantities import jin_text
from shop_desktop.domain.refused import Refused
from shop_desktop.exchange.shows import SHOWS
from tests.shop import Shop

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
COMMANDS = [case for case in CASES if "do" in case["when"]]
RULES = [case for case in CASES if "rule" in case["when"]]
WORKED = {
    "jin_text": lambda grams: {"text": jin_text(grams)},
    "ean13_check": lambda digits12: {"check": [ean13_check(digits) for digits in digits12]},
}


@pytest.mark.parametrize("case", COMMANDS, ids=lambda case: case["id"])
def test_a_worked_case_holds(bare_shop: Shop, case: dict[str, Any]) -> None:
    names: dict[str, str] = {}
    for step in case["given"].get("steps", []):
        answer = answered(bare_shop, named(step["do"], names))
        assert answer["ok"], answer
        names[step.get("as", "")] = answer["document"]
    want = case["then"].get("expect") or {}
    assert differences({"ok": "error" not in want, **want}, answered(bare_shop, named(case["when"]["do"], names))) == []
    for shown in case["then"].get("show", []):
        assert differences(shown["expect"], show(bare_shop, *shown["show"])) == []
    assert bare_shop.findings() == ()


@pytest.mark.parametrize("case", RULES, ids=lambda case: case["id"])
def test_a_worked_rule_holds(case: dict[str, Any]) -> None:
    assert WORKED[case["when"]["rule"]](**case["when"]["args"]) == case["then"]["result"]


def answered(shop: Shop, said: dict[str, Any]) -> dict[str, Any]:
    try:
        outcome = shop.post(said)
    except Refused as refused:
        return {"ok": False, "error": {"code": refused.code, "field": refused.field}}
    return {"ok": True, "op": outcome.op, "document": outcome.document, **outcome.answer}


def show(shop: Shop, what: str, *words: str) -> Any:
    """As `shop-admin show WHAT [KEY] [--at DATE]` answers."""
    key = words[0] if words and not words[0].startswith("--") else None
    day = datetime.fromisoformat(words[words.index("--at") + 1]) if "--at" in words else shop.now
    return json.loads(json.dumps(SHOWS[what](shop.books.reader, key, day.date())))


def named(said: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """`$name` stands for the document of an earlier step."""
    return {key: names[value[1:]] if isinstance(value, str) and value[:1] == "$" else value for key, value in said.items()}


def differences(want: Any, got: Any, path: str = "") -> list[str]:
    """What is wanted and not so; what was not asked for is not looked at. `_where` picks a row of a list."""
    if isinstance(want, dict):
        missing = [f"{path}.{key}: missing" for key in want if key not in got]
        return missing or [d for key in want for d in differences(want[key], got[key], f"{path}.{key}")]
    if isinstance(want, list) and want and all("_where" in row for row in want if isinstance(row, dict)):
        return [d for row in want for d in picked(row, got, path)]
    if isinstance(want, list) and len(want) == len(got):
        return [d for n, pair in enumerate(zip(want, got, strict=True)) for d in differences(*pair, f"{path}[{n}]")]
    return [] if want == got and type(want) is type(got) else [f"{path}: wanted {want!r}, got {got!r}"]


def picked(want: Any, got: list[Any], path: str) -> list[str]:
    if not isinstance(want, dict):
        return [] if want in got else [f"{path}: no {want!r}"]
    rest = {key: value for key, value in want.items() if key != "_where"}
    hits = [row for row in got if want["_where"].items() <= row.items()]
    return differences(rest, hits[0], path) if hits else [f"{path}: nothing with {want['_where']}"]
