"""What comes from outside: lines that are no commands, and a clock that jumps."""

import json
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from shop_desktop.domain.refused import Refused
from shop_desktop.store.books import open_books
from shop_desktop.store.verify import verify_books
from tests.faults.campaign import Row, Villages
from tests.shop import VILLAGE, Shop, ticket_of

ADMIN = (sys.executable, "-c", "import sys; from shop_desktop.admin import main; sys.exit(main())")
GOOD = [json.dumps(said, ensure_ascii=False).encode() for said in (*VILLAGE, ticket_of("H1", steel_g=900, battery=6))]
NASTY: tuple[object, ...] = (
    None, True, -1, 0, 1.5, 1e400, 10**40, "", " ", "\0", "字" * 400, "💣", "‮", "../../etc/passwd", "=1+1",
    "'; DROP TABLE documents; --", [], {}, [[[[]]]], "0001-01-01T00:00:00+14:00", "9999-12-31", "2026-02-30",
)  # fmt: skip


def bad_input(folder: Path, full: bool, lines: int = 5_000) -> Row:
    """Random and mutated lines into `shop-admin post`: each answered by a line, none the end, the books whole."""
    row, chance = Row("random lines into shop-admin post"), random.Random()
    village = Villages(folder).new()
    said = [line for line in (_mutated(chance) for _ in range(100_000 if full else lines)) if line.strip()]
    done = subprocess.run([*ADMIN, "--data", str(village), "post", "-"], input=b"\n".join(said), capture_output=True, check=False)
    row.tried = len(said)
    answers = [json.loads(answer) for answer in done.stdout.splitlines()]
    row.expect(len(answers) == len(said) and done.stderr == b"" and done.returncode in {0, 1})
    row.messages = {f"{code} ×{count}" for code, count in _counted(answers)}
    books = open_books(village)
    row.expect(verify_books(books.reader) == ())
    there = {number for (number,) in books.reader.exec_driver_sql("SELECT number FROM documents")}
    row.lost += len({answer["document"] for answer in answers if answer["ok"]} - there)
    books.close()
    return row


def _counted(answers: list[dict[str, object]]) -> list[tuple[str, int]]:
    codes = ["posted" if answer["ok"] else str(answer["error"]["code"]) for answer in answers]  # type: ignore[index]
    return [(code, codes.count(code)) for code in sorted(set(codes))]


def _mutated(chance: random.Random) -> bytes:
    """A good command with something wrong in it, or no command at all."""
    line = chance.choice(GOOD)
    how = chance.randrange(5)
    if how == 0:
        return bytes(chance.choices(range(256), k=chance.randrange(80))).replace(b"\n", b"")
    if how == 1:
        return _bytes_changed(chance, line)
    if how == 2:
        said = json.loads(line)
        said[chance.choice([*said, "at", "by", "ref", "note", "new"])] = chance.choice(NASTY)
        return json.dumps(said, ensure_ascii=chance.random() < 0.5).encode()
    if how == 3:
        return line[: chance.randrange(len(line))]
    return json.dumps({**json.loads(line), "code": str(chance.random())}).encode()


def _bytes_changed(chance: random.Random, line: bytes) -> bytes:
    changed = bytearray(line)
    for _ in range(chance.randrange(1, 4)):
        changed[chance.randrange(len(changed))] = chance.choice([b for b in range(256) if b != 10])
    return bytes(changed)


def clock_jumps(folder: Path, full: bool) -> Row:
    """The PC's clock set back or far ahead: `clock` until the manager confirms, and numbers and order stay whole."""
    row, chance = Row("clock set back or far ahead"), random.Random()
    shop, said = Shop(open_books(Villages(folder).new())), {"op": "scale.check", "known_g": 1000, "shown_g": 1000}
    for _ in range(500 if full else 60):
        shop.post(said)
        back = timedelta(seconds=-chance.randrange(301, 10**8))
        shop.now += chance.choice([back, timedelta(days=chance.randrange(367, 4000))])
        row.tried += 1
        try:
            shop.post(said)
            row.expect(False)
        except Refused as refused:
            row.expect(refused.code == "clock")
            row.told(refused)
        shop.post({"op": "clock.confirm"})
    row.expect(shop.findings() == ())
    shop.books.close()
    return row
