"""What a frame may mean: the settings that the wire cannot tell (where the point stands, which figure comes first).

Holds no port and no clock. The unit is left to the person who sees the display.
"""

import itertools
from collections import Counter
from collections.abc import Sequence

from scale_driver import protocols
from scale_driver.evidence import Candidate
from scale_driver.protocols.protocol import BadSetting, Options, Protocol
from scale_driver.reading import Reading

UNTOLD = ("reversed", "decimals")


def read_as(protocol: Protocol, options: Options, raw: bytes) -> Reading | None:
    """What one frame weighs with these settings; None where they do not read it."""
    for data in (raw * 3, (raw + b"\r\n") * 3):
        found = [event for event in protocol.new_decoder(options).feed(data) if isinstance(event, Reading)]
        weighed = [reading for reading in found if reading.weight_mg is not None]
        if weighed:
            return weighed[-1]
    return None


def other_meanings(protocol: Protocol, options: Options, raw: bytes) -> list[dict[str, str]]:
    """Settings that read the same frame as another number, each number once."""
    names = [setting for setting in protocol.settings if setting.name in UNTOLD]
    here = read_as(protocol, options, raw)
    if protocol.slug == "custom" or not names or here is None:
        return []
    known, found = {here.display}, []
    for values in itertools.product(*(setting.choices for setting in names)):
        told = {**options, **{setting.name: value for setting, value in zip(names, values, strict=True)}}
        try:
            other = read_as(protocol, told, raw)
        except BadSetting:
            continue
        if other is not None and other.display not in known:
            known.add(other.display)
            found.append(told)
    return found


def typical(frames: Sequence[bytes]) -> bytes:
    """The frame that came most often, of such the newest, so that one changed by noise is not taken; b"" of none."""
    return Counter(reversed(frames)).most_common(1)[0][0] if frames else b""


def readings_of(candidate: Candidate) -> list[Reading]:
    """What a candidate's commonest frame weighs, as the candidate and as each of its twins reads it; each number once."""
    raw = typical(candidate.frames)
    found: dict[str, Reading] = {}
    for slug, settings in ((candidate.protocol, candidate.settings), *candidate.twins) if raw else ():
        reading = read_as(protocols.find(slug), settings, raw)
        if reading is not None:
            found.setdefault((reading.display or "").lstrip("0"), reading)
    return list(found.values())


def untold(candidate: Candidate) -> dict[str, str]:
    """The candidate's settings in which a twin of the same format differs: what it shows rests on them."""
    own = [settings for slug, settings in candidate.twins if slug == candidate.protocol]
    return {
        name: value
        for name, value in candidate.settings.items()
        if name in UNTOLD and any(settings.get(name) != value for settings in own)
    }
