"""What was found, in a person's words: verdicts, evidence, the parts of a frame, units, and the ways in which numbers differ."""

from collections.abc import Sequence

from scale_driver.comparison import Kind
from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.protocols import find
from scale_driver.reading import Reading
from shop_desktop.gui.pages.settings.find.explain import Part, Span, written
from shop_desktop.gui.pages.settings.wire import protocol_name, value_words
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.text import N_, _

VERDICTS: dict[Verdict, tuple[str, Tone, str]] = {
    Verdict.SURE: (N_("This is it"), Tone.OK, "tick"),
    Verdict.LIKELY: (N_("Likely"), Tone.INFO, "info"),
    Verdict.UNLIKELY: (N_("Hardly"), Tone.QUIET, "octagon"),
    Verdict.NO: (N_("It is not"), Tone.QUIET, "octagon"),
}
PARTS = {
    Part.START: N_("{bytes} beginning"),
    Part.NUMBER: N_("{bytes} figures"),
    Part.DECIMALS: N_("{bytes} decimals"),
    Part.FLAG: N_("{bytes} steady or not"),
    Part.UNIT: N_("{bytes} unit"),
    Part.CHECK: N_("{bytes} check"),
    Part.ELSE: N_("{bytes} something else"),
    Part.END: N_("{bytes} end"),
}
KINDS = {
    Kind.DECIMALS: ("4", N_("The point is elsewhere")),
    Kind.REVERSED: ("5", N_("Figures reversed")),
    Kind.UNIT: ("6", N_("Twice or half as much")),
    Kind.FORMAT: ("0", N_("Another number")),
}
UNITS = {
    "kg": N_("kg"),
    "jin": N_("jin"),
    "g": N_("grams"),
    "t": N_("tonnes"),
    "lb": N_("pounds"),
    "oz": N_("ounces"),
}


def unit_words(unit: str | None) -> str:
    return _(UNITS[unit]) if unit in UNITS else unit or ""


def number_text(reading: Reading | None) -> str:
    """What the scale's display shows, as it shows it."""
    return plain(reading.display or "") if reading is not None else ""


def plain(display: str) -> str:
    """A number without the zeros that fill some wires' fields.

    >>> plain("06.235"), plain("-000.500"), plain("0.000"), plain("0012")
    ('6.235', '-0.500', '0.000', '12')
    """
    sign, digits = ("-", display[1:]) if display.startswith("-") else ("", display)
    whole, point, rest = digits.partition(".")
    return f"{sign}{whole.lstrip('0') or '0'}{point}{rest}" if whole.isdigit() else display


def line_words(line: str) -> str:
    """`9600 8N1` as the candidates' rows write it."""
    return line.replace(" ", " · ")


def evidence_words(evidence: Evidence) -> str:
    """What speaks for it, counted."""
    whole = evidence.frames + evidence.rejected
    if not evidence.bytes and not evidence.seconds and not whole:
        return _("chosen by hand")
    if not evidence.bytes and not whole:
        return _("nothing came")
    if not whole:
        return _("nothing fits")
    if not evidence.frames:
        return _("every check is wrong") if evidence.checked else _("none of {count} frames fits", count=whole)
    if evidence.checked:
        return _("{right} of {count} checks are right", right=evidence.frames, count=whole)
    return _("{right} of {count} frames fit", right=evidence.frames, count=whole)


def candidate_name(candidate: Candidate) -> str:
    protocol = find(candidate.protocol)
    usual, name = protocol.options(), protocol_name(protocol)
    if candidate.settings.get("reversed", "") != usual.get("reversed", ""):
        order = _("the last first") if candidate.settings["reversed"] == "true" else _("as they stand")
        name = f"{name} · {order}"
    if candidate.settings.get("a22", "") != usual.get("a22", ""):
        name = f"{name} · A22"
    poll = candidate.settings.get("poll", "no")
    return (
        name
        if poll in ("no", "yes", "") or not poll.isalnum()
        else _("{name}, asked with {poll}", name=name, poll=value_words(poll))
    )


def parts_text(raw: bytes, parts: Sequence[Span]) -> str:
    """The frame's parts in one line: "02 beginning · +006235 figures · 3 decimals · 1A check · 03 end"."""
    said = [span for span in parts if raw[span.first : span.after].strip(b" ,")]
    return " · ".join(_(PARTS[span.part], bytes=written(raw[span.first : span.after])) for span in said)
