"""Rows that several steps show: candidates with what speaks for them, and bytes that no format reads."""

from collections.abc import Sequence
from itertools import pairwise

from shop_desktop.gui.pages.settings.find import words
from shop_desktop.gui.pages.settings.find.explain import readable, shown_bytes
from shop_desktop.gui.pages.settings.find.part import port_words
from shop_desktop.gui.pages.settings.find.search import Found
from shop_desktop.gui.pages.settings.find.tape import Tape
from shop_desktop.gui.pages.settings.find.views import FoundRow, WireRow
from shop_desktop.gui.widgets.values import FooterKey
from shop_desktop.text import N_, _

ROW_BYTES = 14
ROWS = 12
WAYS = (FooterKey("8", N_("describe it myself")), FooterKey("9", N_("record the raw data for a helper")))


def candidate_rows(found: Sequence[Found], several: bool) -> tuple[FoundRow, ...]:
    """The candidates with what speaks for them; their port too where there are several."""
    rows = []
    for place, one in enumerate(found):
        verdict, tone, icon = words.VERDICTS[one.candidate.verdict]
        told = [port_words(one.port)] if several else []
        told += [words.line_words(one.candidate.line), words.evidence_words(one.candidate.evidence)]
        name = words.candidate_name(one.candidate)
        rows.append(FoundRow(key=str(place + 1), title=name, below=" · ".join(told), badge=_(verdict), tone=tone, icon=icon))
    return tuple(rows)


def raw_rows(tape: Tape) -> tuple[WireRow, ...]:
    """Bytes that no format reads, some a row, with the time at which they came."""
    rows: list[WireRow] = []
    flat: list[tuple[float, int]] = []
    for at_s, piece in reversed(tape.pieces):
        flat[:0] = [(at_s, byte) for byte in piece]
        if len(flat) >= ROW_BYTES * ROWS:
            break
    marks = [*range(0, len(flat), ROW_BYTES), len(flat)]
    for first, after in pairwise(marks):
        raw = bytes(byte for _, byte in flat[first:after])
        rows.append(WireRow(_("{seconds:.1f} s", seconds=flat[first][0]), shown_bytes(raw), readable(raw)))
    return tuple(rows)
