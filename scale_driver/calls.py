"""What the commands of `scale-driver` share: a wrong call, a refusal, a sentence, a protocol with its settings as the call says.

Results go to standard output, sentences for people to standard error.
"""

import argparse
import sys
from typing import NoReturn

from scale_driver import protocols
from scale_driver.protocols.protocol import BadSetting, Protocol
from scale_driver.reading import Event, Rejected

DONE, REFUSED, WRONG_CALL = 0, 1, 2


class WrongCall(Exception):
    """The call itself was wrong; the text says how."""


class Refused(Exception):
    """The call was right, but the world said no."""


class Parser(argparse.ArgumentParser):
    """One sentence for a wrong call, with the next step."""

    def error(self, message: str) -> NoReturn:
        hint = "; one that begins with - is joined by =, as --weight=-5kg" if "expected one argument" in message else ""
        raise WrongCall(f"{message}{hint}; see `{self.prog} --help`")


def say(sentence: str, status: int = DONE) -> int:
    print(f"scale-driver: {sentence}", file=sys.stderr, flush=True)
    return status


Commands = argparse._SubParsersAction  # the type that add_subparsers returns has no public name


def add_protocol(command: argparse.ArgumentParser) -> None:
    command.add_argument("--protocol", metavar="SLUG", required=True, help="a slug from `scale-driver protocols`")
    command.add_argument(
        "--set", metavar="K=V", action="append", default=[], help="a setting of the protocol, such as unit=kg; may be repeated"
    )


def chosen(arguments: argparse.Namespace) -> tuple[Protocol, dict[str, str]]:
    """The protocol and its settings as the call says, checked."""
    try:
        protocol = protocols.find(arguments.protocol)
    except KeyError:
        raise WrongCall(f"no protocol {arguments.protocol!r}; `scale-driver protocols` lists them") from None
    settings = {}
    for pair in arguments.set:
        name, equals, value = pair.partition("=")
        if not equals:
            raise WrongCall(f"--set takes K=V, not {pair!r}")
        settings[name] = value
    try:
        return protocol, protocol.options(settings)
    except BadSetting as error:
        raise WrongCall(str(error)) from error


def as_text(event: Event) -> str:
    """An event in words."""
    if isinstance(event, Rejected):
        return f"rejected ({event.reason}): {event.raw.hex(' ')}"
    if event.weight_mg is None:
        return " ".join(word for word in (event.status, event.display, event.unit) if word)
    still = {True: "stable", False: "moving", None: ""}[event.stable]
    return "  ".join(word for word in (f"{event.display} {event.unit}", still, event.mode or "") if word)
