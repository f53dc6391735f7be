"""The draft ticket as a value: lines, goods, what was removed; each change makes a new one. Knows no Qt and no books.

Its id becomes the `ref` of the ticket, so that one draft is posted once. A line taken is never changed, only removed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from shop_desktop.domain.calendar import instant_text
from shop_desktop.domain.tickets import Load, Proof
from shop_desktop.operations.tickets import PostTicket, ProofFields, RemovedLine, TicketGood, TicketLine


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """A load that was taken, typed or counted; `key` is its place in order of taking, never reused."""

    key: int
    load: Load
    at: str


@dataclass(frozen=True, kw_only=True)
class DraftGood:
    """A good and how many, pieces."""

    good: str
    quantity: int


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything on a ticket that is not posted yet. `household` is a code, "" while nobody was found."""

    id: str
    household: str = ""
    lines: tuple[DraftLine, ...] = ()
    goods: tuple[DraftGood, ...] = ()
    removed: tuple[DraftLine, ...] = ()
    overloads: int = 0
    day: str = ""

    @property
    def empty(self) -> bool:
        """Nothing would be lost: no line, no good, none removed."""
        return not (self.lines or self.goods or self.removed)

    def with_load(self, load: Load, at: datetime) -> "Draft":
        """One more line, last."""
        key = max((line.key for line in (*self.lines, *self.removed)), default=0) + 1
        return replace(self, lines=(*self.lines, DraftLine(key=key, load=load, at=instant_text(at))))

    def without_line(self, key: int) -> "Draft":
        """The line is put aside; it is posted among the removed."""
        gone = tuple(line for line in self.lines if line.key == key)
        return replace(self, lines=tuple(line for line in self.lines if line.key != key), removed=(*self.removed, *gone))

    def with_good(self, good: str, quantity: int) -> "Draft":
        """So many of a good; 0 takes it off. A good stands once."""
        known = {g.good: g.quantity for g in self.goods}
        known[good] = quantity
        return replace(self, goods=tuple(DraftGood(good=g, quantity=n) for g, n in known.items() if n > 0))

    def quantity_of(self, good: str) -> int:
        """Pieces of a good on the ticket."""
        return sum(g.quantity for g in self.goods if g.good == good)

    def back_to(self, earlier: "Draft") -> "Draft":
        """One step undone: lines and goods as they were, whose ticket it is stays.

        A line that goes is among the removed, one that returns is not.
        """
        kept = {line.key for line in earlier.lines}
        gone = [line for line in self.lines if line.key not in kept]
        removed = (*(line for line in self.removed if line.key not in kept), *gone)
        return replace(self, lines=earlier.lines, goods=earlier.goods, removed=removed)

    def command(self) -> PostTicket:
        """The ticket that this draft becomes, at now."""
        return PostTicket(
            ref=self.id,
            household=self.household,
            lines=[_ticket_line(line.load) for line in self.lines],
            goods=[TicketGood(good=g.good, quantity=g.quantity) for g in self.goods],
            removed=[_removed(line) for line in self.removed],
            overloads=self.overloads,
        )

    def to_content(self) -> dict[str, Any]:
        """As it is stored, plain JSON."""
        return asdict(self)

    @staticmethod
    def from_content(content: Mapping[str, Any]) -> "Draft":
        """A stored draft."""
        return Draft(
            id=content["id"],
            household=content["household"],
            lines=tuple(map(_line, content["lines"])),
            goods=tuple(DraftGood(**good) for good in content["goods"]),
            removed=tuple(map(_line, content["removed"])),
            overloads=content["overloads"],
            day=content["day"],
        )


def _line(told: Mapping[str, Any]) -> DraftLine:
    load = dict(told["load"])
    if load["proof"] is not None:
        load["proof"] = Proof(**load["proof"])
    return DraftLine(key=told["key"], load=Load(**load), at=told["at"])


def _ticket_line(load: Load) -> TicketLine:
    proof = load.proof
    return TicketLine(
        material=load.material,
        gross_g=load.gross_g,
        tare_g=load.tare_g,
        pieces=load.pieces,
        source=load.source,
        typed_reason=load.typed_reason,
        same_again=load.same_again,
        proof=None if proof is None else ProofFields(**{**asdict(proof), "taken_at": datetime.fromisoformat(proof.taken_at)}),
    )


def _removed(line: DraftLine) -> RemovedLine:
    load, at = line.load, datetime.fromisoformat(line.at)
    net_g = None if load.pieces is not None else load.quantity
    return RemovedLine(material=load.material, net_g=net_g, pieces=load.pieces, at=at)
