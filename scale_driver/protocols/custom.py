"""A frame described by settings, for heads that nobody knows: where it begins and ends, where its figures and flags stand.

Leaves stability to the gate. Reads nothing that was not described: a line with any word but a unit is no weight.
"""

import re
from collections.abc import Callable

from scale_driver.framing import FIELD, Decoder, Lines, Shape, check_texts, frames, measure, with_point, xor
from scale_driver.protocols.protocol import UNIT, BadSetting, Options, Protocol, Setting, Shown, shown_signed
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

LONGEST = 64
HEX = r"(?:[0-9a-f]{2}){1,8}"
TEST = r"!?\d{1,2}[=&][0-9a-f]{2}"
PLACE = r"\d{1,2}\+\d{1,2}"
CHECK = r"(?:xor|sum)(?:-hex)?(?:@\d{1,2})?"
PLAIN = re.compile(rb"( *[+-]? *\d+(?:\.\d+)?) *([A-Za-z]{0,3}) *")


def from_hex(text: str) -> bytes:
    """The bytes of a setting; a word (none, next, no) is none."""
    return bytes.fromhex(text) if re.fullmatch(HEX, text) else b""


def place_of(text: str) -> slice | None:
    """`7+8`: eight bytes from the seventh, counted from 1 with the start mark.

    >>> b"\\x02ABCD"[place_of("3+2")]
    b'BC'
    """
    if not re.fullmatch(PLACE, text):
        return None
    start, length = map(int, text.split("+"))
    return slice(start - 1, start - 1 + length)


def test_of(text: str) -> Callable[[bytes], bool] | None:
    """`3=53`: byte 3 is 53h. `3&08`: byte 3 has a bit of 08h. With `!` in front: it is not so, or has none.

    >>> test_of("2=2d")(b"A-"), test_of("!2&40")(b"A-"), test_of("9=2d")(b"A-")
    (True, True, False)
    """
    if not re.fullmatch(TEST, text):
        return None
    negated, (place, value) = text[0] == "!", re.split("[=&]", text.lstrip("!"))
    at, wanted, bits = int(place) - 1, int(value, 16), "&" in text

    def holds(frame: bytes) -> bool:
        if not 0 <= at < len(frame):
            return False
        return bool(frame[at] & wanted if bits else frame[at] == wanted) is not negated

    return holds


class Frame:
    """The settings, understood: reads one frame, and says how it looks."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.start, self.end = from_hex(options["start"]), from_hex(options["end"])
        self._digits, self._unit = place_of(options["digits"]), place_of(options["unit"])
        self._tests = {name: test_of(options[name]) for name in TESTED}
        self.check = CheckSum(options["check"], len(self.start))

    def read(self, frame: bytes, raw: bytes) -> Event:
        """A frame with its start mark and without its end."""
        if not self.check.right(frame):
            return Rejected("checksum", raw)
        mode = {True: Mode.NET, False: Mode.GROSS, None: None}[self._holds("net", frame)]
        for status in (Status.OVERLOAD, Status.UNDERLOAD):
            if self._holds(status, frame):
                return Reading(raw, status, mode=mode)
        found = self._number(frame)
        if isinstance(found, str):
            return Rejected(found, raw)
        number, unit = found
        negative, stable = bool(self._holds("sign", frame)), self._holds("stable", frame)
        return measure(raw, number, unit, negative=negative, stable=stable, mode=mode)

    def _holds(self, name: str, frame: bytes) -> bool | None:
        test = self._tests[name]
        return test(frame) if test else None

    def _number(self, frame: bytes) -> tuple[bytes, bytes | str] | str:
        """Signed number text and unit, or the word for what is wrong."""
        text = frame[self._digits] if self._digits else frame[len(self.start) : len(frame) - self.check.width]
        text = text[::-1] if self._options["reversed"] == "true" else text
        match = (FIELD if self._digits else PLAIN).fullmatch(text.rstrip(b" "))
        if not match:
            return "digits"
        unit: bytes | str = frame[self._unit] if self._unit else self._options["unit"]
        if not self._digits:
            text, unit = match[1], match[2] or unit
        return self._pointed(text.rstrip(b" "), unit)

    def _pointed(self, text: bytes, unit: bytes | str) -> tuple[bytes, bytes | str] | str:
        """The number of decimals is constant on a head: where it is set, a frame that says otherwise is read wrongly."""
        if self._options["decimals"] == "as-sent":
            return text, unit
        decimals = int(self._options["decimals"])
        if b"." in text:
            return (text, unit) if len(text.partition(b".")[2]) == decimals else "decimals"
        sign = text[: len(text) - len(text.lstrip(b" +-"))]
        return sign + with_point(text[len(sign) :].decode(), decimals).encode(), unit


class CheckSum:
    """Whether the last byte, or the last two characters, of a frame agree with the bytes before them."""

    def __init__(self, text: str, first: int) -> None:
        kind, _, place = text.partition("@")
        self._sum = None if kind == "none" else xor if kind.startswith("xor") else sum
        self.width = 0 if self._sum is None else 2 if kind.endswith("hex") else 1
        self._first = int(place) - 1 if place else first

    def texts(self, data: bytes) -> tuple[bytes, ...]:
        """What may stand there; data is the frame without its check and end."""
        if self._sum is None:
            return (b"",)
        value = self._sum(data[self._first :]) & 0xFF
        return check_texts(value) if self.width == 2 else (bytes((value,)),)

    def right(self, frame: bytes) -> bool:
        cut = len(frame) - self.width
        return frame[cut:] in self.texts(frame[:cut])


def escaped(data: bytes) -> bytes:
    """Bytes as parts of a shape."""
    return b" ".join(b"\\x%02x" % byte for byte in data)


def shape_of(frame: Frame, options: Options) -> bytes:
    """A frame that has a start mark. Without a set length its inside holds no end's first byte, and no start of one byte."""
    follows = options["end"] == "next"
    end = b"(?=\\x%02x)" % frame.start[0] if follows else escaped(frame.end)
    if options["length"] == "any":
        marks = frame.end[:1] + (frame.start if len(frame.start) == 1 or follows else b"")[:1]
        inside = b"[^%b]{1,%d}" % (escaped(marks).replace(b" ", b""), LONGEST)
    else:
        inside = b"[\\x00-\\xff]{%d}" % (int(options["length"]) - len(frame.start) - len(frame.end))
    return b" ".join((escaped(frame.start), inside, end))


def fits(options: Options) -> None:
    """Marks and length must say where a frame ends."""
    marks = len(from_hex(options["start"])) + len(from_hex(options["end"]))
    if options["end"] == "next" and options["start"] == "none":
        raise BadSetting("end=next needs a start mark: the frame ends where the next begins")
    if options["end"] == "none" and (options["length"] == "any" or options["start"] == "none"):
        raise BadSetting("end=none needs a start mark and a length: nothing else says where the frame ends")
    if options["length"] != "any" and not marks < int(options["length"]) <= LONGEST:
        raise BadSetting(f"length counts the bytes of a whole frame with its marks: {marks + 1} to {LONGEST}, or any")


def custom(options: Options) -> Decoder:
    """Start mark, figures and flags in set places, perhaps a check, end mark. As it comes: a line with a number and a unit.

    Places count from 1, the start mark included. Quirks: without a start mark and a length the first line is dropped, it may
    be a cut one; without a place for the figures nothing but a number and a unit may stand in the frame, so that words of
    an overload are no weight. Cannot know: what was not set. Compare with the display: empty, loaded, moving, overloaded.
    """
    frame = Frame(options)
    if frame.start:
        cut = len(frame.end)
        read = Shape(shape_of(frame, options), lambda match: frame.read(match[0][: len(match[0]) - cut], match[0]))
        return Decoder(frames(read))
    length = None if options["length"] == "any" else int(options["length"]) - len(frame.end)

    def read_line(line: bytes, raw: bytes) -> Event | None:
        event = frame.read(line, raw) if length in (None, len(line)) else None
        # Nothing marks such a line, so one without a number is noise like any other.
        return None if isinstance(event, Rejected) and event.reason == "digits" else event

    end = None if frame.end.strip(b"\r\n") == b"" else re.compile(re.escape(frame.end))
    return Decoder(Lines(read_line, LONGEST, whole_only=length is None, end=end).scan)


def fulfil(frame: bytearray, text: str, *, true: bool) -> None:
    """Write a byte for which a test is true, or is not."""
    if not re.fullmatch(TEST, text):
        return
    true = true is not text.startswith("!")
    place, value = re.split("[=&]", text.lstrip("!"))
    at, wanted = int(place) - 1, int(value, 16)
    if at >= len(frame):
        return
    if "&" in text:
        frame[at] = (frame[at] | wanted) if true else (frame[at] & ~wanted)
    else:
        frame[at] = wanted if true else (frame[at] if frame[at] != wanted else 0x20 if wanted != 0x20 else 0x30)


def size_of(frame: Frame, options: Options) -> int:
    """Bytes of a frame before its check and end."""
    if options["length"] != "any":
        return int(options["length"]) - len(frame.end) - frame.check.width
    places = (place_of(options["digits"]), place_of(options["unit"]))
    tested = [int(re.split("[=&]", options[name].lstrip("!"))[0]) for name in TESTED if options[name] != "none"]
    ends = [int(place.stop) for place in places if place]
    return max([*tested, *ends, len(frame.start) + 9 * (places[0] is None)])


def encode(shown: Shown, options: Options) -> bytes:
    """A frame as the settings describe it; dashes for a fault."""
    frame, unit = Frame(options), place_of(options["unit"])
    body = bytearray(frame.start.ljust(size_of(frame, options)))
    digits = place_of(options["digits"]) or slice(len(frame.start), len(body))
    decimals = 0 if options["decimals"].isdigit() else shown.decimals
    sent = shown.digits if options["sign"] == "none" else abs(shown.digits)
    number = shown_signed(Shown(sent, decimals, fault=shown.fault), digits.stop - digits.start)
    body[digits] = number[::-1] if options["reversed"] == "true" else number
    if unit:
        body[unit] = shown.unit.rjust(unit.stop - unit.start).encode()
    facts = {"sign": shown.digits < 0, "stable": shown.stable, "net": False}
    for name in TESTED:
        fulfil(body, options[name], true=facts.get(name, shown.fault == name))
    return bytes(body) + frame.check.texts(bytes(body))[0] + frame.end


def byte_test(name: str, about: str) -> Setting:
    return Setting(
        name, ("none",), about=f"{about}, as PLACE=HEX (that byte) or PLACE&HEX (one of those bits), ! for not", free=TEST
    )


TESTED = ("sign", "stable", "net", "overload", "underload")
COMMON_ENDS = ("0d0a", "0d", "0a", "03", "next", "none")

PROTOCOLS = (
    Protocol(
        "custom",
        custom,
        about="a format described by settings: marks, the figures' place, sign, point, flags, unit, check",
        makers=("-",),
        lines=("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1", "9600 7E1"),
        settings=(
            Setting("start", ("none", "02", "3d"), about="the bytes that a frame begins with, in hex", free=HEX),
            Setting("end", COMMON_ENDS, about="the bytes that it ends with, in hex; next: where the next begins", free=HEX),
            Setting("length", ("any",), about="bytes of a whole frame, marks included", free=r"[1-9]\d?"),
            Setting(
                "digits", ("auto",), about="place and count of the figures, as 7+8; auto: a number and a unit alone", free=PLACE
            ),
            Setting("reversed", ("false", "true"), about="low digit first"),
            Setting("decimals", ("as-sent", "0", "1", "2", "3", "4"), about="decimals that the display shows"),
            byte_test("sign", "when it is negative, if no minus stands among the figures"),
            byte_test("stable", "when it is stable"),
            byte_test("net", "when a tare is in force"),
            byte_test("overload", "when it is over"),
            byte_test("underload", "when it is under"),
            Setting("unit", UNIT.choices, about="the display's unit, or its place as 15+2", free=PLACE),
            Setting(
                "check",
                ("none", "xor", "xor-hex", "sum", "sum-hex"),
                about="what stands before the end; @2: from byte 2",
                free=CHECK,
            ),
            Setting("poll", ("no",), about="the bytes that ask for a reading, in hex", free=HEX),
        ),
        encode=encode,
        weak=True,
        request=lambda options: from_hex(options["poll"]),
        fits=fits,
    ),
)
