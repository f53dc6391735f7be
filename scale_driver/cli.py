"""`scale-driver`: the wire from a terminal. Lists ports and protocols, watches a scale, decodes bytes, simulates a scale.

Results go to standard output, sentences for people to standard error. Exit 0 done, 1 refused by the world (a port, a
stream), 2 the call itself was wrong. Decides nothing of its own: everything it shows comes from the other modules.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from scale_driver import protocols
from scale_driver.calls import DONE, REFUSED, WRONG_CALL, Commands, Parser, Refused, WrongCall, add_protocol, as_text, chosen, say
from scale_driver.ports import adapters
from scale_driver.protocols.protocol import Protocol
from scale_driver.reading import Event, as_json
from scale_driver.script import ACTIONS, Weight, parse_script, parse_weight, play
from scale_driver.simulator import End, PtyEnd, Simulator, TcpEnd
from scale_driver.watching import add_detect, add_monitor

CHUNK_BYTES = 1 << 16


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    try:
        arguments = parser().parse_args(argv)
        status: int = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except WrongCall as error:
        return say(str(error), WRONG_CALL)
    except (Refused, BlockingIOError) as error:
        return say(str(error), REFUSED)
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE


def parser() -> Parser:
    """The whole command line."""
    top = Parser(
        prog="scale-driver",
        description="Scales on a serial line: ports, protocols, live readings, decoding, simulation.",
        epilog="Begin with `scale-driver list` (which port), then `scale-driver protocols` (which slug stands for the name on "
        "the case) or `scale-driver detect PORT`, then `scale-driver monitor PORT --protocol SLUG` and compare with the display.",
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    add_list(commands)
    add_detect(commands)
    add_monitor(commands)
    add_decode(commands)
    add_simulate(commands)
    return top


def add_list(commands: "Commands[Parser]") -> None:
    lister = commands.add_parser(
        "list",
        help="serial ports, with the maker's name of the adapter",
        epilog="Next: `scale-driver monitor PORT --protocol SLUG`.",
    )
    lister.set_defaults(run=run_list)
    table = commands.add_parser(
        "protocols",
        help="every protocol: slug, makers, line settings, what it can say",
        epilog="A slug names a wire format, not a maker: look for the maker's name, then try `scale-driver monitor`.",
    )
    table.add_argument("--json", action="store_true", help="a JSON array instead of text")
    table.set_defaults(run=run_protocols)


def add_decode(commands: "Commands[Parser]") -> None:
    decode = commands.add_parser(
        "decode",
        help="what recorded bytes mean",
        epilog="Give one of --hex, FILE, - or --lines. An unfinished frame at the end gives nothing; a fault is never a weight.",
    )
    add_protocol(decode)
    decode.add_argument("file", metavar="FILE", nargs="?", help="raw bytes from a file, or - for standard input")
    decode.add_argument("--hex", metavar="HEX", help='bytes as hex, such as "02 2b 30"')
    decode.add_argument("--lines", action="store_true", help="one hex stream a line on standard input, each with a fresh decoder")
    decode.add_argument("--json", action="store_true", help="one JSON object a frame; with --lines one array a line")
    decode.set_defaults(run=run_decode)


def add_simulate(commands: "Commands[Parser]") -> None:
    simulate = commands.add_parser(
        "simulate",
        help="a scale at the end of a pseudo-terminal; prints its path",
        epilog="A script has lines SECONDS ACTION [WEIGHT], such as `2.5 put 6.000kg`; actions: "
        + " ".join(ACTIONS)
        + ". Next: `scale-driver monitor PATH --protocol SLUG` in another terminal.",
    )
    add_protocol(simulate)
    load = simulate.add_mutually_exclusive_group()
    load.add_argument("--script", metavar="FILE", help="what happens when; - for standard input")
    load.add_argument("--weight", metavar="6.000kg", help="what lies on the pan; its unit and decimals are the display's")
    simulate.add_argument(
        "--tcp", metavar="PORT", type=int, help="a TCP port of this PC instead of a pseudo-terminal; 0: any free"
    )
    simulate.set_defaults(run=run_simulate)


def run_list(arguments: argparse.Namespace) -> int:
    found = adapters()
    for adapter in found:
        print(f"{adapter.port}\t{adapter.name}")
    if not found:
        say("no serial port is there; plug the adapter in and ask again")
    return DONE


def run_protocols(arguments: argparse.Namespace) -> int:
    if arguments.json:
        print(json.dumps([protocol_as_json(protocol) for protocol in protocols.PROTOCOLS], ensure_ascii=False, indent=1))
        return DONE
    for protocol in protocols.PROTOCOLS:
        print(protocol_as_text(protocol))
    return DONE


def protocol_as_json(protocol: Protocol) -> dict[str, object]:
    return {
        "slug": protocol.slug,
        "aliases": list(protocol.aliases),
        "about": protocol.about,
        "makers": list(protocol.makers),
        "lines": list(protocol.lines),
        "settings": {setting.name: list(setting.choices) for setting in protocol.settings},
        "says": says(protocol),
        "polled": is_polled(protocol),
        "commands": takes(protocol),
    }


def says(protocol: Protocol) -> list[str]:
    """What the wire itself tells beside the weight."""
    told = {
        "stable": protocol.says_stable,
        "mode": protocol.says_mode,
        "unit": protocol.says_unit,
        "overload": protocol.says_overload,
    }
    return [name for name, yes in told.items() if yes]


def is_polled(protocol: Protocol) -> bool:
    """Whether it must be asked for each reading, unless a setting says otherwise."""
    return bool(protocol.request and protocol.request(protocol.options()))


def takes(protocol: Protocol) -> list[str]:
    """Every command that some setting of the protocol allows."""
    names: set[str] = set()
    for setting in protocol.settings:
        for choice in setting.choices:
            names |= set(protocol.commands(protocol.options() | {setting.name: choice}))
    return sorted(names)


def protocol_as_text(protocol: Protocol) -> str:
    settings = "; ".join(f"{setting.name}={'|'.join(setting.choices)} ({setting.about})" for setting in protocol.settings)
    return "\n".join(
        (
            protocol.slug + "".join(f" (also {alias})" for alias in protocol.aliases),
            f"  {protocol.about}",
            f"  makers: {', '.join(protocol.makers)}",
            f"  lines: {', '.join(protocol.lines)}",
            f"  says: {', '.join(['weight', *says(protocol)])}{'; polled' if is_polled(protocol) else ''}",
            f"  by cable, where a setting allows it: {', '.join(takes(protocol)) or 'nothing'}",
            f"  settings: {settings or 'none'}",
        )
    )


def run_decode(arguments: argparse.Namespace) -> int:
    protocol, settings = chosen(arguments)
    sources = [arguments.hex is not None, arguments.file is not None, arguments.lines]
    if sum(sources) != 1:
        raise WrongCall("give one of --hex HEX, FILE, - or --lines; see `scale-driver decode --help`")
    if arguments.lines:
        return decode_lines(protocol, settings, as_array=arguments.json)
    if arguments.hex is not None:
        data = from_hex(arguments.hex)
        if data is None:
            raise WrongCall(f"not hex: {arguments.hex!r}")
        chunks: Iterable[bytes] = (data,)
    else:
        chunks = chunks_of(arguments.file)
    for event in decoded(protocol, settings, chunks):
        print(json.dumps(as_json(event)) if arguments.json else as_text(event))
    return DONE


def decoded(protocol: Protocol, settings: dict[str, str], chunks: Iterable[bytes]) -> Iterator[Event]:
    decoder = protocol.new_decoder(settings)
    for chunk in chunks:
        yield from decoder.feed(chunk)
    yield from decoder.flush()


def decode_lines(protocol: Protocol, settings: dict[str, str], *, as_array: bool) -> int:
    """Each line its own stream. A line that is no hex is named on standard error, and answered with an empty array."""
    status = DONE
    for number, line in enumerate(sys.stdin.buffer, 1):
        data = from_hex(line.decode("latin-1"))
        if data is None:
            status = say(f"line {number} is not hex", REFUSED)
        events = list(decoded(protocol, settings, (data or b"",)))
        if as_array:
            print(json.dumps([as_json(event) for event in events]))
        else:
            print(" | ".join(as_text(event) for event in events))
    return status


def from_hex(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None


def chunks_of(name: str) -> Iterator[bytes]:
    try:
        with open(sys.stdin.fileno() if name == "-" else name, "rb", buffering=0) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                yield chunk
    except OSError as error:
        raise WrongCall(f"cannot read {name}: {error.strerror}") from error


def run_simulate(arguments: argparse.Namespace) -> int:
    protocol, settings = chosen(arguments)
    try:
        steps = parse_script(script_lines(arguments.script)) if arguments.script else ()
        load = parse_weight(arguments.weight) if arguments.weight else Weight(0, 3, "kg")
    except ValueError as error:
        raise WrongCall(str(error)) from error
    written = [load] if arguments.weight else [step.weight for step in steps if step.weight]
    display = written[0] if written else load
    scale = Simulator(protocol.slug, settings, unit=display.unit, decimals=display.decimals, end=end_of(arguments.tcp))
    with scale:
        print(scale.path, flush=True)
        if arguments.weight:
            scale.put(load.grams)
        play(steps, scale, time.sleep)
        while not steps:
            time.sleep(1)
    return DONE


def end_of(tcp: int | None) -> End:
    try:
        return PtyEnd() if tcp is None else TcpEnd(tcp)
    except (OSError, OverflowError) as error:
        raise Refused(f"cannot make the scale's end: {error}") from error


def script_lines(name: str) -> list[str]:
    try:
        return (sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongCall(f"cannot read {name}: {error}") from error


if __name__ == "__main__":
    sys.exit(main())
