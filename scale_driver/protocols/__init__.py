"""The table of wire formats. To add one: a family module with its scanner and its rows, and its name in PROTOCOLS."""

from scale_driver.protocols import st_gs, toledo, yaohua
from scale_driver.protocols.protocol import BadSetting, Protocol, Setting, Shown

PROTOCOLS: tuple[Protocol, ...] = (*st_gs.PROTOCOLS, *yaohua.PROTOCOLS, *toledo.PROTOCOLS)


def find(slug: str) -> Protocol:
    """The protocol of this slug (or of an alias). KeyError where there is none."""
    for protocol in PROTOCOLS:
        if slug == protocol.slug or slug in protocol.aliases:
            return protocol
    raise KeyError(slug)


__all__ = ["PROTOCOLS", "BadSetting", "Protocol", "Setting", "Shown", "find"]
