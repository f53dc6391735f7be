"""Toledo continuous: every Mettler-Toledo terminal, and a menu choice on heads of many other makers.

Leaves stability to the gate, which gets the motion bit. The check sum is optional, so an error in a digit may pass
without one; where a check byte is there it must be right.
"""

import re

from scale_driver.framing import CR, STX, Decoder, Found, Shape, frames, measure, skip_to, weight, with_point
from scale_driver.protocols.protocol import Options, Protocol, Setting, Shown, shown_signed
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

# Up to where this can still be a frame: SWA and SWC are printable, SWB is any 7 bits, then only printable bytes.
SO_FAR = re.compile(rb"\x02(?:[\x20-\x7f](?:[\x00-\x7f](?:[\x20-\x7f][\x20-\x7e]*)?)?)?")
PADDED = re.compile(rb" *\d+")
TARE = re.compile(rb" *\d*")
AT_SHORT, AT_FULL, AT_BRASIL = 10, 16, 17
SWC_UNITS = {1: "g", 2: "t", 3: "oz"}
OTHER_UNITS = {4: "custom", 5: "custom", 6: "ton", 7: "custom"}


def check_byte(data: bytes) -> int:
    """The negative sum of the low seven bits, STX and CR included.

    >>> hex(check_byte(bytes.fromhex("023d30202020202032302020303030300d")))
    '0x2'
    """
    return -sum(byte & 0x7F for byte in data) & 0x7F


class Toledo:
    """The scanner of one line. Remembers only whether full frames were seen: then a short one is a cut one."""

    def __init__(self, options: Options) -> None:
        self._check = options["check"]
        self._short = options["short"]
        self._strict = options["constant-bits"] == "toledo"
        self._full_seen = False

    def scan(self, buffer: bytes, pos: int, at_end: bool) -> Found | None:
        """One frame, its CR at one of three places; then the check byte, if there is one."""
        if buffer[pos] != STX:
            return skip_to(STX, buffer, pos)
        so_far = SO_FAR.match(buffer, pos)
        stop = so_far.end() if so_far else pos
        length = stop - pos
        if stop == len(buffer) and length <= AT_BRASIL:
            return None
        if stop == len(buffer) or buffer[stop] != CR or not self._has_shape(buffer, pos, length):
            return skip_to(STX, buffer, pos)
        checked = self._checked(buffer, pos, stop, at_end)
        if checked is None:
            return None
        end, good = checked
        raw = buffer[pos:end]
        self._full_seen = self._full_seen or length != AT_SHORT
        return end - pos, (self._read(raw, length) if good else Rejected("checksum", raw))

    def _has_shape(self, buffer: bytes, pos: int, length: int) -> bool:
        if length == AT_BRASIL:
            return buffer[pos + 4] == 0x20
        if length == AT_SHORT:
            return self._short == "yes" or (self._short == "auto" and not self._full_seen)
        return length == AT_FULL and self._short != "yes"

    def _checked(self, buffer: bytes, pos: int, stop: int, at_end: bool) -> tuple[int, bool] | None:
        """Where the frame ends, and whether its check byte, if it has one, is right. None: the next byte must tell.

        The check byte may itself be 02 (or 0D): then only the byte behind it tells it from the next frame's STX.
        """
        after = stop + 1
        if self._check == "no":
            return after, True
        if after == len(buffer):
            return (after, True) if at_end and self._check == "auto" else None
        byte, right = buffer[after], check_byte(buffer[pos:after])
        if self._check == "auto" and byte == STX:
            if after + 1 == len(buffer):
                if not at_end:
                    return None
                return (after + 1 if right == STX else after), True
            if buffer[after + 1] != STX:
                return after, True
        elif byte == STX != right:
            # The check byte was lost and the next frame begins: leave its STX.
            return after, False
        return after + 1, byte == right

    def _read(self, raw: bytes, length: int) -> Event:
        swa, swb, swc = raw[1], raw[2], raw[3]
        if self._strict and not (swa & 0x60 == 0x20 and swa & 0x18 and swb & 0x20 and swc & 0x20):
            return Rejected("constant-bits", raw)
        start = 5 if length == AT_BRASIL else 4
        digits, tare = raw[start : start + 6], raw[start + 6 : length]
        if not TARE.fullmatch(tare):
            return Rejected("digits", raw)
        stable, mode = not swb & 8, Mode.NET if swb & 1 else Mode.GROSS
        if swb & 4:
            # Over and under share a bit; the sign tells which. The digits are not a weight.
            return Reading(raw, Status.UNDERLOAD if swb & 2 else Status.OVERLOAD, stable=stable, mode=mode)
        if not PADDED.fullmatch(digits):
            # Blanks are a dark display, `*` is animal weighing: neither is a zero.
            return Rejected("digits", raw)
        number = with_point(digits.decode().replace(" ", "0"), max((swa & 7) - 2, 0))
        unit = SWC_UNITS.get(swc & 7) or ("kg" if swb & 16 else "lb")
        if swb & 64 or swc & 7 in OTHER_UNITS:
            # Zero not captured since power-up: what it shows is not what lies there.
            return Reading(raw, Status.ERROR, unit=OTHER_UNITS.get(swc & 7, unit), stable=stable, mode=mode)
        return weight(raw, number, unit=unit, negative=bool(swb & 2), stable=stable, mode=mode)


def toledo(options: Options) -> Decoder:
    """02 SWA SWB SWC, six digits of weight, six of tare, 0D, and a check byte if it is switched on: 17 or 18 bytes.

    Manual: IND445, Wildcat, Kern FTC; firmware reading. Settings: check, short (no tare field, 11 or 12 bytes),
    constant-bits. Quirks: point codes 0 and 1 have their dummy zeros inside the digits; the check byte may be 02;
    Toledo Brasil puts a blank after SWC; Fairbanks and Liden clear bits that are constant elsewhere. Cannot know:
    whether a clone appends the dummy zeros outside: compare with the display when code is 0 or 1.
    """
    return Decoder(Toledo(options).scan)


SWA_STEP_1 = 0x28
SWC_OF_UNIT = {"kg": 0x20, "lb": 0x20, "g": 0x21, "t": 0x22, "oz": 0x23}


def encode(shown: Shown, options: Options) -> bytes:
    """A frame of the standard template (blanks in front), with check byte unless the settings say no."""
    swb = 0x20 | (0x10 if shown.unit == "kg" else 0) | (0 if shown.stable else 8) | (2 if shown.digits < 0 else 0)
    if shown.fault:
        swb = swb & ~2 | (6 if shown.fault is Status.UNDERLOAD else 4)
    digits = b"%6d" % abs(shown.digits) if shown.decimals == 0 else b"%*d" % (6, abs(shown.digits))
    head = bytes((STX, SWA_STEP_1 | (shown.decimals + 2), swb, SWC_OF_UNIT[shown.unit]))
    frame = head + digits[-6:] + (b"" if options["short"] == "yes" else b"     0") + bytes((CR,))
    return frame if options["check"] == "no" else frame + bytes((check_byte(frame),))


def commands(options: Options) -> dict[str, bytes]:
    """Bare characters, as on the IND445; only where the port has them on."""
    return {"zero": b"Z", "tare": b"T", "clear": b"C"} if options["commands"] == "on" else {}


EXT_UNITS = {1: "lb", 2: "kg", 3: "g", 4: "t", 5: "ton", 8: "oz", 9: "N"}
EXT_MOTION, EXT_NET = 0x40, 0x01
EXT_FAULTS = ((0x04, Status.OVERLOAD), (0x02, Status.UNDERLOAD), (0x09, Status.ERROR))


def read_ext(match: re.Match[bytes]) -> Event:
    raw, (unit, net, faults, _) = match[0], match["status"]
    check = match.groupdict().get("check")
    if check is not None and check[0] != check_byte(raw[:24]):
        return Rejected("checksum", raw)
    stable, mode = not unit & EXT_MOTION, Mode.NET if net & EXT_NET else Mode.GROSS
    for bits, status in EXT_FAULTS:
        if faults & bits:
            return Reading(raw, status, stable=stable, mode=mode)
    return measure(raw, match["number"], EXT_UNITS.get(unit & 15, "custom"), stable=stable, mode=mode)


def toledo_ext(options: Options) -> Decoder:
    """01, `1`, four status bytes, nine characters of weight, eight of tare, 0D, and a check byte if it is switched on.

    From the IND245's firmware. Settings: check. Quirks: sign and point are in the text; the check byte may be 01, then only
    the byte behind it tells it from the next frame. Invalid and zero-not-captured are errors.
    """
    frame = rb"\x01 1 (?P<status>[\x20-\x3f\x60-\x7f]{4}) (?P<number>[\x20-\x7e]{9}) [\x20-\x7e]{8} \r"
    shapes = {
        "auto": (rb" (?P<check>[\x00\x02-\x7f])", rb" (?P<check>\x01) (?=[^1])", rb""),
        "yes": (rb" (?P<check>[\x00-\x7f])",),
        "no": (rb"",),
    }[options["check"]]
    return Decoder(frames(*(Shape(frame + check, read_ext) for check in shapes)))


def encode_ext(shown: Shown, options: Options) -> bytes:
    unit = next(code for code, name in EXT_UNITS.items() if name == shown.unit) if shown.unit in EXT_UNITS.values() else 9
    faults = next((bits for bits, status in EXT_FAULTS if status is shown.fault), 0)
    status = bytes((0x20 | unit | (0 if shown.stable else EXT_MOTION), 0x20, 0x20 | faults, 0x20))
    frame = b"\x011" + status + shown_signed(shown, 9) + b"   0.000\r"
    return frame if options["check"] == "no" else frame + bytes((check_byte(frame),))


CHECK = Setting("check", ("auto", "yes", "no"), about="whether a check byte follows each frame")

PROTOCOLS = (
    Protocol(
        "toledo-cont",
        toledo,
        about="Toledo continuous, 17 or 18 bytes, with a motion bit; also XK315A6, XK319A, FT-11D, GM8803 format 2, HT9800 tF=2",
        makers=("Mettler-Toledo", "Cardinal", "Fairbanks", "Kern", "Rice Lake", "Liden", "柯力", "杰曼", "衡天"),
        lines=("9600 8N1", "9600 7E1", "4800 8N1", "4800 7E1", "2400 8N1", "1200 8N1"),
        settings=(
            CHECK,
            Setting("short", ("auto", "yes", "no"), about="frames without a tare field; auto: as long as no full one was seen"),
            Setting("constant-bits", ("any", "toledo"), about="toledo: status bytes must have Toledo's constant bits"),
            Setting("commands", ("off", "on"), about="on: the head's port takes Z, T and C"),
        ),
        encode=encode,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
        commands=commands,
    ),
    Protocol(
        "toledo-cont-ext",
        toledo_ext,
        about="Toledo continuous extended, 24 or 25 bytes: IND245",
        makers=("Mettler-Toledo IND245",),
        lines=("9600 8N1", "9600 7E1", "4800 8N1"),
        settings=(CHECK,),
        encode=encode_ext,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
    ),
)
