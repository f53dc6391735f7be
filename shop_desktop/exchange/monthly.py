"""A month's file for the committee: books, journal, workbook and papers in one signed zip that opens without us.

Everything in it follows from the books as they stood at the close, so that the same month gives the same bytes.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange import envelope
from shop_desktop.exchange.keys import PublicKey, public_key, signing_key
from shop_desktop.exchange.papers import month_papers
from shop_desktop.exchange.workbook import month_workbook
from shop_desktop.store.backup import reading
from shop_desktop.store.books import FILE
from shop_desktop.store.extract import books_at_close
from shop_desktop.store.queries import fund, months, tickets
from shop_desktop.store.schema import SCHEMA_VERSION
from shop_desktop.store.seals import compute_seal, journal_text
from shop_desktop.store.trouble import trouble_of_place
from shop_desktop.text import written_in

Progress = Callable[[int, int], None]
MANIFEST, SIGNATURE, KEY, JOURNAL, WORKBOOK = "manifest.json", "manifest.sig", "key.pem", "journal.txt", "report.xlsx"
FORMAT = 1
LANGUAGE = "zh_CN"
"""The committee reads Chinese, whatever the window speaks."""
WHOLE = 1000


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A monthly file as it was written: where, the seal for paper, and the key's fingerprint for paper."""

    file: Path
    seal: str
    fingerprint: str


def export_month(
    reader: Connection,
    folder: Path,
    month: str,
    to: Path,
    *,
    passphrase: str = "",
    photos: bool = False,
    progress: Progress = lambda done, of: None,
) -> Exported:
    """Write a closed month's file into a folder, flushed to the disk, read back and compared.

    `folder` holds the books' keys and photos. Refused: `month-open`. Trouble: `no-key`; `read-only`, `disk-full` of the place;
    `not-written`.
    """
    if month not in months.closed_months(reader):
        raise Refused("month-open", field="month", month=month)
    key = signing_key(folder)
    members, village = _members(reader, folder, month, public_key(key), photos=photos, progress=progress)
    signed = {MANIFEST: members[MANIFEST], SIGNATURE: bytes(key.sign(members[MANIFEST]).signature)}
    data = envelope.pack(signed | members)
    if passphrase:
        data = envelope.lock(data, passphrase)
    file = to / f"{file_name(village)}-{month}.{'locked' if passphrase else 'zip'}"
    _write(file, data)
    progress(WHOLE, WHOLE)
    seal = json.loads(members[MANIFEST])["seal"]
    return Exported(file=file, seal=seal, fingerprint=public_key(key).fingerprint)


def file_name(village: str) -> str:
    """A village's name as any system takes it in a file's name.

    >>> file_name("../上坪村:1")
    '上坪村1'
    """
    return "".join(c for c in village if c.isalnum() or c in " -_")[:60].strip() or "village"


def _members(
    reader: Connection, folder: Path, month: str, key: PublicKey, *, photos: bool, progress: Progress
) -> tuple[dict[str, bytes], str]:
    """The members but the signature, the manifest first; and the village's name."""
    scratch = Path(tempfile.mkdtemp(prefix="qingcheng-"))
    try:
        target = scratch / FILE
        books_at_close(reader, month, target, lambda done, of: progress(done * WHOLE // (2 * max(of, 1)), WHOLE))
        with reading(target) as inner, written_in(LANGUAGE):
            figures = months.month_figures(inner, month)
            members = _told(inner, figures, key, lambda done, of: progress(WHOLE // 2 + done * WHOLE // (3 * max(of, 1)), WHOLE))
            members[FILE] = target.read_bytes()
            if photos:
                members |= _photos(folder, fund.scans(inner, *(figures.since, figures.until)))
            members = dict(sorted(members.items()))
            manifest = _manifest(inner, figures, key, members)
    except OSError as e:
        raise trouble_of_place(e, scratch) from e
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return {MANIFEST: manifest, **members}, figures.village


def _told(inner: Connection, figures: MonthFigures, key: PublicKey, progress: Progress) -> dict[str, bytes]:
    """Journal, workbook, papers and key, from the books at the close."""
    within = (figures.since, figures.until)
    count = tickets.count_lines(inner, *within)
    journal = "".join(journal_text(inner, figures.label))
    named = {"file": f"{file_name(figures.village)}-{figures.label}.zip", "previous": journal[:64]}
    return {
        KEY: key.pem.encode(),
        JOURNAL: journal.encode(),
        WORKBOOK: month_workbook(figures, tickets.lines_of(inner, *within), count, progress),
        **month_papers(figures, fund.account(inner, *within), fund.donations(inner, *within), key, **named),
    }


def _photos(folder: Path, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """The pictures of papers, by the SHA-256 that the books hold; one that is gone is left out."""
    found = {}
    for digest in wanted:
        for file in sorted((folder / "photos").glob(f"{digest}.*")):
            content = file.read_bytes()
            if hashlib.sha256(content).hexdigest() == digest:
                found[f"photos/{file.name}"] = content
    return found


def _manifest(inner: Connection, figures: MonthFigures, key: PublicKey, members: Mapping[str, bytes]) -> bytes:
    """What the signature covers: who and when, the seal, totals, and the hash of every member."""
    seal = compute_seal(inner, figures.label)
    told: dict[str, Any] = {
        "format": FORMAT,
        "schema": SCHEMA_VERSION,
        "village": figures.village,
        "township": figures.township,
        "month": figures.label,
        "previous_seal": members[JOURNAL][:64].decode(),
        "seal": seal,
        "seal_code": seal_code(seal),
        "key": key.fingerprint,
        "totals": totals(figures),
        "files": {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in members.items()},
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def totals(figures: MonthFigures) -> dict[str, Any]:
    """The month's sums as manifest, command line and verification hold them against each other: whole numbers."""
    return {
        "tickets": figures.tickets,
        "voided": figures.voided,
        "net_g": figures.net_g,
        "pieces": figures.pieces,
        "sold_fen": figures.sold_fen,
        "points": asdict(figures.points),
        "fund_opening_fen": figures.fund.opening_fen,
        "fund_in_fen": figures.fund.in_fen,
        "fund_out_fen": figures.fund.out_fen,
        "fund_closing_fen": figures.fund.closing_fen,
        "receivable_fen": figures.fund.receivable_fen,
        "yard": {m.code: m.closing for m in figures.materials},
        "shelf": {g.code: g.closing for g in figures.goods if not g.service},
        "documents": figures.documents,
    }


def _write(file: Path, data: bytes) -> None:
    """Beside its name first, flushed, read back, then in place: a stick pulled out early leaves no half file."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if part.read_bytes() != data:
            raise Trouble("not-written", file=str(file))
        part.replace(file)
    except OSError as e:
        raise trouble_of_place(e, file.parent) from e
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
