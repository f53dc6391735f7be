"""A monthly file's envelope: a zip whose bytes follow from its members alone, and the same under a passphrase.

Members are stored, not deflated, in the order of the manifest, with one date: whoever has the members has the file.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from nacl import pwhash, secret, utils
from nacl.exceptions import CryptoError

from shop_desktop.domain.refused import Trouble

MOST_BYTES = 1024**3
MAGIC = b"QINGCHENG-LOCKED-1\n"
"""What a file under a passphrase begins with; then 16 bytes of salt, then SecretBox (XSalsa20-Poly1305)."""
SECTOR = 512
_WHEN = (1980, 1, 1, 0, 0, 0)
_PASSES, _BYTES = 3, 64 * 1024 * 1024


def pack(members: Mapping[str, bytes]) -> bytes:
    """The one zip that these members make, in their order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as out:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            out.writestr(info, content)
    return held.getvalue()


Wrong = tuple[tuple[str, str], ...]
"""Members, or "zip" for what stands after the last, that are not as `pack` would make them, and how."""
DAMAGED, REPACKED = "is damaged", "was packed again"


def unpack(data: bytes) -> tuple[dict[str, bytes], Wrong]:
    """The members of a file in their order but for the damaged ones, and what is not as `pack` would make it.

    Another hand's packing differs from ours at every member, or in its length; damage lies in one place.
    Nothing is written anywhere. Trouble: `not-a-monthly-file`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > len(data) or any(info.compress_type for info in infos):
                raise Trouble("not-a-monthly-file", why="repacked", what="not stored")
            members, damaged = {}, []
            for info in infos:
                try:
                    members[info.filename] = archive.read(info)
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
                    damaged.append(info.filename)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError) as e:
        raise Trouble("not-a-monthly-file", what=str(e)) from e
    if damaged:
        return members, tuple((name, DAMAGED) for name in damaged)
    right = pack(members)
    if right == data:
        return members, ()
    return members, ((_where(data, right, members), DAMAGED if _in_one_place(data, right) else REPACKED),)


def _in_one_place(data: bytes, right: bytes) -> bool:
    """Whether all that differs lies within one sector of a disk."""
    if len(data) != len(right):
        return False
    first = next(place for place, (a, b) in enumerate(zip(data, right, strict=True)) if a != b)
    return data[first + SECTOR :] == right[first + SECTOR :]


def _where(data: bytes, right: bytes, members: Mapping[str, bytes]) -> str:
    """The member in whose part of the envelope the first wrong byte lies; "zip" after the last."""
    place = next((i for i, (a, b) in enumerate(zip(data, right, strict=False)) if a != b), min(len(data), len(right)))
    end = 0
    for name, content in members.items():
        end += 30 + len(name.encode()) + len(content)
        if place < end:
            return name
    return "zip"


def lock(data: bytes, passphrase: str) -> bytes:
    """The file under a passphrase; another each time."""
    salt = utils.random(pwhash.argon2id.SALTBYTES)
    return MAGIC + salt + bytes(secret.SecretBox(_key(passphrase, salt)).encrypt(data))


def unlock(data: bytes, passphrase: str) -> bytes:
    """What lies under the passphrase; data without one as it is. Trouble: `passphrase-needed`, `wrong-passphrase`."""
    if not data.startswith(MAGIC):
        return data
    if not passphrase:
        raise Trouble("passphrase-needed")
    salt, sealed = data[len(MAGIC) : len(MAGIC) + 16], data[len(MAGIC) + 16 :]
    try:
        return bytes(secret.SecretBox(_key(passphrase, salt)).decrypt(sealed))
    except (CryptoError, ValueError, TypeError) as e:
        raise Trouble("wrong-passphrase") from e


def _key(passphrase: str, salt: bytes) -> bytes:
    if len(salt) != pwhash.argon2id.SALTBYTES:
        raise Trouble("not-a-monthly-file", what="cut short")
    return bytes(pwhash.argon2id.kdf(secret.SecretBox.KEY_SIZE, passphrase.encode(), salt, opslimit=_PASSES, memlimit=_BYTES))


def read(file: Path) -> bytes:
    """A file's bytes. Trouble: `no-file`, `is-folder`, `not-a-monthly-file`."""
    if file.is_dir():
        raise Trouble("is-folder", place=str(file))
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Trouble("not-a-monthly-file", what="too large")
        return file.read_bytes()
    except OSError as e:
        raise Trouble("no-file", file=str(file), said=e.strerror) from e
