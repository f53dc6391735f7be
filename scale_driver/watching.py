"""The commands of `scale-driver` that hold a port: `monitor` (live readings) and `detect` (which scale is this?).

Decides nothing of its own: everything it shows comes from scale.py and detection.py.
"""

import argparse
import json
import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from scale_driver import protocols
from scale_driver.calls import DONE, REFUSED, Commands, Parser, Refused, WrongCall, add_protocol, as_text, chosen, say
from scale_driver.detection import Candidate, Detection
from scale_driver.evidence import Verdict
from scale_driver.lines import Port, Tapped, line_settings
from scale_driver.meaning import readings_of, untold
from scale_driver.ports import open_port
from scale_driver.reading import as_json
from scale_driver.recording import Recorder
from scale_driver.scale import Scale

POLL_S = 0.02
MOST_READINGS = 3
SAY_NOTHING_CAME_AFTER_S = 3.0
SOCKET = "socket://"
LEAST_S, MOST_S = 0.5, 600


def add_monitor(commands: "Commands[Parser]") -> None:
    monitor = commands.add_parser(
        "monitor",
        help="live readings until Ctrl-C",
        epilog="If nothing comes: another --line, another --protocol, or set the scale to send continuously.",
    )
    monitor.add_argument(
        "port",
        metavar="PORT",
        type=port_name,
        help="a port's name from `scale-driver list`, or socket://HOST:PORT, replay://FILE",
    )
    add_protocol(monitor)
    monitor.add_argument("--line", help="line settings such as '9600 8N1'; default the protocol's likeliest")
    monitor.add_argument("--record", metavar="FILE", help="write what comes, with its times, into a file; replay://FILE plays it")
    monitor.add_argument("--json", action="store_true", help="one JSON object a frame; else a line at each change")
    monitor.set_defaults(run=run_monitor)


def add_detect(commands: "Commands[Parser]") -> None:
    detect = commands.add_parser(
        "detect",
        help="tries line settings and protocols; ranked candidates with evidence",
        epilog="It listens first, then asks; it sends nothing that changes a scale. Try it without a scale: "
        "`scale-driver detect 'sim://yaohua-tf0?weight=6.235kg&line=4800+8N1&noise=5'`. Next: the monitor that it names.",
    )
    detect.add_argument("port", metavar="PORT", type=port_name, help="as for monitor; also sim:// and replay://")
    detect.add_argument("--seconds", type=some_seconds, default=10.0, metavar="N", help="at most so long, 0.5 to 600 (10)")
    detect.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    detect.set_defaults(run=run_detect)


def port_name(written: str) -> str:
    """A port as it is opened; one on the network has a host and a number."""
    if written.startswith(SOCKET):
        try:
            parts = urlsplit(written)
            whole = bool(parts.hostname and parts.port)
        except ValueError:
            whole = False
        if not whole:
            raise argparse.ArgumentTypeError(f"a port on the network reads socket://HOST:PORT, not {written}")
    return written


def some_seconds(written: str) -> float:
    """How long to look: long enough to hear anything, and no longer than anybody waits."""
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not LEAST_S <= seconds <= MOST_S:
        raise argparse.ArgumentTypeError(f"{LEAST_S} to {MOST_S} seconds, not {written}")
    return seconds


def run_monitor(arguments: argparse.Namespace) -> int:
    protocol, settings = chosen(arguments)
    line = arguments.line or protocol.lines[0]
    try:
        line_settings(line)
    except ValueError as error:
        raise WrongCall(str(error)) from error
    opener = recorded_to(arguments.record, arguments.port, line) if arguments.record else open_port
    scale = Scale(arguments.port, protocol.slug, settings, line=line, opener=opener)
    try:
        return watch(scale, as_lines=not arguments.json)
    finally:
        scale.close()


def recorded_to(name: str, url: str, line: str) -> Callable[[str, str], Port]:
    """An opener whose ports are recorded into a new file. Refused where there is one, or it cannot be written."""
    try:
        recorder = Recorder(Path(name), port=url, line=line, day=time.strftime("%Y-%m-%d"))
    except FileExistsError as error:
        raise Refused(f"{name} is there already, and recordings are never written over; take another name") from error
    except OSError as error:
        raise Refused(f"cannot write {name}: {error.strerror}") from error
    return lambda url, line: Tapped(open_port(url, line), lambda data: recorder.hear(data, time.monotonic()))


def watch(scale: Scale, *, as_lines: bool) -> int:
    """Print what comes until Ctrl-C. Refused where the port cannot be opened at first; later it is waited for."""
    was_there, heard_s, shown = False, time.monotonic(), ""
    while True:
        now_s = time.monotonic()
        events = scale.poll_events(now_s)
        if scale.connected != was_there:
            was_there, heard_s = scale.connected, now_s
            say(f"{scale.url} is open" if was_there else f"{scale.url} is gone; waiting for it to come back")
        elif not was_there and scale.last_error and not shown and not scale.last_frames:
            raise Refused(f"cannot open {scale.url}: {scale.last_error}; see `scale-driver list`")
        for event in events:
            text = as_text(event) if as_lines else json.dumps(as_json(event))
            if text != shown or not as_lines:
                print(text, flush=True)
            shown = text
        if events:
            heard_s = now_s
        elif was_there and now_s - heard_s > SAY_NOTHING_CAME_AFTER_S:
            say(nothing_came(scale))
            heard_s = now_s
        time.sleep(POLL_S)


def nothing_came(scale: Scale) -> str:
    if not scale.last_bytes:
        return f"no byte came on {scale.url}: is the scale on, its cable in the computer port, and set to send continuously?"
    seen = scale.last_bytes[-24:].hex(" ")
    return f"no {scale.protocol.slug} frame in what came ({seen}): try another --protocol or --line"


def run_detect(arguments: argparse.Namespace) -> int:
    detection = Detection(arguments.port, seconds=arguments.seconds)
    said = ""
    try:
        while not detection.done:
            detection.poll(time.monotonic())
            now = f"{detection.trying}: " + (f"asking as {detection.asking}" if detection.asking else "listening")
            if now != said and not detection.done and not arguments.json:
                said = now
                say(now)
            time.sleep(POLL_S)
    finally:
        detection.close()
    if detection.error and not detection.bytes_total:
        raise Refused(f"cannot open {detection.url}: {detection.error}; see `scale-driver list`")
    if arguments.json:
        print(json.dumps(found_as_json(detection), ensure_ascii=False))
    else:
        for line in table(detection.candidates):
            print(line)
        say(next_step(detection))
    return DONE if good_ones(detection) else REFUSED


def good_ones(detection: Detection) -> list[Candidate]:
    return [each for each in detection.candidates if each.verdict in (Verdict.SURE, Verdict.LIKELY)]


HEAD = ("", "protocol", "line", "frames", "wrong", "read", "last", "reads the same bytes")
WORDS = {Verdict.SURE: "it is", Verdict.LIKELY: "likely", Verdict.UNLIKELY: "unlikely", Verdict.NO: "no"}


def table(candidates: Sequence[Candidate]) -> list[str]:
    """Candidates with their evidence, best first, in columns."""
    rows = [HEAD, *(row_of(candidate) for candidate in candidates)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def row_of(candidate: Candidate) -> tuple[str, ...]:
    seen = candidate.evidence
    share = f"{100 * (seen.bytes - seen.noise_bytes) // max(1, seen.bytes)} %"
    last = " or ".join(map(as_text, readings_of(candidate)[:MOST_READINGS])) or "-"
    twins = dict.fromkeys(slug + settings_text(slug, settings) for slug, settings in candidate.twins)
    frames = f"{seen.frames}, checked" if seen.checked else str(seen.frames)
    told = candidate.protocol + settings_text(candidate.protocol, candidate.settings)
    return WORDS[candidate.verdict], told, candidate.line, frames, str(seen.rejected), share, last, ", ".join(twins) or "-"


def changed_settings(slug: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Those that are not as the protocol has them by itself."""
    default = protocols.find(slug).options()
    return {name: value for name, value in settings.items() if default[name] != value}


def settings_text(slug: str, settings: Mapping[str, str]) -> str:
    changed = ",".join(f"{name}={value}" for name, value in changed_settings(slug, settings).items())
    return f" ({changed})" if changed else ""


def monitor_words(url: str, candidate: Candidate) -> list[str]:
    """The call that watches the scale as this candidate says."""
    words = ["scale-driver", "monitor", url, "--protocol", candidate.protocol, "--line", candidate.line]
    for name, value in (changed_settings(candidate.protocol, candidate.settings) | untold(candidate)).items():
        words += ["--set", f"{name}={value}"]
    return words


def next_step(detection: Detection) -> str:
    """What a person does now."""
    good = good_ones(detection)
    if good:
        call = shlex.join(monitor_words(detection.url, good[0]))
        told = f"next: {call}, and compare with the display: empty, loaded, with another weight"
        if len(readings_of(good[0])) <= 1:
            return told
        return f"the wire does not tell which of these numbers it is, two different weights on the display decide; {told}"
    if not detection.bytes_total:
        return "no byte came: is the scale on, its cable in the computer port, and set to send continuously?"
    return (
        f"{detection.bytes_total} bytes came that no protocol reads; record them with `scale-driver monitor {detection.url} "
        "--protocol custom --record FILE`, and describe the frame by --set"
    )


def found_as_json(detection: Detection) -> dict[str, object]:
    """What detect --json prints; its keys are stable."""
    return {
        "port": detection.url,
        "bytes": detection.bytes_total,
        "error": detection.error,
        "candidates": [
            {
                "protocol": each.protocol,
                "settings": each.settings,
                "line": each.line,
                "verdict": each.verdict,
                "score": round(each.score, 3),
                "evidence": asdict(each.evidence),
                "reading": as_json(each.reading) if each.reading else None,
                "frames": [frame.hex() for frame in each.frames],
                "twins": [{"protocol": slug, "settings": settings} for slug, settings in each.twins],
                "monitor": monitor_words(detection.url, each),
            }
            for each in detection.candidates
        ],
    }
