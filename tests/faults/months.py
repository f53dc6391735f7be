"""Faults of a month's close and of its file: killed and filled half-way, bytes flipped, hands at it with another key."""

import hashlib
import json
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from nacl.signing import SigningKey

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange import envelope
from shop_desktop.exchange.keys import KnownKeys, public_key
from shop_desktop.exchange.monthly import export_month
from shop_desktop.exchange.verdict import Verdict, verify_file
from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.queries.months import closed_months
from shop_desktop.store.verify import verify_books
from tests.faults.campaign import Row
from tests.faults.process import Child, Say
from tests.faults.sticks import small_disk
from tests.shop import VILLAGE, Shop, found_books, ticket_of

MONTH = "2026-11"
CLOSE = {"op": "month.close", "month": MONTH}
Members = dict[str, bytes]


def november(folder: Path, *, close: bool = True) -> Path:
    """A village's books a week after November, closed or about to be."""
    found_books(folder, VILLAGE)
    shop = Shop(open_books(folder))
    for n in range(20):
        shop.post(ticket_of("H1", steel_g=9000 + n, battery=3, goods={"soap": n % 2}) if n % 2 else ticket_of("H2", steel_g=77))
    shop.later(days=8)
    if close:
        shop.post(CLOSE)
    shop.books.close()
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Shop]:
    shop = Shop(open_books(folder))
    shop.later(days=8)
    yield shop
    shop.books.close()


def flipped_file(folder: Path, full: bool, times: int = 150) -> Row:
    """One byte of a month's file flipped: every one of its first and last 4 KiB, others by chance: found, and the place named."""
    row, chance = Row("a byte of a month's file flipped"), random.Random()
    with opened(november(folder / "books")) as shop:
        data = export_month(shop.books.reader, shop.books.folder, MONTH, folder).file.read_bytes()
    file, known = folder / "flipped.zip", KnownKeys(folder / "reader")
    ends = [*range(4096), *range(len(data) - 4096, len(data))]
    inside = [chance.randrange(len(data)) for _ in range(20_000 if full else times)]
    for place in [*(ends if full else chance.sample(ends, times)), *inside]:
        file.write_bytes(data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :])
        row.tried += 1
        try:
            told = verify_file(file, known)
        except Trouble as trouble:
            row.told(trouble)
        else:
            row.expect(bool(told.findings) and all(finding.where for finding in told.findings))
    return row


def forged_file(folder: Path, _full: bool) -> Row:
    """Hands at a month's file, which is signed anew: with the shop's own key its books speak, with another the key is named."""
    row = Row("a month's file forged and signed again")
    with opened(november(folder / "books")) as shop:
        told = export_month(shop.books.reader, shop.books.folder, MONTH, folder)
        own = SigningKey(bytes.fromhex((shop.books.folder / "keys" / "signing.key").read_text().strip()))
    members, _wrong = envelope.unpack(told.file.read_bytes())
    known = KnownKeys(folder / "reader")
    row.expect(verify_file(told.file, known).holds)
    for forge in FORGERIES:
        for key in (own, SigningKey.generate()):
            forged = dict(members)
            forge(forged, folder / "hand")
            told.file.write_bytes(_signed(forged, key))
            row.tried += 1
            found = verify_file(told.file, known)
            row.expect(_names(found, key is own))
    return row


def _names(found: Verdict, own: bool) -> bool:
    return bool(found.findings) if own else "other-key" in {finding.code for finding in found.findings}


def _signed(members: Members, key: SigningKey) -> bytes:
    """The file as a forger packs it: hashes, seal and signature computed anew."""
    manifest = json.loads(members["manifest.json"])
    members["key.pem"] = public_key(key).pem.encode()
    manifest["key"] = public_key(key).fingerprint
    manifest["seal"] = hashlib.sha256(members["journal.txt"]).hexdigest()
    for name in manifest["files"]:
        manifest["files"][name] = {"bytes": len(members[name]), "sha256": hashlib.sha256(members[name]).hexdigest()}
    members["manifest.json"] = json.dumps(manifest, ensure_ascii=False).encode()
    members["manifest.sig"] = bytes(key.sign(members["manifest.json"]).signature)
    return envelope.pack(members)


def _swap_two(members: Members, _hand: Path) -> None:
    lines = members["journal.txt"].split(b"\n")
    lines[3], lines[4] = lines[4], lines[3]
    members["journal.txt"] = b"\n".join(lines)


def _drop_one(members: Members, _hand: Path) -> None:
    lines = members["journal.txt"].split(b"\n")
    members["journal.txt"] = b"\n".join(lines[:5] + lines[6:])


def _other_amount(members: Members, hand: Path) -> None:
    _by_sql(members, hand, "UPDATE entries SET amount = amount * 2 WHERE ledger = 'points' AND document_id = 30")


def _without_last(members: Members, hand: Path) -> None:
    _by_sql(members, hand, "DELETE FROM documents WHERE id = (SELECT max(id) - 1 FROM documents)")


def _other_name(members: Members, hand: Path) -> None:
    _by_sql(members, hand, "UPDATE households SET name = '别人' WHERE id = 1")


def _by_sql(members: Members, hand: Path, sql: str) -> None:
    hand.mkdir(exist_ok=True)
    (hand / FILE).write_bytes(members[FILE])
    with closing(sqlite3.connect(hand / FILE)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _text in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)
        for _name, text in triggers:
            connection.execute(text)
        connection.commit()
    members[FILE] = (hand / FILE).read_bytes()


FORGERIES: tuple[Callable[[Members, Path], None], ...] = (_swap_two, _drop_one, _other_amount, _without_last, _other_name)


def full_export(folder: Path, full: bool, steps: int = 12) -> Row:
    """A stick without room for a month's file: said so, what lay there untouched, and on with it once there is room."""
    row = Row("stick full while a month is exported")
    with opened(november(folder / "books")) as shop, small_disk(folder, "8m") as stick:
        if stick is None:
            row.not_tried = "this user may not mount a small disk"
            return row
        whole = export_month(shop.books.reader, shop.books.folder, MONTH, stick).file
        before = whole.read_bytes()
        for room in range(0, len(before), max(len(before) // (steps * (10 if full else 1)), 4096)):
            filler = stick / "filler"
            filler.write_bytes(b"\0" * max(shutil.disk_usage(stick).free - room, 0))
            row.tried += 1
            try:
                export_month(shop.books.reader, shop.books.folder, MONTH, stick)
                row.expect(room + 8192 >= len(before))
            except Trouble as trouble:
                row.told(trouble)
                row.expect(trouble.code == "disk-full")
            row.expect(whole.read_bytes() == before)
            filler.unlink()
        row.expect(export_month(shop.books.reader, shop.books.folder, MONTH, stick).file.read_bytes() == before)
        row.expect({file.name for file in stick.iterdir()} <= {whole.name, "lost+found"})
    return row


def killed_close(folder: Path, full: bool, times: int = 12) -> Row:
    """kill -9 while a month is closed and exported: closed or not, never half; a file that is there holds."""
    row, chance = Row("killed while a month is closed"), random.Random()
    made = november(folder / "made", close=False)
    for n in range(300 if full else times):
        books, stick = folder / f"books{n}", folder / f"stick{n}"
        shutil.copytree(made, books)
        row.tried += 1

        def close(say: Say, books: Path = books, stick: Path = stick) -> None:
            with opened(books) as shop:
                say("open")
                say(shop.post(CLOSE).document)
                export_month(shop.books.reader, books, MONTH, stick)
                say("exported")

        child = Child(close)
        child.next()
        time.sleep(chance.random() * 0.5)
        heard = child.kill()
        with opened(books) as shop:
            closed = closed_months(shop.books.reader)
            row.lost += bool(heard) and closed != (MONTH,)
            row.expect(closed in {(), (MONTH,)} and not verify_books(shop.books.reader))
        files = list(stick.glob("*.zip")) if stick.exists() else []
        row.lost += "exported" in heard and not files
        row.expect(all(verify_file(file, KnownKeys(folder / f"reader{n}")).holds for file in files))
        shutil.rmtree(books)
    return row
