"""`ST,GS,` lines: platform scales of many makers, 17 to 21 bytes; the only common family with a stability flag.

Leaves the meaning of stable to the gate. Knows the widths in use: a line that lost a byte is not read as another weight.
"""

import re

from scale_driver.framing import CR, NUMBER, Decoder, Found, as_displayed, weight, with_point
from scale_driver.protocols.protocol import Options, Protocol, Setting, Shown
from scale_driver.reading import MG_PER_UNIT, Event, Mode, Reading, Rejected, Status

FIRST = ("ST", "US", "OL", "ZR", "CH", "Re", "Co", "Sv")
MODES = {
    "GS": Mode.GROSS,
    "NT": Mode.NET,
    "TR": Mode.TARE,
    "G ": Mode.GROSS,
    "N ": Mode.NET,
    "T ": Mode.TARE,
    "PT": Mode.TARE,
    # Totals of several weighings: no weight of this pan.
    "TN": None,
    "TW": None,
}
HEADS = tuple(f"{first},{second}".encode() for first in FIRST for second in MODES)
HEAD_BYTES = 5
HEAD = re.compile(rb"(?:ST|US|OL|ZR|CH|Re|Co|Sv),(?:GS|NT|TR|[GNT] |PT|TN|TW)")
HEAD_STARTS = frozenset(head[:length] for head in HEADS for length in range(1, HEAD_BYTES))
# Letters of a head's first word, then the whole of it: most bytes of a line are looked at once.
LINE_END = re.compile(rb"[\r\n]|(?=[SUOZCR])" + HEAD.pattern)
BODY = re.compile(r",?([ ]*[+-]?[ ]*)([0-9.]+)([ ]*)([A-Za-z%./]+)[ ]*")

LONGEST_LINE = 19
SHORTEST_LINE = 15
# The last digit stands in the 8th or 9th place of the number field, sign included, on every head seen.
NUMBER_WIDTHS = (8, 9)
UNITS = {name: name for name in MG_PER_UNIT} | {"KG": "kg", "LB": "lb", "OZ": "oz"}


def scan(buffer: bytes, pos: int, at_end: bool) -> Found | None:
    """One line from its head to its line end, or to the next head where the line end was lost."""
    if not HEAD.match(buffer, pos):
        return skip_to_head(buffer, pos)
    line_end = LINE_END.search(buffer, pos + HEAD_BYTES, pos + LONGEST_LINE + HEAD_BYTES)
    if line_end is None:
        return (HEAD_BYTES, None) if len(buffer) - pos >= LONGEST_LINE + HEAD_BYTES else None
    end = line_end.start()
    if end - pos > LONGEST_LINE:
        return HEAD_BYTES, None
    line = buffer[pos:end]
    if buffer[end] == CR:
        if end + 1 == len(buffer) and not at_end:
            return None
        end += 2 if buffer[end + 1 : end + 2] == b"\n" else 1
    elif line_end.group() == b"\n":
        end += 1
    return end - pos, read_line(line, buffer[pos:end])


def skip_to_head(buffer: bytes, pos: int) -> Found | None:
    """Noise up to the next head, or up to what may be the start of one."""
    head = HEAD.search(buffer, pos)
    if head:
        return head.start() - pos, None
    for at in range(max(pos, len(buffer) - HEAD_BYTES + 1), len(buffer)):
        if buffer[at:] in HEAD_STARTS:
            return (at - pos, None) if at > pos else None
    return len(buffer) - pos, None


def read_line(line: bytes, raw: bytes) -> Event:
    first, second, body = line[:2].decode(), line[3:5].decode(), line[5:].decode("latin-1")
    mode = MODES[second]
    if first == "OL":
        # Whatever digits follow are filler; the sign tells over from under.
        return Reading(raw, Status.UNDERLOAD if "-" in body else Status.OVERLOAD, stable=False, mode=mode)
    if first in ("CH", "Re", "Co", "Sv") or mode is None:
        return Reading(raw, Status.ERROR, stable=False, mode=mode)
    match = BODY.fullmatch(body)
    if not match or not SHORTEST_LINE <= len(line) <= LONGEST_LINE:
        return Rejected("line", raw)
    lead, number, _, unit = match.groups()
    negative, stable = "-" in lead, first != "US"
    if unit not in UNITS:
        return Reading(raw, Status.ERROR, display=as_displayed(number, negative=negative), unit=unit, stable=stable, mode=mode)
    if not NUMBER.fullmatch(number):
        return Rejected("digits", raw)
    if len(lead) + len(number) not in NUMBER_WIDTHS:
        return Rejected("width", raw)
    return weight(raw, number, unit=UNITS[unit], negative=negative, stable=stable, mode=mode)


def st_gs(options: Options) -> Decoder:
    """`ST|US|OL|ZR`, `,`, `GS|NT|TR`, `,` or none, sign or blank, number, unit, CR LF.

    Manual: EXCELL 20key-6PS and AM4, A&D AD-4403, KERN KXS-TM; captures of T-Scale QHW and NHB. Settings: commands.
    Quirks: NHB has one comma, the unit glued to the number and two blanks behind; `hkg` ends in kg but is a catty; a
    line of a tare (TR) looks like a weighing. Cannot know: what Keli's, Jinzhong's CH Re Co Sv mean (read as error).
    """
    return Decoder(scan)


def encode(shown: Shown, options: Options) -> bytes:
    """The 18-byte line; 19 bytes where the number needs eight places."""
    sign = b"-" if shown.digits < 0 else b"+"
    if shown.fault:
        sign = b"-" if shown.fault is Status.UNDERLOAD else b"+"
        return b"OL,GS," + sign + b" " * 7 + shown.unit.rjust(2).encode() + b"\r\n"
    number = with_point(str(abs(shown.digits)), shown.decimals).rjust(7).encode()
    return (b"ST" if shown.stable else b"US") + b",GS," + sign + number + shown.unit.rjust(2).encode() + b"\r\n"


def commands(options: Options) -> dict[str, bytes]:
    return {
        "none": {},
        "MZ": {"zero": b"MZ\r\n", "tare": b"MT\r\n", "clear": b"CT\r\n"},
        "Z": {"zero": b"Z\r\n", "tare": b"T\r\n"},
    }[options["commands"]]


PROTOCOLS = (
    Protocol(
        "st-gs",
        st_gs,
        about="ST,GS lines of 17 to 21 bytes, with a stability flag",
        makers=("EXCELL 英展", "T-Scale 台衡 QHW NHB", "Jadever 钰恒", "金钟 XK3102", "Keli 柯力 D2008", "A&D AD-4403", "KERN"),
        lines=("9600 8N1", "9600 7E1", "4800 8N1", "2400 8N1", "2400 7E1", "1200 8N1"),
        settings=(
            Setting("commands", ("none", "MZ", "Z"), about="letters that zero and tare this head by cable; see its manual"),
        ),
        encode=encode,
        aliases=("and-18",),
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
        commands=commands,
    ),
)
