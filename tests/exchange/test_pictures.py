"""Pictures of papers: kept once, under their own sum, without place, camera or words; what is no picture is refused."""

import hashlib
import io
import random
from pathlib import Path

import pytest
from PIL import Image, ImageOps, PngImagePlugin

from shop_desktop.domain.refused import Refused
from shop_desktop.exchange.pictures import Broken, jpeg_without_traces, keep_picture, png_without_traces

GPS, MODEL, ORIENTATION = 0x8825, 0x0110, 0x0112
XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>26.66 N 119.55 E</x:xmpmeta>"


def picture() -> Image.Image:
    drawn = Image.new("RGB", (64, 40), "white")
    drawn.paste("black", (0, 0, 20, 10))
    return drawn


def jpeg(*, orientation: int = 1, progressive: bool = False) -> bytes:
    exif = Image.Exif()
    exif[MODEL], exif[ORIENTATION] = "Camera of Lei", orientation
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (26.0, 39.0, 36.0)
    file = io.BytesIO()
    picture().save(file, "JPEG", exif=exif, comment=b"taken at home", progressive=progressive, xmp=XMP)
    return file.getvalue()


def upright(content: bytes) -> Image.Image:
    return ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")


@pytest.mark.parametrize("progressive", [False, True])
def test_nothing_tells_where_and_by_what_it_was_taken(progressive: bool) -> None:
    plain = jpeg_without_traces(jpeg(progressive=progressive))
    exif = Image.open(io.BytesIO(plain)).getexif()
    assert (dict(exif), dict(exif.get_ifd(GPS))) == ({}, {})
    assert not any(word in plain for word in (b"Camera", b"xap", b"119.55", b"taken at home"))
    assert upright(plain).tobytes() == upright(jpeg(progressive=progressive)).tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stays_the_right_way_up(orientation: int) -> None:
    taken = jpeg(orientation=orientation)
    assert upright(jpeg_without_traces(taken)).tobytes() == upright(taken).tobytes()


def test_what_lies_behind_the_picture_is_left_out() -> None:
    assert jpeg_without_traces(jpeg() + jpeg() + b"trailer 119.55 E") == jpeg_without_traces(jpeg())


def test_a_png_loses_its_words_and_keeps_its_dots() -> None:
    words, file = PngImagePlugin.PngInfo(), io.BytesIO()
    words.add_text("Location", "26.66 N 119.55 E")
    picture().save(file, "PNG", pnginfo=words)
    plain = png_without_traces(file.getvalue() + b"behind")
    assert b"119.55" not in plain
    assert Image.open(io.BytesIO(plain)).tobytes() == picture().tobytes()


def test_it_lies_under_its_own_sum_and_is_kept_once(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    (tmp_path / "b.jpeg").write_bytes(jpeg())
    digests = {keep_picture(tmp_path / name, tmp_path) for name in ("a.jpg", "b.jpeg")}
    (kept,) = (tmp_path / "photos").iterdir()
    assert digests == {kept.stem} == {hashlib.sha256(kept.read_bytes()).hexdigest()}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", jpeg()[:300]])
def test_what_is_no_whole_picture_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(content)
    with pytest.raises(Refused, match="bad-picture"):
        keep_picture(tmp_path / "x.jpg", tmp_path)
    assert not (tmp_path / "photos").exists()


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no-file"):
        keep_picture(tmp_path / "gone.jpg", tmp_path)


def test_any_bytes_give_a_picture_or_are_refused() -> None:
    chance, whole = random.Random(7), jpeg(orientation=6)
    for _ in range(1500):
        bytes_ = bytearray(whole[: chance.randrange(len(whole) + 1)])
        for _ in range(chance.randrange(6)):
            if bytes_:
                bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
        try:
            jpeg_without_traces(bytes(bytes_))
        except Broken:
            continue
