"""What every command has in common, the types of its fields, and what carrying it out answers.

A field that breaks its type is `bad-request`; a value that breaks a rule of the shop has that rule's own code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from shop_desktop.domain.quantities import parse_yuan
from shop_desktop.domain.refused import Refused
from shop_desktop.store import journal
from shop_desktop.store.journal import Act, Posting

MOST = 1_000_000_000

Whole = Annotated[int, Meta(ge=-MOST, le=MOST)]
Count = Annotated[int, Meta(ge=0, le=MOST)]
Many = Annotated[int, Meta(ge=1, le=MOST)]
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff"
"""What nobody sees, and what turns the writing round."""
_PLAIN = rf"\A(?!\s)[^{_UNSEEN}]+(?<!\s)\Z"
Code = Annotated[str, Meta(min_length=1, max_length=48, pattern=_PLAIN)]
Name = Annotated[str, Meta(min_length=1, max_length=80, pattern=_PLAIN)]
_STORABLE = r"\A[^\x00]*\Z"
"""A server's books cannot hold the character 0."""
Sentence = Annotated[str, Meta(max_length=400, pattern=_STORABLE)]
Digits = Annotated[str, Meta(pattern=r"\A[0-9]{1,32}\Z")]
Pin = Annotated[str, Meta(pattern=r"\A[0-9]{4,8}\Z")]
Instant = Annotated[datetime, Meta(tz=True)]
Fen = Annotated[int, Meta(ge=0, le=100_000_000_000)]
"""Fen up to a milliard yuan."""
MonthText = Annotated[str, Meta(pattern=r"\A(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])\Z")]
Paper = Annotated[str, Meta(min_length=1, max_length=64, pattern=_PLAIN)]
"""What stands on a receipt or letter: its number."""
Scans = Annotated[list[Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]], Meta(max_length=20)]
"""SHA-256 of the pictures of a paper; the pictures lie in the folder `photos`, beside the books."""


class Command(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True, tag_field="op", omit_defaults=True):
    """A typed wish. `at`: when it happened (default: now); `by`: login (default: manager); `ref`: the caller's own key."""

    at: Instant | None = None
    by: Code | None = None
    ref: Annotated[str, Meta(min_length=1, max_length=128, pattern=_STORABLE)] | None = None
    note: Sentence | None = None

    @property
    def op(self) -> str:
        """The operation's name, as operations and documents call it."""
        tag = self.__struct_config__.tag
        assert isinstance(tag, str)
        return tag


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was posted: the document's number, what the caller would want to see next, and which nouns changed."""

    op: str
    document: str
    answer: Mapping[str, Any] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()


def amount_of(yuan: str, field: str) -> int:
    """Fen of an amount written in yuan. Refused: `bad-request` with more than two decimals or a sign."""
    fen = parse_yuan(yuan)
    if fen is None:
        raise Refused("bad-request", field=field)
    return fen


def reason_of(reason: str, field: str = "reason") -> str:
    """A reason that says something. Refused: `reason-needed`."""
    if not reason.strip():
        raise Refused("reason-needed", field=field)
    return reason.strip()


def not_before(act: Act, day: date, what: str) -> None:
    """What undoes, pays or uses something is not dated before it. Refused: `too-early`."""
    if act.business_date < day:
        raise Refused("too-early", field="at", what=what, day=day.isoformat())


def post(act: Act, posting: Posting, *changed: str, **answer: Any) -> Outcome:
    """Write the document, and say what it answers and which nouns it changed."""
    document = journal.post(act, posting)
    return Outcome(op=act.op, document=document.number, answer=answer, changed=frozenset(changed))
