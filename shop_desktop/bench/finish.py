"""Row `finish`: Enter on a finished ticket to its printer's bytes: stored, PDF, dots, ESC/POS; warm.

Floor: the bare durable transaction, a bare reportlab page with the same words in the same type, and its dots.
"""

from io import BytesIO
from itertools import count
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from shop_desktop.bench.commit import RawBooks
from shop_desktop.bench.figures import Call, Figure, side_by_side
from shop_desktop.bench.village import HOUSEHOLDS, NOW, built, ticket
from shop_desktop.operations.perform import perform
from shop_desktop.operations.prints import record_print
from shop_desktop.printing import fonts
from shop_desktop.printing.job import slip_job
from shop_desktop.printing.roll import PAPERS
from shop_desktop.store.books import Books
from shop_desktop.store.queries import tickets

AT_MOST = 2.0
_SHOP = "Shangping"
_SIZE, _LEADING = 9.0, 12.0


def run(folder: Path, quick: bool) -> list[Figure]:
    """The usual finish on the wider paper."""
    books = built(folder / "finish", households=HOUSEHOLDS, tickets=1000)
    raw = RawBooks(books, folder / "finish-raw")
    words = _words(books)
    calls = (_finishing(books, noted=False), _finishing(books, noted=True), _bare(raw, words))
    ours, noted, floor = side_by_side(*calls, rounds=3 if quick else 9, times=30 if quick else 100)
    books.close()
    raw.connection.close()
    return [
        Figure(row="finish", what=what, ours=times.at(0.5), floor=floor.at(0.5), unit="µs", goal=AT_MOST)
        for what, times in (("Enter to bytes", ours), ("the same, the print noted first", noted))
    ]


def _finishing(books: Books, *, noted: bool) -> Call:
    """Ours, as the window does it; `noted`: with the second durable transaction that makes the next paper a copy."""
    numbers = count(1)

    def finish() -> bytes:
        n = next(numbers)
        number = perform(books, ticket(n % HOUSEHOLDS + 1, n, ref=f"finish-{noted}-{n}"), now=NOW).document
        copy = record_print(books, number, user="manager", now=NOW) if noted else 0
        return slip_job(tickets.receipt(books.reader, number, shop=_SHOP, copy=copy), PAPERS[0]).escpos

    return finish


def _bare(raw: RawBooks, words: list[str]) -> Call:
    def finish() -> bytes:
        raw.post()
        return _bare_page(words)

    return finish


def _words(books: Books) -> list[str]:
    """The lines of a real slip, read back from its PDF."""
    number = perform(books, ticket(1, 1), now=NOW).document
    pdf = slip_job(tickets.receipt(books.reader, number, shop=_SHOP), PAPERS[0]).pdf
    page = pypdfium2.PdfDocument(pdf)[0]
    text: str = page.get_textpage().get_text_range()
    return text.splitlines()


def _bare_page(words: list[str]) -> bytes:
    """The words one under the other, to PDF and to grey dots."""
    paper, made = PAPERS[0], BytesIO()
    wide, high = paper.mm / 25.4 * 72, (len(words) + 2) * _LEADING
    canvas = Canvas(made, pagesize=(wide, high))
    canvas.setFont(fonts.REGULAR, _SIZE)
    for n, line in enumerate(words, 1):
        canvas.drawString(10, high - n * _LEADING, line)
    canvas.save()
    document = pypdfium2.PdfDocument(made.getvalue())
    dots = document[0].render(scale=paper.dots / wide, grayscale=True)
    return bytes(dots.buffer)
