"""Row `finish`: + on a finished ticket until the printer's bytes are ready: posted, receipt, PDF, dots, ESC/POS; warm.

Floor: the bare durable commit, and a bare reportlab page with the same words turned into dots.
"""

import io
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from shop_desktop.bench.commit import HOUSEHOLDS, RawBooks
from shop_desktop.bench.figures import Figure, side_by_side
from shop_desktop.bench.village import NOW, built, ticket
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.domain.tickets import Receipt
from shop_desktop.operations.perform import perform
from shop_desktop.printing import fonts
from shop_desktop.printing.job import slip_job
from shop_desktop.printing.roll import PAPER_80
from shop_desktop.store.books import Books
from shop_desktop.store.queries import tickets

AT_MOST = 2.0
POINTS_A_MM = 72 / 25.4


def run(folder: Path, quick: bool) -> list[Figure]:
    """One ticket and its slip."""
    books = built(folder / "finish", households=HOUSEHOLDS, tickets=1000)
    raw = RawBooks(books, folder / "finish-raw")
    fonts.register()
    finish = finishing(books)
    receipt = finish()

    def floor() -> None:
        raw.post()
        _dots(_bare_page(receipt))

    ours, bare = side_by_side(finish, floor, rounds=3 if quick else 7, times=20 if quick else 60)
    books.close()
    raw.connection.close()
    return [Figure(row="finish", what="p50", ours=ours.at(0.5) / 1000, floor=bare.at(0.5) / 1000, unit="ms", goal=AT_MOST)]


def finishing(books: Books) -> Callable[[], Receipt]:
    """Each call posts a ticket and makes its slip ready for the printer."""
    numbers = count(1)

    def finish() -> Receipt:
        n = next(numbers)
        outcome = perform(books, ticket(n % HOUSEHOLDS + 1, n), now=NOW)
        receipt = tickets.receipt(books.reader, outcome.document, shop="Shangping")
        assert slip_job(receipt, PAPER_80).escpos
        return receipt

    return finish


def _bare_page(receipt: Receipt) -> bytes:
    """The slip's words, a line below the other, on one page."""
    words = [receipt.shop, receipt.township, receipt.household, receipt.group, receipt.number, f"{receipt.at:%Y-%m-%d %H:%M}"]
    for line in receipt.lines:
        load = line.load
        words += [line.name, kg_text(load.gross_g or 0), kg_text(load.tare_g), kg_text(load.quantity)]
        words += [yuan_text(line.amount_fen or 0), points_text(line.points)]
    for good in receipt.goods:
        words += [good.name, points_text(good.points_each), str(good.quantity), points_text(good.points)]
    words += [points_text(receipt.spendable_before), points_text(receipt.spendable), receipt.seal, receipt.operator]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(80 * POINTS_A_MM, 150 * POINTS_A_MM), invariant=1)
    canvas.setFont(fonts.REGULAR, 9)
    for n, word in enumerate(words):
        canvas.drawString(8, 400 - 11 * n, word)
    canvas.save()
    return out.getvalue()


def _dots(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    document[0].render(scale=PAPER_80.dots / document[0].get_width(), grayscale=True)
    document.close()
