"""Yaohua XK3190 heads and those that copy them: the 12-byte frame, the poll replies, and the `=` frames.

Leaves stability to the gate: none of these says it. XOR is a weak check (1560 and 1650 share one), `=` has none.
"""

import re

from scale_driver.framing import ETX, NUMBER, STX, Decoder, Found, Scanner, check_texts, skip_to, weight, with_point, xor
from scale_driver.protocols.protocol import UNIT, Options, Protocol, Setting, Shown
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

TF0_BYTES = 12
CMD_MAX_BYTES = 40
PADDED = re.compile(rb" *\d+")
EQUALS = ord("=")
EQ_END = re.compile(rb"[=\r\n]")

MAKERS = ("Yaohua 耀华", "Keli 柯力")
LINES = ("9600 8N1", "9600 8E1", "4800 8N1", "2400 8N1", "1200 8N1", "600 8N1")


def number_of(data: bytes) -> tuple[bool, str] | str:
    """Sign, six digits and the decimals digit, as (negative, number); or the word for what is wrong.

    Blanks are leading zeros only on the left. Anything else (dashes of an overload) is no number: never a 0.
    """
    sign, digits, decimals = data[:1], data[1:7], data[7:8]
    if sign not in (b"+", b"-"):
        return "sign"
    if not PADDED.fullmatch(digits):
        return "digits"
    if not b"0" <= decimals <= b"4":
        return "decimals"
    return sign == b"-", with_point(digits.decode().replace(" ", "0"), int(decimals))


def read_tf0(frame: bytes, unit: str) -> Event:
    if frame[9:11] not in check_texts(xor(frame[1:9])):
        return Rejected("checksum", frame)
    number = number_of(frame[1:9])
    if isinstance(number, str):
        return Rejected(number, frame)
    return weight(frame, number[1], unit=unit, negative=number[0])


def tf0(options: Options) -> Decoder:
    """02, sign, six digits, decimals digit, XOR of bytes 2-9 as two characters, 03: 12 bytes, tF=0.

    Manual: XK3190-DS10, A26, A23p, A22; menu tF=0 (A26: format 0). Settings: unit. Quirks: the A22 codes check nibbles as
    nibble + 30h; both codings are taken. Cannot know: stable, gross or net (the manual says both), unit, overload.
    """
    unit = options["unit"]

    def scan(buffer: bytes, pos: int, at_end: bool) -> Found | None:
        if buffer[pos] != STX:
            return skip_to(STX, buffer, pos)
        inner = buffer.find(STX, pos + 1, pos + TF0_BYTES)
        if inner != -1:
            return inner - pos, None
        frame = buffer[pos : pos + TF0_BYTES]
        if len(frame) < TF0_BYTES:
            return None
        return (TF0_BYTES, read_tf0(frame, unit)) if frame[-1] == ETX else (TF0_BYTES, None)

    return Decoder(scan)


COMMAND_MODE = {ord("B"): Mode.GROSS, ord("C"): Mode.TARE, ord("D"): Mode.NET}


def read_reply(frame: bytes, options: Options) -> Event:
    address, command, data, check = frame[1:2], frame[2], frame[3:-3], frame[-3:-1]
    if check not in check_texts(xor(frame[1:-3])):
        return Rejected("checksum", frame)
    if not (b"A" <= address <= b"Z") or options["address"] not in ("any", address.decode()):
        return Rejected("address", frame)
    if command == 0x04:
        # DS1: "I do not know that command."
        return Reading(frame, Status.ERROR)
    if not data:
        # A request, or a handshake, which a loop-back plug sends back as it was: no sign of a live head.
        return Rejected("echo", frame)
    if command not in COMMAND_MODE:
        return Rejected("no-weight", frame)
    return read_reply_data(frame, data, options["unit"])


def read_reply_data(frame: bytes, data: bytes, unit: str) -> Event:
    if len(data) != 8:
        return Rejected("length", frame)
    number: tuple[bool, str] | str = number_of(data)
    if b"." in data:
        # Keli K9-R: six digits with the point among them, and no decimals digit.
        text = data[1:].decode("latin-1").lstrip(" ")
        good = data[:1] in (b"+", b"-") and text.isascii() and NUMBER.fullmatch(text)
        number = (data[:1] == b"-", text) if good else "digits"
    if isinstance(number, str):
        return Rejected(number, frame)
    return weight(frame, number[1], unit=unit, negative=number[0], mode=COMMAND_MODE[frame[2]])


def cmd(options: Options) -> Decoder:
    """02, address, command, data, XOR of all between as two characters, 03: answers of a head that is asked, tF=1.

    Manual: DS10, A9+, DS1 and A23p; Keli K9-R. Settings: address, ask, unit. Quirks: DS1 answers 04 in the command's place
    when it does not know it; the handshake equals its request. Cannot know: stable, unit, overload.
    """

    def scan(buffer: bytes, pos: int, at_end: bool) -> Found | None:
        if buffer[pos] != STX:
            return skip_to(STX, buffer, pos)
        inner = buffer.find(STX, pos + 1, pos + CMD_MAX_BYTES)
        end = buffer.find(ETX, pos + 1, pos + CMD_MAX_BYTES)
        if inner != -1 and (end == -1 or inner < end):
            return inner - pos, None
        if end == -1:
            return (CMD_MAX_BYTES, None) if len(buffer) - pos >= CMD_MAX_BYTES else None
        length = end + 1 - pos
        return (length, read_reply(buffer[pos : end + 1], options)) if length >= 6 else (length, None)

    return Decoder(scan)


def equals(options: Options, characters: int, default_reversed: bool) -> Scanner:
    """A scanner of `=` and so many characters. Only text up to the next `=` (or line end) counts: never an open tail."""
    reversed_ = default_reversed if options["reversed"] == "as-named" else options["reversed"] == "true"

    def scan(buffer: bytes, pos: int, at_end: bool) -> Found | None:
        if buffer[pos] != EQUALS:
            return skip_to(EQUALS, buffer, pos)
        start = pos + 1
        end = EQ_END.search(buffer, start, start + characters + 1)
        if end is None:
            return (1 + characters, None) if len(buffer) - start > characters else None
        length = end.start() - pos
        if length != 1 + characters:
            return length, None
        return length, read_equals(buffer[pos : end.start()], options, reversed_=reversed_)

    return scan


def read_equals(frame: bytes, options: Options, *, reversed_: bool) -> Event:
    text = frame[1:].decode("latin-1")
    text = text[::-1] if reversed_ else text
    negative = text[0] == "-"
    if len(text) == 8 and options.get("a22") == "true":
        # A22: the sign's place holds 1 for minus; on any other head it is a digit.
        if text[0] not in "01":
            return Rejected("sign", frame)
        negative, text = text[0] == "1", text[1:]
    elif len(text) == 8 and not reversed_ and text[0] not in "0-":
        return Rejected("sign", frame)
    text = text.removeprefix("-") if negative else text
    if not text.isascii() or not NUMBER.fullmatch(text):
        return Rejected("digits", frame)
    return point_checked(frame, text, negative, options)


def point_checked(frame: bytes, text: str, negative: bool, options: Options) -> Event:
    """The number of decimals is constant on a head: where it is set, a frame that says otherwise is read wrongly."""
    if options["decimals"] != "as-sent":
        decimals = int(options["decimals"])
        if "." not in text:
            text = with_point(text, decimals)
        elif len(text.partition(".")[2]) != decimals:
            return Rejected("decimals", frame)
    return weight(frame, text, unit=options["unit"], negative=negative)


def eq_rev8(options: Options) -> Decoder:
    """`=` and seven characters, low digit first: `=51.0700` is 70.15. tF=2 (net) or 4 (gross).

    Manual: D2+ (old), XK3190-DS10; Keli D2008F tF=2. Settings: unit, decimals, reversed. Quirks: a frame is whole only when
    the next begins. Cannot know: direction (it is part of the name), stable, net or gross, unit, overload.
    """
    return Decoder(equals(options, 7, True))


def eq_rev9(options: Options) -> Decoder:
    """`=` and eight characters, low digit first, the sign last: `=00.1000-` is -1.00. tF=3 or 5; A26 format 1.

    Manual: D2+ (new), DS10, A26, A23p format 2, A22; DS822-X Adr 2. Settings: a22, unit, decimals, reversed. Quirks: on an A22
    the last character is 0 for plus and 1 for minus, on others a digit. Cannot know: as for eq_rev8.
    """
    return Decoder(equals(options, 8, True))


def eq_fwd9(options: Options) -> Decoder:
    """`=`, sign (`0` or `-`), seven characters, high digit first: `=-0001.00` is -1.00. A26 format 2.

    Manual: XK3190-A26, A23p. Settings: unit, decimals, reversed. Cannot know: as for eq_rev8.
    """
    return Decoder(equals(options, 8, False))


def six_digits(shown: Shown) -> bytes:
    """Sign, six digits, decimals; dashes on a fault, as the display shows them."""
    digits = b"------" if shown.fault else b"%06d" % min(abs(shown.digits), 999_999)
    return (b"-" if shown.digits < 0 else b"+") + digits + b"%d" % shown.decimals


def framed(body: bytes) -> bytes:
    """A body between 02 and 03 with its check."""
    return bytes((STX,)) + body + check_texts(xor(body))[0] + bytes((ETX,))


def encode_tf0(shown: Shown, options: Options) -> bytes:
    return framed(six_digits(shown))


def request(options: Options) -> bytes:
    """What asks a head for its weight: 02, address, B or D, check, 03."""
    address = "A" if options["address"] == "any" else options["address"]
    return framed(address.encode() + (b"D" if options["ask"] == "net" else b"B"))


def encode_cmd(shown: Shown, options: Options) -> bytes:
    return framed(request(options)[1:3] + six_digits(shown))


def encode_equals(shown: Shown, options: Options, characters: int, default_reversed: bool) -> bytes:
    """One `=` frame; it is whole for a reader once the next one begins. A fault shows dashes."""
    number = with_point(str(abs(shown.digits)), shown.decimals).zfill(characters)
    if shown.digits < 0:
        number = ("1" if options.get("a22") == "true" else "-") + number[1:]
    number = "-" * characters if shown.fault else number
    reversed_ = default_reversed if options["reversed"] == "as-named" else options["reversed"] == "true"
    return b"=" + (number[::-1] if reversed_ else number).encode()


def a22_commands(options: Options) -> dict[str, bytes]:
    """The A22 alone of these heads takes zero and tare by cable; address 1."""
    return {"zero": framed(b"A0"), "tare": framed(b"AT")} if options["a22"] == "true" else {}


EQ_SETTINGS = (
    UNIT,
    Setting(
        "decimals", ("as-sent", "0", "1", "2", "3", "4"), about="decimals that the display shows, where a frame has no point"
    ),
    Setting("reversed", ("as-named", "true", "false"), about="low digit first; part of the name unless said otherwise"),
)

PROTOCOLS = (
    Protocol(
        "yaohua-tf0",
        tf0,
        about="12-byte continuous frame with XOR, tF=0: A6 A9 A9+ C8 DS1 DS3 DS10 A26 A23p; Keli D2008 tF=0; HT9800 tF=3",
        makers=(*MAKERS, "衡天 HT9800"),
        lines=LINES,
        settings=(UNIT,),
        encode=encode_tf0,
        weak=True,
    ),
    Protocol(
        "yaohua-cmd",
        cmd,
        about="command mode, tF=1, asked for each reading: A9+ DS10 DS1 A23p; Keli K9-R",
        makers=MAKERS,
        lines=LINES,
        settings=(
            UNIT,
            Setting("address", ("any", *map(chr, range(65, 91))), about="address of the head, 01 = A; any takes all and asks A"),
            Setting("ask", ("gross", "net"), about="which weight to ask for"),
        ),
        encode=encode_cmd,
        says_mode=True,
        weak=True,
        request=request,
    ),
    Protocol(
        "yaohua-eq-rev8",
        eq_rev8,
        about="= and 7 characters, low digit first: D2+ (old), DS10 tF=2 or 4, Keli D2008 tF=2",
        makers=MAKERS,
        lines=LINES,
        settings=EQ_SETTINGS,
        encode=lambda shown, options: encode_equals(shown, options, 7, True),
        weak=True,
    ),
    Protocol(
        "yaohua-eq-rev9",
        eq_rev9,
        about="= and 8 characters, low digit first, sign last: D2+ (new), DS10 tF=3 or 5, A26 format 1, A23p, A22, DS822-X",
        makers=(*MAKERS, "DingSong 顶松"),
        lines=LINES,
        settings=(*EQ_SETTINGS, Setting("a22", ("false", "true"), about="an A22: the last character is 0 for plus, 1 for minus")),
        encode=lambda shown, options: encode_equals(shown, options, 8, True),
        weak=True,
        commands=a22_commands,
    ),
    Protocol(
        "yaohua-eq-fwd9",
        eq_fwd9,
        about="= and sign and 7 characters, high digit first: A26 format 2, A23p",
        makers=MAKERS[:1],
        lines=LINES,
        settings=EQ_SETTINGS,
        encode=lambda shown, options: encode_equals(shown, options, 8, False),
        weak=True,
    ),
)
