"""Short ways for tests to say frames and what they decode to."""

from functools import reduce

from scale_driver import protocols
from scale_driver.protocols.toledo import check_byte
from scale_driver.reading import Event, Reading


def events(slug: str, data: bytes, **settings: str) -> list[Event]:
    decoder = protocols.find(slug).new_decoder(settings)
    return decoder.feed(data) + decoder.flush()


def short(event: Event) -> str:
    """A reading as `display unit status`, a rejected as `rejected reason`."""
    if isinstance(event, Reading):
        return " ".join(word for word in (event.display, event.unit, event.status) if word)
    return f"rejected {event.reason}"


def said(slug: str, data: bytes, **settings: str) -> list[str]:
    return [short(event) for event in events(slug, data, **settings)]


def xored(body: bytes) -> bytes:
    """A Yaohua body between 02 and 03 with its check."""
    return b"\x02" + body + b"%02X" % reduce(lambda a, b: a ^ b, body) + b"\x03"


def toledo(weight: bytes = b"  1000", *, swa: int = 0x3D, swb: int = 0x30, swc: int = 0x20, tare: bytes = b"     0") -> bytes:
    """A Toledo frame without its check byte."""
    return bytes((2, swa, swb, swc)) + weight + tare + b"\r"


def checked(frame: bytes) -> bytes:
    return frame + bytes((check_byte(frame),))
