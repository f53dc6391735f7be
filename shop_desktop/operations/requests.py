"""Commands from JSON: strict, typed, one object each; what is wrong is refused as `bad-request` with the field's path."""

import re
from typing import Union

import msgspec

from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Command
from shop_desktop.operations.table import OPERATIONS

_ANY = msgspec.json.Decoder(Union[tuple(kind for kind, _ in OPERATIONS)])  # noqa: UP007
_TAGGED = msgspec.json.Decoder(dict[str, msgspec.Raw])
_PATH = re.compile(r" - at `\$\.?([^`]*)`$")
_KINDS = tuple(
    (re.compile(said), why)
    for said, why in (
        (r"missing required field", "missing"),
        (r"unknown field", "strange"),
        (r"Invalid value .* at `\$\.op`|- at `\$\.op`", "op"),
        (r"of length <= (?P<most>\d+)", "long"),
        (r"of length >= ", "empty"),
        (r"matching regex", "letters"),
        (r"Expected `(?:int|float)\b[^`]*`[^,]*$", "range"),
        (r"Expected `(?:int|float)\b", "number"),
        (r"Invalid enum value", "choice"),
        (r"datetime", "time"),
        (r"encoded date", "day"),
        (r"Expected `", "type"),
        (r"JSON is malformed|truncated|codec|recursion", "json"),
    )
)
"""What the decoder says, and the kind of it: each has a sentence of its own. The first that fits is it."""
_NAMED = re.compile(r"(?:field|value) [`']([^`']+)[`']")


def read_command(line: bytes) -> Command:
    """The command that one JSON object says.

    Refused: `bad-request`, `field` names the culprit, `why` the kind, `detail` is the decoder's.
    """
    try:
        command = _ANY.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as e:
        field = _field(str(e))
        raise Refused("bad-request", field=field, what=field, detail=str(e), **_kind(str(e))) from e
    assert isinstance(command, Command)
    return command


def op_of(line: bytes) -> str | None:
    """The operation a line names, also where the rest of it is wrong; None where it names none."""
    try:
        return msgspec.json.decode(_TAGGED.decode(line)["op"], type=str)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError):
        return None


def _kind(said: str) -> dict[str, str]:
    """Which kind of wrong it is, with what there is to know of it; nothing where the decoder's own words must do."""
    fit = ((why, found) for pattern, why in _KINDS if (found := pattern.search(said)))
    return next(({"why": why, **found.groupdict()} for why, found in fit), {})


def _field(said: str) -> str | None:
    path = _PATH.search(said)
    where = path[1] if path else ""
    named = _NAMED.search(said)
    if named and ("missing" in said or "unknown" in said):
        where = f"{where}.{named[1]}".strip(".")
    return where or ("op" if "`op`" in said or "Invalid value" in said else None)
