"""A monthly file held against itself, its key and its seal: each finding names where; nothing of it is written outside scratch.

Looks at every byte: the file must be the one zip that its members make, and each member what the signed manifest says.
"""

import hashlib
import json
import logging
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange import envelope
from shop_desktop.exchange.keys import KnownKeys, PublicKey, public_of_pem, read_fingerprint
from shop_desktop.exchange.monthly import JOURNAL, KEY, MANIFEST, SIGNATURE, totals
from shop_desktop.store.backup import reading
from shop_desktop.store.books import FILE
from shop_desktop.store.queries import months
from shop_desktop.store.schema import SCHEMA_VERSION
from shop_desktop.store.seals import closes, journal_text
from shop_desktop.store.verify import Finding, verify_books

Progress = Callable[[int, int], None]
OTHER_KEY = "other-key"
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a monthly file says of itself, and what does not hold (nothing where all does).

    `pinned`: the fingerprint this reader holds the village to, "" before its first file; `told` the manifest; `newly`: its key
    was taken on trust, as nobody had pinned one and none was typed.
    """

    findings: tuple[Finding, ...]
    village: str = ""
    month: str = ""
    seal: str = ""
    fingerprint: str = ""
    pinned: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)

    newly: bool = False

    @property
    def holds(self) -> bool:
        return not self.findings

    @property
    def whole(self) -> bool:
        """Whether it is as somebody signed it, be it the wrong one."""
        return all(found.code == OTHER_KEY for found in self.findings)


def verify_file(
    file: Path,
    known: KnownKeys,
    *,
    key: str = "",
    passphrase: str = "",
    pin: bool = True,
    progress: Progress = lambda done, of: None,
) -> Verdict:
    """Hold a monthly file against itself and the key it must be signed with.

    `key`: a fingerprint typed from paper, which is pinned for the village where all holds; else the pinned one, else the
    file's own, pinned as the village's first; without `pin` neither is. Refused: `bad-fingerprint`. Trouble: `no-file`,
    `not-a-monthly-file`, ….
    """
    wanted = read_fingerprint(key) if key else ""
    members, wrong = envelope.unpack(envelope.unlock(envelope.read(file), passphrase))
    broken = {name for name, how in wrong if how == envelope.DAMAGED} - members.keys()
    if MANIFEST not in members:
        if MANIFEST in broken:
            raise Trouble("backup-damaged", why="monthly", file=file.name, where=MANIFEST)
        ours = any(name.endswith((MANIFEST, JOURNAL, FILE)) for name in members)
        raise Trouble("not-a-monthly-file", what=MANIFEST, **({"why": "repacked"} if ours else {}))
    told = _manifest(members[MANIFEST])
    signer = public_of_pem(members.get(KEY, b""))
    pinned = known.of(_village(told))
    found = [Finding("envelope", name, how) for name, how in wrong if name not in broken]
    found += _members(members, told, broken)
    found += _signature(members, told, signer, wanted or pinned)
    if not found:
        found += _books(members, told, progress)
    fingerprint = signer.fingerprint if signer else ""
    verdict = Verdict(
        findings=tuple(found),
        village=str(told.get("village", "")),
        month=str(told.get("month", "")),
        seal=str(told.get("seal", "")),
        fingerprint=fingerprint,
        pinned=pinned,
        told=told,
        newly=not wanted and not pinned,
    )
    if pin and verdict.holds:
        pin_key(verdict, known)
    return verdict


def pin_key(verdict: Verdict, known: KnownKeys) -> None:
    """Hold a village from now on to the key that signed a file of it which holds. Trouble: `read-only`, `disk-full`."""
    if verdict.fingerprint != verdict.pinned:
        known.pin(_village(verdict.told), verdict.fingerprint)


def _village(told: Mapping[str, Any]) -> str:
    return f"{told.get('township', '')}/{told.get('village', '')}"


def read_monthly(
    file: Path,
    to: Path,
    known: KnownKeys,
    passphrase: str = "",
    *,
    key: str = "",
    progress: Progress = lambda done, of: None,
) -> Verdict:
    """Put the books of a monthly file, and the pictures of its papers, beside each other, each byte as it was signed.

    Pins no key. Trouble: `not-a-monthly-file`; `other-key` where it is whole, but signed by another key than the one typed or
    pinned; `backup-damaged` with what is wrong where.
    """
    verdict = verify_file(file, known, key=key, passphrase=passphrase, pin=False, progress=progress)
    if not verdict.whole:
        first = next(found for found in verdict.findings if found.code != OTHER_KEY)
        raise Trouble("backup-damaged", file=file.name, where=first.where, what=first.detail, why="monthly")
    if not verdict.holds:
        wanted = read_fingerprint(key) if key else verdict.pinned
        raise Trouble(OTHER_KEY, file=file.name, village=verdict.village, signer=verdict.fingerprint, wanted=wanted)
    members, _wrong = envelope.unpack(envelope.unlock(envelope.read(file), passphrase))
    to.write_bytes(members[FILE])
    for name, content in members.items():
        if re.fullmatch(r"photos/[0-9a-f]{64}\.[a-z]{3,4}", name):
            photo = to.parent / name
            photo.parent.mkdir(exist_ok=True)
            photo.write_bytes(content)
    return verdict


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _members(members: Mapping[str, bytes], told: Mapping[str, Any], broken: Set[str]) -> Iterator[Finding]:
    """Each member is there and can be read, is the one that was hashed, and no other is there."""
    yield from (Finding("member", name, envelope.DAMAGED) for name in sorted(broken))
    files = told.get("files")
    if not isinstance(files, dict):
        yield Finding("manifest", MANIFEST, "cannot be read")
        return
    beside = {MANIFEST, SIGNATURE}
    if list(members) != [MANIFEST, SIGNATURE, *sorted(members.keys() - beside)]:
        yield Finding("envelope", MANIFEST, "members are not in their order")
    for name in sorted(files.keys() | members.keys() - beside):
        if name in broken:
            continue
        if name not in members:
            yield Finding("member", name, "is missing")
        elif name not in files:
            yield Finding("member", name, "was put in")
        elif not isinstance(files[name], dict) or files[name].get("sha256") != hashlib.sha256(members[name]).hexdigest():
            yield Finding("member", name, "is not what was signed")


def _signature(members: Mapping[str, bytes], told: Mapping[str, Any], signer: PublicKey | None, wanted: str) -> Iterator[Finding]:
    """The manifest is signed by the key in the file, and that key is the one this reader holds the village to."""
    if signer is None:
        yield Finding("key", KEY, "is no key")
        return
    if not signer.holds(members[MANIFEST], members.get(SIGNATURE, b"")):
        yield Finding("signature", MANIFEST, f"is not signed by {signer.fingerprint}")
    if told.get("key") != signer.fingerprint:
        yield Finding("key", MANIFEST, f"names another key than {signer.fingerprint}")
    if wanted and wanted != signer.fingerprint:
        yield Finding(OTHER_KEY, KEY, f"{signer.fingerprint} ≠ {wanted}")


def _books(members: Mapping[str, bytes], told: Mapping[str, Any], progress: Progress) -> Iterator[Finding]:
    """The journal makes the seal; the books inside hold, make that journal, and come to the manifest's totals."""
    journal = members.get(JOURNAL, b"")
    if hashlib.sha256(journal).hexdigest() != told.get("seal"):
        yield Finding("seal", JOURNAL, "does not make the seal")
    if str(told.get("schema")) > SCHEMA_VERSION:
        raise Trouble("newer-books", version=told.get("schema"))
    scratch = Path(tempfile.mkdtemp(prefix="qingcheng-"))
    try:
        (scratch / FILE).write_bytes(members.get(FILE, b""))
        with reading(scratch / FILE) as inner:
            yield from verify_books(inner, progress)
            yield from _agrees(inner, str(told.get("month")), journal, told)
    except Trouble as trouble:
        LOG.info("verify: %s %s", trouble.code, trouble.facts)
        yield Finding("books", FILE, "cannot be read to its end")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _agrees(inner: Connection, month: str, journal: bytes, told: Mapping[str, Any]) -> Iterator[Finding]:
    closed = closes(inner)
    if not closed or closed[-1][0] != month:
        yield Finding("books", FILE, "do not end with the month's close")
        return
    lines = [f"{line}\n" for line in journal.decode(errors="replace").split("\n")[:-1]]
    for number, (ours, theirs) in enumerate(zip(journal_text(inner, month), [*lines, ""], strict=False), 1):
        if ours != theirs:
            yield Finding("journal", f"{JOURNAL}:{number}", "is not what the books say")
            return
    figures = months.month_figures(inner, month)
    if (figures.village, figures.township) != (told.get("village"), told.get("township")):
        yield Finding("village", MANIFEST, "names another village than the books")
    if totals(figures) != told.get("totals"):
        yield Finding("totals", MANIFEST, "are not what the books come to")
