"""The table of wire formats. To add one: a family module with its scanner and its rows, and its name in FAMILIES."""

from scale_driver.protocols import (
    america,
    and_std,
    balances,
    bcd,
    brasil,
    cas,
    custom,
    dingsong,
    ecr,
    equals,
    europe,
    mettler,
    ohaus,
    pos,
    price_heads,
    radwag,
    sartorius,
    scp,
    small_makers,
    st_gs,
    toledo,
    yaohua,
    yaohua_a12,
)
from scale_driver.protocols.protocol import BadSetting, Protocol, Setting, Shown

FAMILIES = (
    st_gs,
    yaohua,
    yaohua_a12,
    equals,
    ecr,
    price_heads,
    dingsong,
    bcd,
    small_makers,
    toledo,
    mettler,
    cas,
    and_std,
    ohaus,
    sartorius,
    scp,
    pos,
    europe,
    america,
    brasil,
    radwag,
    balances,
    custom,
)
"""Likeliest in a village first; a person who looks for a maker sees them in this order."""

PROTOCOLS: tuple[Protocol, ...] = tuple(protocol for family in FAMILIES for protocol in family.PROTOCOLS)


def find(slug: str) -> Protocol:
    """The protocol of this slug (or of an alias). KeyError where there is none."""
    for protocol in PROTOCOLS:
        if slug == protocol.slug or slug in protocol.aliases:
            return protocol
    raise KeyError(slug)


__all__ = ["PROTOCOLS", "BadSetting", "Protocol", "Setting", "Shown", "find"]
