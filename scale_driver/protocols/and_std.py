"""A&D balances and bench scales: the 17-byte line, with or without the comparator's field.

Leaves stability to the gate, which gets ST or US. Its longer cousin with GS and NT is read by st_gs.py.
"""

import re

from scale_driver.framing import UNITS, Decoder, Lines, measure
from scale_driver.protocols.protocol import Options, Protocol, Shown, minus, poll_setting, polled, shown_number
from scale_driver.reading import Event, Reading, Status

LINE = re.compile(rb"(ST|US|OL|QT),(?:(?:OK|LO|HI|--),)?([+-])(.*)")
DATA = re.compile(rb"([\d. ]{8})([A-Za-z% ]{3})")
# `t` is tola on a small balance and a tonne on others: it is neither here.
AND_UNITS = {word: unit for word, unit in UNITS.items() if unit != "t"}
POLLS = {"no": b"", "Q": b"Q\r\n"}


def read(line: bytes, raw: bytes) -> Event | None:
    match = LINE.fullmatch(line)
    if not match:
        return None
    head, negative = match[1], match[2] == b"-"
    if head == b"OL":
        # The figures are filler.
        return Reading(raw, Status.UNDERLOAD if negative else Status.OVERLOAD, stable=False)
    data = DATA.fullmatch(match[3])
    if not data or not data[2].strip():
        return None
    unit = b"pcs" if head == b"QT" else data[2]
    return measure(raw, data[1], unit, units=AND_UNITS, negative=negative, stable=head != b"US")


def and_std(options: Options) -> Decoder:
    """`ST`, `US`, `OL` or `QT`, `,`, sign, eight characters, unit on the right of three, CR LF: 17 bytes.

    Manual: EK-L, EJ, FG, GC. Settings: poll. Quirks: `QT` is a count; GC puts `OK,` `LO,` `HI,` or `--,` between; on `OL` the
    figures are filler. Units such as ozt, ct, mom, dwt, GN, tl, t (tola), N, PC, % are errors. Cannot know: net or gross.
    """
    return Decoder(Lines(read, 24, head=re.compile(rb"(?:ST|US|OL|QT),")).scan)


def encode(shown: Shown, options: Options) -> bytes:
    if shown.fault:
        return b"OL," + (b"-" if shown.fault is Status.UNDERLOAD else b"+") + b"999999.9 kg\r\n"
    return (b"ST," if shown.stable else b"US,") + minus(shown, b"+") + shown_number(shown, 8, zeros=True) + b" kg\r\n"


PROTOCOLS = (
    Protocol(
        "and-std",
        and_std,
        about="ST, US and OL lines of 17 bytes: EK, EJ, FG, GC",
        makers=("A&D",),
        lines=("2400 7E1", "4800 7E1", "9600 7E1", "9600 8N1", "2400 8N1"),
        settings=(poll_setting(POLLS),),
        encode=encode,
        says_stable=True,
        says_unit=True,
        says_overload=True,
        request=polled(POLLS),
    ),
)
