"""Roles and what they may: one table, asked by `perform` and by the window. Source: design.md's roles, as rows."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["operator", "manager", "assessor", "auditor"]

OPERATOR_MAY = frozenset({"ticket.post", "document.void", "household.register", "scale.check", "voucher.use", "day.close"})


@dataclass(frozen=True, kw_only=True)
class User:
    """Someone who signs in. `login` never changes; `shown` is what slips and screens say."""

    login: str
    shown: str
    role: Role
    has_pin: bool = False


def may(role: Role, op: str) -> bool:
    """Whether a role may ask for an operation at all; finer limits are the operation's own.

    >>> may("operator", "ticket.post"), may("operator", "price.set"), may("auditor", "ticket.post")
    (True, False, False)
    """
    return role == "manager" or (role == "operator" and op in OPERATOR_MAY)
