"""Counter scales of tills that answer in records: Berkel, Dialog 06, Magellan single cable, Dibal.

Leaves stability to the gate. Their weights have no point: decimals follow from the record, never from a guess.
"""

import re

from scale_driver.framing import Decoder, Lines, Shape, frames, measure, weight, with_point, xor
from scale_driver.protocols.protocol import Options, Protocol, Shown, poll_setting, polled, shown_fault, shown_grams
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

ACK, NAK = b"\x06", b"\x15"
SAYS = (
    Shape(rb"\x06", lambda match: Rejected("ack", match[0])),
    Shape(rb"\x15", lambda match: Rejected("nak", match[0])),
)
MOST_G = 99_999
LINES = ("9600 7E1", "9600 8N1", "4800 7O1", "2400 7O1")

BERKEL_ALWAYS, BERKEL_OUT, BERKEL_NOT_VERIFIED = 0x28, 0x10, 0x40
BERKEL_CAPACITIES = {1: ("kg", 3), 2: ("lb", 2), 3: ("kg", 3)}


def read_berkel(match: re.Match[bytes]) -> Event:
    raw, bits = match[0], match["id"][0]
    if xor(raw[1:7]) != raw[7]:
        return Rejected("checksum", raw)
    if bits & BERKEL_ALWAYS != BERKEL_ALWAYS or bits & 7 not in BERKEL_CAPACITIES:
        return Rejected("capacity", raw)
    if bits & (BERKEL_OUT | BERKEL_NOT_VERIFIED):
        return Reading(raw, Status.OVERLOAD if bits & BERKEL_OUT else Status.ERROR)
    unit, decimals = BERKEL_CAPACITIES[bits & 7]
    return weight(raw, with_point(match["number"].decode(), decimals), unit=unit, stable=True)


def berkel(options: Options) -> Decoder:
    """ENQ, ACK, DC1, then 02, ID, five figures, XOR of both, 03: 9 bytes.

    Manual: Ohaus Aviator, Dibal DPOS400. Settings: poll. Works setting 2400 7E1. ID: capacity code (1 15 kg, 2 30 lb, 3 6 kg:
    it says where the point is), out of range, not verified. Cannot know: over from under (both say overload); the frame is
    sent twice, and whether the till must thank for it.
    """
    shape = Shape(rb"\x02 (?P<id>[\x20-\x7f]) (?P<number>\d{5}) [\x00-\xff] \x03", read_berkel)
    return Decoder(frames(shape, *SAYS))


def encode_berkel(shown: Shown, options: Options) -> bytes:
    fault = shown_fault(shown, MOST_G)
    if not shown.stable and not fault:
        return NAK
    body = b"%c%05d" % (BERKEL_ALWAYS | 1 | (BERKEL_OUT if fault else 0), 0 if fault else shown_grams(shown))
    return b"\x02" + body + bytes((xor(body),)) + b"\x03"


DIALOG_STATES = {
    b"20": (Status.ERROR, False),
    b"30": (Status.UNDERLOAD, None),
    b"31": (Status.UNDERLOAD, None),
    b"32": (Status.OVERLOAD, None),
}
DIALOG_POLLS = {"yes": b"\x04\x0201\x1b000100\x1b\x03", "no": b""}


def read_dialog(match: re.Match[bytes]) -> Event:
    raw = match[0]
    if match["unit"] != b"3":
        # Pounds: the record does not say where their point is.
        return Reading(raw, Status.ERROR, unit="lb", mode=Mode.NET)
    return weight(raw, with_point(match["number"].decode(), 3), unit="kg", stable=True, mode=Mode.NET)


def read_dialog_state(match: re.Match[bytes]) -> Event:
    status, stable = DIALOG_STATES.get(match["state"], (Status.ERROR, None))
    return Reading(match[0], status, stable=stable)


def dialog06(options: Options) -> Decoder:
    """Record 02: 02 `02` ESC, unit, ESC, five figures in grams, ESC, price, ESC, amount, 03; record 09: a state in its place.

    Manual: Dialog 06 as printed by Dibal and Cely. Settings: poll. Quirks: a price goes first (one yuan is sent), ACK, then EOT
    ENQ asks; after NAK record 08 asks for the state: 20 moving, 21 not moved since, 22 busy, 30 below minimum, 31 negative, 32
    over. Approved scales ask for signed check sums (records 10, 11), which are not kept. Cannot know: pounds' point.
    """
    weights = Shape(rb"\x02 0 2 \x1b (?P<unit>[0-3]) \x1b (?P<number>\d{5}) \x1b \d{6} \x1b \d{6} \x03", read_dialog)
    states = Shape(rb"\x02 0 9 \x1b (?P<state>\d{2}) \x03", read_dialog_state)
    return Decoder(frames(weights, states, *SAYS))


def encode_dialog(shown: Shown, options: Options) -> bytes:
    fault = shown_fault(shown, MOST_G)
    if fault or not shown.stable:
        return b"\x0209\x1b" + (b"32" if fault is Status.OVERLOAD else b"31" if fault else b"20") + b"\x03"
    return b"\x0202\x1b3\x1b%05d\x1b000100\x1b000000\x03" % shown_grams(shown)


MAGELLAN = re.compile(rb"S1(?:1|4(?P<state>\d))(?P<number>\d{4,5})?")
MAGELLAN_STATES = {
    b"0": (Status.ERROR, None),
    b"1": (Status.ERROR, False),
    b"2": (Status.OVERLOAD, None),
    b"5": (Status.UNDERLOAD, None),
}
MAGELLAN_POLLS = {"S14": b"S14\r", "S11": b"S11\r", "no": b""}


def read_magellan(line: bytes, raw: bytes) -> Event | None:
    match = MAGELLAN.fullmatch(line)
    if not match:
        return None
    state, number = match["state"], match["number"]
    if state in MAGELLAN_STATES:
        status, stable = MAGELLAN_STATES[state]
        return Reading(raw, status, stable=stable)
    if state == b"3":
        return measure(raw, b"0.000", "kg", stable=True, mode=Mode.GROSS)
    if number is None or state not in (None, b"4"):
        return Rejected("no-weight", raw)
    unit, decimals = ("kg", 3) if len(number) == 5 else ("lb", 2)
    return measure(raw, with_point(number.decode(), decimals).encode(), unit, stable=True, mode=Mode.GROSS)


def magellan(options: Options) -> Decoder:
    """Asked with S14: `S14`, state, CR; with state 4 five figures (kg) or four (lb) behind it. S11 answers only when still.

    Manual: Datalogic Magellan. Settings: poll. Quirks: 0 zero lost, 1 moving, 2 over, 3 still at zero, 5 under; prefix and
    suffix are programmable, this is how they leave the works.
    """
    return Decoder(Lines(read_magellan, 12, head=re.compile(rb"S1[14]")).scan)


def encode_magellan(shown: Shown, options: Options) -> bytes:
    fault = shown_fault(shown, MOST_G)
    if fault:
        return b"S145\r" if fault is Status.UNDERLOAD else b"S142\r"
    if not shown.stable:
        return b"S141\r"
    return b"S144%05d\r" % shown_grams(shown) if shown_grams(shown) else b"S143\r"


DIBAL = re.compile(rb"99(?P<code>\d)(?P<number>\d{5})0\d{6}(?P<check>.)")
DIBAL_POLLS = {"yes": b"98000001\r\n", "no": b""}


def digits_xor(digits: bytes) -> int:
    """XOR of the figures' values, as one character.

    >>> chr(digits_xor(b"990003160000000"))
    '4'
    """
    return 0x30 | xor(digits) & 15


def read_dibal(line: bytes, raw: bytes) -> Event | None:
    match = DIBAL.fullmatch(line)
    if not match:
        return None
    if match["check"][0] != digits_xor(line[:-1]):
        return Rejected("checksum", raw)
    if match["code"] != b"0":
        return Reading(raw, Status.ERROR)
    return weight(raw, with_point(match["number"].decode(), 3), unit="kg")


def dibal(options: Options) -> Decoder:
    """Asked with `98`, price, check, CR LF: `99`, code, five figures in grams, 0, amount, check, CR LF.

    Manual: a page on Dibal's protocol; its sample shows the check to be XOR, its words say sum. Settings: poll. Quirks: other
    modes of these scales answer an overload with zero: compare an empty and a loaded pan. Cannot know: stable (it waits up to
    7 s), overload; other codes than 0 are errors.
    """
    return Decoder(Lines(read_dibal, 16, head=re.compile(rb"99\d")).scan)


def encode_dibal(shown: Shown, options: Options) -> bytes:
    fault = shown_fault(shown, MOST_G)
    line = b"99%d%05d0000000" % (1 if fault else 0, 0 if fault else shown_grams(shown))
    return line + bytes((digits_xor(line),)) + b"\r\n"


BERKEL_POLLS = {"yes": b"\x05", "no": b""}

PROTOCOLS = (
    Protocol(
        "berkel",
        berkel,
        about="ENQ, DC1, nine bytes with a capacity code",
        makers=("Berkel", "Avery Berkel", "CAS PD-II"),
        lines=("2400 7E1", *LINES),
        settings=(poll_setting(BERKEL_POLLS),),
        encode=encode_berkel,
        says_stable=True,
        says_overload=True,
        weak=True,
        request=polled(BERKEL_POLLS),
        handshake={ACK: b"\x11"},
    ),
    Protocol(
        "dialog06",
        dialog06,
        about="records 02 and 09 of Dialog 06, without check sums",
        makers=("Mettler-Toledo", "Bizerba", "Dibal", "Cely"),
        lines=LINES,
        settings=(poll_setting(DIALOG_POLLS),),
        encode=encode_dialog,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
        request=polled(DIALOG_POLLS),
        handshake={ACK: b"\x04\x05", NAK: b"\x04\x0208\x03"},
        net_only=True,
    ),
    Protocol(
        "magellan-single-cable",
        magellan,
        about="asked with S14 or S11 over the scanner's cable",
        makers=("Datalogic Magellan", "PSC"),
        lines=("9600 7E1", "9600 8N1"),
        settings=(poll_setting(MAGELLAN_POLLS),),
        encode=encode_magellan,
        says_stable=True,
        says_mode=True,
        says_overload=True,
        weak=True,
        request=polled(MAGELLAN_POLLS),
    ),
    Protocol(
        "dibal-98",
        dibal,
        about="asked with 98 and a price, answers 99",
        makers=("Dibal",),
        lines=("9600 8N1",),
        settings=(poll_setting(DIBAL_POLLS),),
        encode=encode_dibal,
        weak=True,
        request=polled(DIBAL_POLLS),
    ),
)
