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
ROW = "row:"
ROWS = 12
NUMBERED = 3
"""So many rows have a number; the higher ones mean other things beside the list."""
WAYS = (FooterKey("8", N_("describe it myself")), FooterKey("9", N_("record the raw data for a helper")))


def candidate_rows(found: Sequence[Found], several: bool) -> tuple[FoundRow, ...]:
    """The candidates with what speaks for them; their port too where there are several."""
    rows = []
    for place, one in enumerate(found):
        verdict, tone, icon = words.VERDICTS[one.candidate.verdict]
        told = [port_words(one.port)] if several else []
        told += [words.line_words(one.candidate.line), words.evidence_words(one.candidate.evidence)]
        name = words.candidate_name(one.candidate)
        key, click = str(place + 1) if place < NUMBERED else "", f"{ROW}{place}"
        said = {"below": " · ".join(told), "badge": _(verdict), "icon": icon}
        rows.append(FoundRow(key=key, click=click, title=name, tone=tone, **said))
    return tuple(rows)


def row_of(key: str, count: int) -> int | None:
    """Which of so many candidates a number or a click means.

    >>> row_of("2", 5), row_of("3", 2), row_of("4", 5), row_of("row:4", 5), row_of("row:5", 5), row_of("²", 5)
    (1, None, None, 4, None, None)
    """
    told = key.removeprefix(ROW)
    if not told.isdecimal():
        return None
    place = int(told) if key != told else int(told) - 1
    return place if 0 <= place < (count if key != told else min(count, NUMBERED)) else None


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
