"""Other eyes on our papers: an ESC/POS decoder of the tests' own, zbarimg, pdftotext, qpdf."""

import subprocess
from pathlib import Path

from shop_desktop.printing.raster import Raster


class NotEscPos(Exception):
    """Bytes a receipt printer would print as rubbish."""


def decode(data: bytes) -> tuple[Raster, list[str]]:
    """What a printer prints: the dots of all pictures below each other, and the other commands in order."""
    at, rows, width, said = 0, b"", 0, []
    while at < len(data):
        if data[at : at + 2] == b"\x1b@":
            said.append("initialise")
            at += 2
        elif data[at : at + 4] == b"\x1dv0\0":
            line, height = (int.from_bytes(data[at + 4 + 2 * i : at + 6 + 2 * i], "little") for i in (0, 1))
            band = data[at + 8 : at + 8 + line * height]
            if len(band) != line * height or width not in {0, line * 8}:
                raise NotEscPos(f"picture at {at}")
            rows, width, at = rows + band, line * 8, at + 8 + len(band)
            said.append(f"picture {height}")
        elif data[at : at + 2] == b"\x1bd":
            said.append(f"feed {data[at + 2]}")
            at += 3
        elif data[at : at + 3] == b"\x1dVB":
            said.append("cut")
            at += 4
        else:
            raise NotEscPos(f"{data[at : at + 4].hex()} at {at}")
    return Raster(width=width, height=len(rows) * 8 // width, rows=rows), said


def qr_of(png: bytes, folder: Path) -> str:
    """What zbarimg reads on a picture."""
    picture = folder / "qr.png"
    picture.write_bytes(png)
    return subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=True).stdout.strip()


def text_of(pdf: bytes) -> str:
    """What pdftotext copies out of a paper."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def words_of(pdf: bytes) -> str:
    """The same without white space, which pdftotext guesses."""
    return "".join(text_of(pdf).split())


def check_pdf(pdf: bytes, folder: Path) -> None:
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    subprocess.run(["qpdf", "--check", file], capture_output=True, check=True)
