"""Pictures of papers, kept beside the books under their own SHA-256, without the place where they were taken.

Takes JPEG and PNG as they are and leaves out what tells of camera, place and person; a picture's way up stays.
"""

import contextlib
import hashlib
import struct
from pathlib import Path

from shop_desktop.domain.refused import Refused, Trouble

FOLDER = "photos"
LARGEST = 20_000_000
ENDINGS = (".jpg", ".jpeg", ".png")
_START, _END, _SCAN, _APP1, _APP2, _APP13, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE1, 0xE2, 0xED, 0xFE
_PNG = b"\x89PNG\r\n\x1a\n"
_TELLING = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
_ORIENTATION = 0x0112


class Broken(ValueError):
    """The bytes are no picture of this kind, or not to their end."""


def keep_picture(source: Path, folder: Path) -> str:
    """Copy a picture into `folder`'s photos; answers its SHA-256 as it lies there. The same picture is kept once.

    Refused: `no-file`, `bad-picture`, both with the field `picture`. Trouble: `disk-full`.
    """
    try:
        if source.stat().st_size > LARGEST:
            raise Refused("bad-picture", field="picture", file=source.name, why="big")
        content = source.read_bytes()
    except OSError:
        raise Refused("no-file", field="picture", file=source.name) from None
    try:
        plain, ending = _without_traces(content)
    except Broken:
        raise Refused("bad-picture", field="picture", file=source.name) from None
    digest = hashlib.sha256(plain).hexdigest()
    place = folder / FOLDER / f"{digest}.{ending}"
    if not place.exists():
        _write(place, plain)
    return digest


def _write(place: Path, content: bytes) -> None:
    draft = place.with_suffix(".part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(place)
    except OSError as said:
        raise Trouble("disk-full") from said
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def _without_traces(content: bytes) -> tuple[bytes, str]:
    if content.startswith(b"\xff\xd8\xff"):
        return jpeg_without_traces(content), "jpg"
    if content.startswith(_PNG):
        return png_without_traces(content), "png"
    raise Broken("neither JPEG nor PNG")


def jpeg_without_traces(content: bytes) -> bytes:
    """The picture alone: EXIF, XMP, IPTC, comments and further pictures behind it are left out. Raises Broken."""
    kept, turned, place = [b"\xff\xd8"], 1, 2
    while True:
        marker, place = _marker(content, place)
        if marker == _END:
            break
        body = _segment(content, place)
        if marker == _APP1 and body[2:8] == b"Exif\0\0":
            turned = orientation(body[8:])
        telling = marker in (_APP1, _APP13, _COMMENT) or (marker == _APP2 and body[2:6] == b"MPF\0")
        if not telling:
            kept.append(bytes((0xFF, marker)) + body)
        place += len(body)
        if marker == _SCAN:
            end = _scan_end(content, place)
            kept.append(content[place:end])
            place = end
    if turned != 1:
        kept.insert(1, _turned(turned))
    return b"".join(kept) + b"\xff\xd9"


def _marker(content: bytes, place: int) -> tuple[int, int]:
    """The next marker and where what follows it begins; bytes 0xFF may fill the gap before it."""
    if content[place : place + 1] != b"\xff":
        raise Broken("no marker")
    while content[place : place + 1] == b"\xff":
        place += 1
    if place >= len(content):
        raise Broken("cut off")
    return content[place], place + 1


def _segment(content: bytes, place: int) -> bytes:
    """A segment with its two bytes of length."""
    if place + 2 > len(content):
        raise Broken("cut off")
    (length,) = struct.unpack_from(">H", content, place)
    if length < 2 or place + length > len(content):
        raise Broken("cut off")
    return content[place : place + length]


def _scan_end(content: bytes, place: int) -> int:
    """Where the next marker stands: inside a scan 0xFF is followed by 0 or by a restart mark."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise Broken("cut off")
        follows = content[place + 1]
        if follows != 0 and not 0xD0 <= follows <= 0xD7:
            return place
        place += 2


def orientation(tiff: bytes) -> int:
    """Which way up a camera says its picture is, 1 to 8; 1 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    if first + 2 > len(tiff):
        return 1
    (count,) = struct.unpack_from(f"{order}H", tiff, first)
    for place in range(first + 2, min(first + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, place)
        if tag == _ORIENTATION and kind == 3:
            return int(value) if 1 <= value <= 8 else 1
    return 1


def _turned(way: int) -> bytes:
    """An EXIF segment that says which way up, and nothing else."""
    tiff = b"MM\0\x2a\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, way, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def png_without_traces(content: bytes) -> bytes:
    """The picture's own chunks up to its end; words, EXIF and time are left out. Raises Broken."""
    kept, place = [_PNG], len(_PNG)
    while True:
        if place + 12 > len(content):
            raise Broken("cut off")
        length, kind = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content):
            raise Broken("cut off")
        if kind not in _TELLING:
            kept.append(content[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end
