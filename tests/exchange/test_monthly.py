"""A month's file: the same bytes from the same books, signed, opened without us; one byte changed is found and named."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from shop_desktop import text
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange import envelope
from shop_desktop.exchange.keys import KnownKeys, public_key, signing_key
from shop_desktop.exchange.monthly import Exported, export_month
from shop_desktop.exchange.restore import Monthly, restore
from shop_desktop.exchange.verdict import Verdict, verify_file
from shop_desktop.store.books import open_books
from tests.shop import VILLAGE, Shop, copied, found_books, ticket_of

MONTH = "2026-11"


@pytest.fixture(scope="session")
def november(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Books with November closed and a ticket of December."""
    folder = tmp_path_factory.mktemp("november") / "books"
    found_books(folder, VILLAGE)
    shop = Shop(open_books(folder))
    shop.post(ticket_of("H1", steel_g=9000, battery=3, goods={"soap": 1, "haircut": 1}))
    shop.post({"op": "fund.receive", "source": "elder-donation", "from": "钟老先生", "amount_fen": 50_000, "unnamed": True})
    shop.post({"op": "user.pin", "name": "cashier", "pin": "4711"})
    shop.later(days=8)
    shop.post({"op": "month.close", "month": MONTH})
    shop.post(ticket_of("H2", steel_g=1234))
    shop.books.close()
    return folder


@pytest.fixture
def books(november: Path, tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(open_books(copied(november, tmp_path / "books")))
    shop.later(days=8)
    yield shop
    shop.books.close()


def exported(shop: Shop, to: Path, **more: object) -> Exported:
    return export_month(shop.books.reader, shop.books.folder, MONTH, to, **more)  # type: ignore[arg-type]


def verdict(file: Path, reader: Path, **more: str) -> Verdict:
    return verify_file(file, KnownKeys(reader), **more)


def spoken(trouble: Trouble) -> str:
    text.use("en")
    try:
        return text.sentence(trouble)
    finally:
        text.use("zh_CN")


def test_the_same_month_makes_the_same_bytes_also_later(books: Shop, tmp_path: Path) -> None:
    first = exported(books, tmp_path / "1").file.read_bytes()
    books.post(ticket_of("H1", steel_g=777))
    books.post({"op": "household.change", "household": "H1", "name": "改名"})
    assert exported(books, tmp_path / "2").file.read_bytes() == first


def test_a_line_separator_in_a_note_and_a_strange_village_name_do_no_harm(books: Shop, tmp_path: Path) -> None:
    books.post({"op": "village.set", "name": "../上坪:1", "township": "云溪乡"})
    books.post({**ticket_of("H1", steel_g=777), "note": "a\u2028b\u0085c"})
    books.later(days=31)
    books.post({"op": "month.close", "month": "2026-12"})
    told = export_month(books.books.reader, books.books.folder, "2026-12", tmp_path / "stick")
    assert (told.file.parent, told.file.name) == (tmp_path / "stick", "上坪1-2026-12.zip")
    assert verdict(told.file, tmp_path / "reader").holds


def test_a_file_zipped_anew_or_of_a_village_named_otherwise_is_refused(books: Shop, tmp_path: Path) -> None:
    told = exported(books, tmp_path)
    members, _wrong = envelope.unpack(told.file.read_bytes())
    with zipfile.ZipFile(tmp_path / "deflated.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with pytest.raises(Trouble):
        verdict(tmp_path / "deflated.zip", tmp_path / "reader")
    manifest = json.loads(members["manifest.json"])
    manifest["village"] += "\u200b"
    members["manifest.json"] = json.dumps(manifest).encode()
    members["manifest.sig"] = signing_key(books.books.folder).sign(members["manifest.json"]).signature
    told.file.write_bytes(envelope.pack(members))
    assert [f.code for f in verdict(told.file, tmp_path / "reader").findings] == ["village"]
    with pytest.raises(Trouble):
        restore(told.file, tmp_path / "new", today=books.now.date())


def test_another_keys_file_is_not_restored_where_the_villages_is_pinned(books: Shop, tmp_path: Path) -> None:
    pinned = exported(books, tmp_path / "1")
    verdict(pinned.file, tmp_path / "reader")
    shutil.rmtree(books.books.folder / "keys")
    other = exported(books, tmp_path / "2")
    with pytest.raises(Trouble) as trouble:
        restore(other.file, tmp_path / "new", today=books.now.date(), monthly=Monthly(reader=tmp_path / "reader"))
    assert trouble.value.code == "other-key"
    assert trouble.value.facts.items() >= {"signer": other.fingerprint, "wanted": pinned.fingerprint}.items()
    for part in ("signed by somebody else", other.fingerprint, pinned.fingerprint):
        assert part in spoken(trouble.value)
    damaged = bytearray(other.file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    other.file.write_bytes(damaged)
    with pytest.raises(Trouble) as trouble:
        restore(other.file, tmp_path / "new", today=books.now.date(), monthly=Monthly(reader=tmp_path / "reader"))
    assert trouble.value.code == "backup-damaged"


def test_a_restored_file_is_held_to_the_key_that_was_typed(books: Shop, tmp_path: Path) -> None:
    told, reader, today = exported(books, tmp_path), tmp_path / "reader", books.now.date()
    with pytest.raises(Trouble) as trouble:
        restore(told.file, tmp_path / "new", today=today, monthly=Monthly(key="0" * 24, reader=reader))
    assert (trouble.value.code, KnownKeys(reader).of("云溪乡/上坪村")) == ("other-key", "")
    brought = restore(told.file, tmp_path / "new", today=today, monthly=Monthly(key=told.fingerprint.lower(), reader=reader))
    assert (brought.signed_by, brought.newly) == (told.fingerprint, False)
    assert KnownKeys(reader).of("云溪乡/上坪村") == told.fingerprint


def test_a_villages_first_file_is_restored_on_trust_and_said_to_be(books: Shop, tmp_path: Path) -> None:
    told, monthly = exported(books, tmp_path), Monthly(reader=tmp_path / "reader")
    first = restore(told.file, tmp_path / "new", today=books.now.date(), monthly=monthly)
    again = restore(told.file, tmp_path / "newer", today=books.now.date(), monthly=monthly)
    assert [(one.signed_by, one.newly) for one in (first, again)] == [(told.fingerprint, True), (told.fingerprint, False)]


def test_only_a_closed_month_is_exported(books: Shop, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        export_month(books.books.reader, books.books.folder, "2026-12", tmp_path)
    assert refused.value.code == "month-open"


def test_no_phone_and_no_pin_leave_the_shop(books: Shop, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(books, tmp_path).file) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"13800001234" not in whole
    assert b"argon2" not in whole
    assert "钟老先生".encode() in whole


def test_a_file_as_written_holds_and_pins_its_villages_key(books: Shop, tmp_path: Path) -> None:
    told = exported(books, tmp_path)
    first = verdict(told.file, tmp_path / "reader")
    assert (first.holds, first.pinned, first.fingerprint, first.seal) == (True, "", told.fingerprint, told.seal)
    assert verdict(told.file, tmp_path / "reader").pinned == told.fingerprint


def test_another_key_is_named_until_it_is_typed_from_paper(books: Shop, tmp_path: Path) -> None:
    verdict(exported(books, tmp_path / "1").file, tmp_path / "reader")
    shutil.rmtree(books.books.folder / "keys")
    other = exported(books, tmp_path / "2")
    refused = verdict(other.file, tmp_path / "reader")
    assert [f.code for f in refused.findings] == ["other-key"]
    assert other.fingerprint in refused.findings[0].detail
    assert verdict(other.file, tmp_path / "reader", key=other.fingerprint.lower().replace(" ", "")).holds
    assert verdict(other.file, tmp_path / "reader").holds


def test_a_fingerprint_that_is_typed_wrong_pins_nothing(books: Shop, tmp_path: Path) -> None:
    file = exported(books, tmp_path).file
    assert not verdict(file, tmp_path / "reader", key="0" * 24).holds
    with pytest.raises(Refused):
        verdict(file, tmp_path / "reader", key="12")
    assert verdict(file, tmp_path / "reader").pinned == ""


def test_every_byte_counts(books: Shop, tmp_path: Path) -> None:
    data = exported(books, tmp_path).file.read_bytes()
    file, reader = tmp_path / "flipped.zip", tmp_path / "reader"
    step = max(len(data) // 150, 1)
    places = sorted({*range(0, 4096, 97), *range(len(data) - 4096, len(data), 97), *range(0, len(data), step)})
    silent = []
    for place in places:
        flipped = bytearray(data)
        flipped[place] ^= 0x55
        file.write_bytes(flipped)
        with suppress(Trouble):
            found = verdict(file, reader)
            if found.holds or not all(f.where for f in found.findings):
                silent.append(place)
    assert silent == []


@pytest.mark.parametrize("name", ["journal.txt", "report.xlsx", "books.sqlite", "manifest.json", "key.pem", "manifest.sig"])
def test_a_member_that_was_changed_is_named(books: Shop, tmp_path: Path, name: str) -> None:
    told = exported(books, tmp_path)
    members, _wrong = envelope.unpack(told.file.read_bytes())
    members[name] = members[name].replace(b"2", b"3", 1) if b"2" in members[name] else members[name][:-1]
    told.file.write_bytes(envelope.pack(members))
    named = "manifest.json" if name == "manifest.sig" else name
    assert named in {f.where for f in verdict(told.file, tmp_path / "reader").findings}


def test_a_file_signed_anew_by_a_forger_still_fails_its_books(books: Shop, tmp_path: Path) -> None:
    told = exported(books, tmp_path)
    members, _wrong = envelope.unpack(told.file.read_bytes())
    manifest = json.loads(members["manifest.json"])
    manifest["totals"]["net_g"] += 1
    members["manifest.json"] = json.dumps(manifest).encode()
    members["manifest.sig"] = signing_key(books.books.folder).sign(members["manifest.json"]).signature
    told.file.write_bytes(envelope.pack(members))
    assert [f.code for f in verdict(told.file, tmp_path / "reader").findings] == ["totals"]


@pytest.mark.parametrize("content", [b"hello", b"", b"SQLite format 3\0" + bytes(5000)])
def test_books_inside_that_are_none_are_told_in_words(books: Shop, tmp_path: Path, content: bytes) -> None:
    told = exported(books, tmp_path)
    members, _wrong = envelope.unpack(told.file.read_bytes())
    manifest = json.loads(members["manifest.json"])
    members["books.sqlite"] = content
    manifest["files"]["books.sqlite"] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    members["manifest.json"] = json.dumps(manifest).encode()
    members["manifest.sig"] = signing_key(books.books.folder).sign(members["manifest.json"]).signature
    told.file.write_bytes(envelope.pack(members))
    found = {f.detail for f in verdict(told.file, tmp_path / "reader").findings if f.where == "books.sqlite"}
    assert found
    assert found <= {"cannot be read to its end", "a table or column is missing", "pages are damaged"}


def test_a_member_put_in_or_taken_out_is_named(books: Shop, tmp_path: Path) -> None:
    told = exported(books, tmp_path)
    members, _wrong = envelope.unpack(told.file.read_bytes())
    less = {name: data for name, data in members.items() if name != "report.xlsx"}
    told.file.write_bytes(envelope.pack(less | {"../evil": b"x"}))
    found = verdict(told.file, tmp_path / "reader").findings
    assert {(f.code, f.where) for f in found} >= {("member", "report.xlsx"), ("member", "../evil")}
    assert not (tmp_path.parent / "evil").exists()


def test_damage_and_a_second_packing_are_told_apart(books: Shop, tmp_path: Path) -> None:
    told, reader = exported(books, tmp_path), tmp_path / "reader"
    data = told.file.read_bytes()
    members, _wrong = envelope.unpack(data)
    place = data.index(members["report.xlsx"]) + 2000
    told.file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    assert [(f.code, f.where, f.detail) for f in verdict(told.file, reader).findings] == [("member", "report.xlsx", "is damaged")]
    for compression, name in (
        (zipfile.ZIP_STORED, "{}"),
        (zipfile.ZIP_DEFLATED, "{}"),
        (zipfile.ZIP_STORED, "上坪村-2026-11/{}"),
    ):
        with zipfile.ZipFile(told.file, "w", compression) as archive:
            for member, content in members.items():
                archive.writestr(name.format(member), content)
        try:
            said = {text.finding(f.code, f.where, f.detail) for f in verdict(told.file, reader).findings}
        except Trouble as trouble:
            said = {text.sentence(trouble)}
        assert any("重新打包" in one for one in said), said
    told.file.write_bytes(data[: len(data) // 2])
    with pytest.raises(Trouble) as trouble_of_cut:
        verdict(told.file, reader)
    assert "cut short" in spoken(trouble_of_cut.value)


def test_openssl_holds_the_signature_with_the_key_in_the_file(books: Shop, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(books, tmp_path).file) as archive:
        archive.extractall(tmp_path)
    call = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "manifest.json"]
    said = subprocess.run([*call, "-sigfile", "manifest.sig"], cwd=tmp_path, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr


def test_a_locked_file_opens_with_its_passphrase_alone(books: Shop, tmp_path: Path) -> None:
    told = exported(books, tmp_path, passphrase="上坪 2026")
    assert told.file.suffix == ".locked"
    assert b"manifest" not in told.file.read_bytes()
    for passphrase, code in (("", "passphrase-needed"), ("别的", "wrong-passphrase")):
        with pytest.raises(Trouble) as trouble:
            verdict(told.file, tmp_path / "reader", passphrase=passphrase)
        assert trouble.value.code == code
    assert verdict(told.file, tmp_path / "reader", passphrase="上坪 2026").holds


def test_restored_books_verify_have_another_key_and_go_on(books: Shop, tmp_path: Path) -> None:
    told = exported(books, tmp_path)
    restored = restore(told.file, tmp_path / "new", today=books.now.date())
    assert (restored.village, restored.next_ticket) == ("上坪村", "T20261202-0001")
    other = Shop(open_books(tmp_path / "new"))
    other.later(days=8)
    assert not other.findings()
    assert other.post(ticket_of("H1", steel_g=1000)).document == "T20261202-0001"
    assert public_key(signing_key(tmp_path / "new")).fingerprint != told.fingerprint
    assert other.rows("SELECT COUNT(*) FROM pins") == other.rows("SELECT COUNT(*) FROM phones") == [(0,)]
    other.books.close()


def test_a_damaged_file_is_not_restored(books: Shop, tmp_path: Path) -> None:
    told = exported(books, tmp_path)
    data = bytearray(told.file.read_bytes())
    data[len(data) // 2] ^= 1
    told.file.write_bytes(data)
    with pytest.raises(Trouble) as trouble:
        restore(told.file, tmp_path / "new", today=books.now.date())
    assert trouble.value.code == "backup-damaged"
    assert not (tmp_path / "new" / "books.sqlite").exists()


def test_papers_photos_go_along_when_asked(books: Shop, tmp_path: Path) -> None:
    picture = b"\xff\xd8\xff\xe0 a picture"
    digest = hashlib.sha256(picture).hexdigest()
    assert f"photos/{digest}.jpg" not in zipfile.ZipFile(exported(books, tmp_path / "1", photos=True).file).namelist()
    paid = {"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1, "scans": [digest]}
    books.post(paid)
    (books.books.folder / "photos").mkdir()
    (books.books.folder / "photos" / f"{digest}.jpg").write_bytes(picture)
    books.later(days=31)
    books.post({"op": "month.close", "month": "2026-12"})
    with_photos = export_month(books.books.reader, books.books.folder, "2026-12", tmp_path / "2", photos=True)
    assert zipfile.ZipFile(with_photos.file).read(f"photos/{digest}.jpg") == picture


def test_the_committee_reads_chinese_whatever_the_window_speaks(books: Shop, tmp_path: Path) -> None:
    text.use("zh_CN")
    first = exported(books, tmp_path / "1").file.read_bytes()
    text.use("en")
    try:
        assert exported(books, tmp_path / "2").file.read_bytes() == first
    finally:
        text.use("zh_CN")
