"""Price-computing counter scales and printing heads of East Asia: one weight among prices, tares and dates.

Leaves stability to the gate. A block is one frame: its first byte to its last, so that a tare is never taken for a weight.
"""

import re

from scale_driver.framing import Decoder, Lines, Shape, frames, is_zero, measure, with_point
from scale_driver.protocols.protocol import UNIT, Options, Protocol, Shown, poll_setting, polled, shown_grams, shown_signed
from scale_driver.reading import Event, Mode

LINES = ("9600 8N1", "4800 8N1", "2400 8N1")
AIHUA_POLLS = {"no": b"", "P": b"P", "$": b"$"}
AIHUA_MOST_G = 9_999


def read_aihua(match: re.Match[bytes]) -> Event:
    return measure(match[0], with_point(match["grams"].decode(), 3).encode(), "kg", negative=match["sign"] == b"-")


def aihua(options: Options) -> Decoder:
    """LF, CR, blank or minus, four figures in grams: 7 bytes.

    爱华 ACS-P215, recorded lines. Settings: poll. Quirks: the line end comes before the figures, so that a reader of lines
    lags one frame behind; modes: continuous, when stable, asked with P or $. Cannot know: stable, overload, net or gross.
    """
    return Decoder(frames(Shape(rb"\n \r (?P<sign>[\x20\-]) (?P<grams>\d{4})", read_aihua)))


def encode_aihua(shown: Shown, options: Options) -> bytes:
    grams = abs(shown_grams(shown))
    figures = b"----" if shown.fault or grams > AIHUA_MOST_G else b"%04d" % grams
    return b"\n\r" + (b"-" if shown.digits < 0 else b" ") + figures


def read_ds781(match: re.Match[bytes]) -> Event:
    return measure(match[0], match["net"], "kg", mode=Mode.NET, untared=is_zero(match["tare"]))


def ds781(options: Options) -> Decoder:
    """CR `0` net, CR `4` tare, CR `U` unit price, CR `T` total, CR LF: 35 bytes, or 37 with two flag bytes in front.

    上海寺冈 DS-781, recorded lines. Quirks: the flags are not explained and not read. Cannot know: stable, overload.
    """
    body = rb"\r 0 (?P<net>[\x20\d.\-]{6}) \r 4 (?P<tare>[\x20\d.\-]{6}) \r U [\x20\d.\-]{6} \r T [\x20\d.\-]{7} \r \n"
    return Decoder(frames(Shape(rb"[^\r\n]{2} " + body, read_ds781), Shape(body, read_ds781)))


def encode_ds781(shown: Shown, options: Options) -> bytes:
    return b"\r0" + shown_signed(shown, 6) + b"\r400.000\rU000.00\rT0000.00\r\n"


def label_block(options: Options) -> Decoder:
    """Lines of a letter and a number, CR each, CR LF at the end: F H Q X A (gross) 0 (net) 4 (tare) 1 2 B C V.

    Recorded blocks of a printing head, maker not named. Settings: unit. Quirks: gross - tare may differ from net by one step,
    each is rounded alone; the date holds bytes that are no text; the status byte of B is not explained. Cannot know: stable.
    """

    def read(match: re.Match[bytes]) -> Event:
        return measure(match[0], match["net"], options["unit"], mode=Mode.NET, untared=is_zero(match["tare"]))

    number = rb"[\x20\d.\-]{8,9}"
    lines = [letter + b" " + number for letter in (rb"F", rb"H", rb"Q", rb"X", rb"A")]
    lines += [
        rb"0 (?P<net>" + number + rb")",
        rb"4 (?P<tare>" + number + rb")",
        *(letter + b" " + number for letter in (rb"1", rb"2")),
    ]
    lines += [rb"B [^\r\n]", rb"C [^\r\n]{1,32}", rb"V [^\r\n]{1,8}"]
    return Decoder(frames(Shape(rb" \r ".join(lines) + rb" \r \n", read)))


def encode_label(shown: Shown, options: Options) -> bytes:
    zero = b"      0.0"
    net = shown_signed(shown, 9)
    fields = ((b"F", zero), (b"H", zero), (b"Q", zero), (b"X", zero), (b"A", net), (b"0", net), (b"4", zero), (b"1", zero))
    date = b"C24\xf4 11\xf3 2026\xf2 TUE 09:30AM\r"
    return b"".join(letter + number + b"\r" for letter, number in fields) + b"2       0\rB\x83\r" + date + b"V1\r\n"


def read_jadever(match: re.Match[bytes]) -> Event:
    return measure(match[0], match["net"], match["unit"], mode=Mode.NET, untared=is_zero(match["tare"]))


def jadever(options: Options) -> Decoder:
    """`^KJIK000`, date, time, tare, gross, 0, 0, net, display, pieces, two blanks, `E`, `~P1`, CR LF each.

    钰恒 JIK-6CAB, recorded blocks of the print key. Quirks: the date's separator changes; which line is which is one
    project's reading. Cannot know: stable, overload.
    """
    anything, measured = rb"[^\r\n]{1,16}", rb"[^\r\n]{3,16}"
    tare = rb"(?P<tare>[\x20\d.\-]{4,10}) \x20 [A-Za-z]{1,3}"
    lines = [rb"\^ K J I K \d{3}", anything, anything, tare, measured, anything, anything]
    lines += [rb"(?P<net>[\x20\d.\-]{4,10}) \x20 (?P<unit>[A-Za-z]{1,3})", measured, measured]
    lines += [rb"[^\r\n]{0,16}", rb"[^\r\n]{0,16}", rb"E", rb"~ P \d"]
    return Decoder(frames(Shape(rb" \r \n ".join(lines) + rb" \r \n", read_jadever)))


def encode_jadever(shown: Shown, options: Options) -> bytes:
    net = shown_signed(shown, 8) + b" kg"
    lines = (
        b"^KJIK000",
        b"2026-11-24",
        b"09:30:00",
        b"    0.00 kg",
        net,
        b"0",
        b"0",
        net,
        net,
        b"   0 pcs",
        b" ",
        b" ",
        b"E",
        b"~P1",
    )
    return b"".join(line + b"\r\n" for line in lines)


JWI_MODES = {b"N": Mode.NET, b"T": Mode.TARE, b"G": Mode.GROSS}
JWI_LINE = re.compile(rb"([NTG])\.W\. ?: ([+-])([ \d.]{3,9}\d) ?([A-Za-z]{1,3}) *")


def read_jwi(line: bytes, raw: bytes) -> Event | None:
    match = JWI_LINE.fullmatch(line)
    return measure(raw, match[3], match[4], negative=match[2] == b"-", mode=JWI_MODES[match[1]]) if match else None


def jadever_jwi(options: Options) -> Decoder:
    """Three lines: `N.W. : +  3.662 kg`, `T.W. :`, `G.W. :`, each a reading of its own.

    钰恒 JWI586, JWI700W (懿恒), from a program that reads them. Quirks: the JWI700W leaves the blank before the colon out.
    Cannot know: stable, overload.
    """
    return Decoder(Lines(read_jwi, 28, head=re.compile(rb"[NTG]\.W\.")).scan)


def encode_jwi(shown: Shown, options: Options) -> bytes:
    number = shown_signed(Shown(abs(shown.digits), shown.decimals, fault=shown.fault), 7)
    return b"G.W. : " + (b"-" if shown.digits < 0 else b"+") + number + b" kg\r\n"


PROTOCOLS = (
    Protocol(
        "aihua-acs",
        aihua,
        about="line end and four figures in grams: ACS-P215",
        makers=("爱华 Aihua ACS-P215",),
        lines=LINES,
        settings=(poll_setting(AIHUA_POLLS),),
        encode=encode_aihua,
        weak=True,
        request=polled(AIHUA_POLLS),
    ),
    Protocol(
        "digi-ds781",
        ds781,
        about="net, tare, price and total in 35 or 37 bytes: DS-781",
        makers=("DIGI 寺冈 DS-781",),
        lines=LINES,
        encode=encode_ds781,
        says_mode=True,
        weak=True,
    ),
    Protocol(
        "jadever-jwi",
        jadever_jwi,
        about="N.W., T.W. and G.W. lines: JWI586, JWI700W",
        makers=("Jadever 钰恒 JWI", "懿恒"),
        lines=LINES,
        encode=encode_jwi,
        says_mode=True,
        says_unit=True,
        weak=True,
    ),
    Protocol(
        "jadever-block",
        jadever,
        about="a printed block from ^KJIK to ~P: JIK-6CAB",
        makers=("Jadever 钰恒 JIK",),
        lines=LINES,
        encode=encode_jadever,
        says_mode=True,
        says_unit=True,
        weak=True,
    ),
    Protocol(
        "label-block",
        label_block,
        about="a printed block of letters and numbers, F to V",
        makers=("-",),
        lines=LINES,
        settings=(UNIT,),
        encode=encode_label,
        says_mode=True,
        weak=True,
    ),
)
