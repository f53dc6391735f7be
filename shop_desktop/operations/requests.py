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
_NAMED = re.compile(r"(?:field|value) [`']([^`']+)[`']")


def read_command(line: bytes) -> Command:
    """The command that one JSON object says. Refused: `bad-request`, `field` names the culprit, `detail` says why."""
    try:
        command = _ANY.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as e:
        raise Refused("bad-request", field=_field(str(e)), detail=str(e)) from e
    assert isinstance(command, Command)
    return command


def op_of(line: bytes) -> str | None:
    """The operation a line names, also where the rest of it is wrong; None where it names none."""
    try:
        return msgspec.json.decode(_TAGGED.decode(line)["op"], type=str)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError):
        return None


def _field(said: str) -> str | None:
    path = _PATH.search(said)
    where = path[1] if path else ""
    named = _NAMED.search(said)
    if named and ("missing" in said or "unknown" in said):
        where = f"{where}.{named[1]}".strip(".")
    return where or ("op" if "`op`" in said or "Invalid value" in said else None)
