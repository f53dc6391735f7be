"""What is known of a household beside its points: its persons, its cards, who visits it, its phone, what it became."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member of a household; not `active` once gone from it."""

    name: str
    party_member: bool
    active: bool


@dataclass(frozen=True, kw_only=True)
class Known:
    """`cards` are all that were issued, the one in force last; `merged_into` is the other household's code and name."""

    persons: tuple[Person, ...] = ()
    cards: tuple[str, ...] = ()
    phone: str = ""
    contact: str = ""
    merged_into: str = ""
