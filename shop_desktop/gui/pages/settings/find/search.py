"""All ports searched at once, a Detection each, and what they found in one list, best first. Shows nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scale_driver.detection import Detection
from scale_driver.evidence import Candidate, Verdict
from scale_driver.ports import Adapter
from scale_driver.protocols import PROTOCOLS, find
from scale_driver.protocols.protocol import Protocol
from shop_desktop.gui.pages.settings.find.tape import Tape, tapping

MOST = 9
ORDER = list(Verdict)


@dataclass(frozen=True)
class Found:
    """A candidate and the port that it speaks on."""

    port: Adapter
    candidate: Candidate


class Search:
    """poll() it from a timer until `done`; close() it in any case."""

    def __init__(self, ports: Sequence[Adapter], described: Mapping[str, str] | None = None) -> None:
        """`described`: settings of a format of one's own, which is looked for too."""
        protocols = (*PROTOCOLS, of_ones_own(described)) if described else PROTOCOLS
        self.ports = tuple(ports)
        self.tapes = {each.port: Tape(each.port) for each in ports}
        self.detections = {
            each.port: Detection(each.port, opener=tapping(self.tapes[each.port], lambda _data: None), protocols=protocols)
            for each in ports
        }
        self.began_s = self.took_s = -1.0
        self.done = not ports

    def poll(self, now_s: float) -> bool:
        """Go on a little; true when something to show changed."""
        if self.done:
            return False
        if self.began_s < 0:
            self.began_s = now_s
        changed = [each.poll(now_s) for each in self.detections.values()]
        self.took_s = now_s - self.began_s
        if self.sure or all(each.done for each in self.detections.values()):
            self.close()
        return any(changed) or self.done

    @property
    def found(self) -> tuple[Found, ...]:
        """What speaks on the ports, best first; formats that it is not only where they were nearly it."""
        all_ = [Found(port, each) for port in self.ports for each in self.detections[port.port].candidates]
        all_.sort(key=lambda one: (ORDER.index(one.candidate.verdict), -one.candidate.score))
        return tuple(all_[:MOST])

    @property
    def sure(self) -> Found | None:
        return next((one for one in self.found if one.candidate.verdict is Verdict.SURE), None)

    @property
    def hopeful(self) -> bool:
        """Whether anything that was found may be it."""
        return any(one.candidate.verdict is not Verdict.NO for one in self.found)

    @property
    def progress(self) -> float:
        """0 to 1."""
        return max((each.progress for each in self.detections.values()), default=1.0)

    @property
    def bytes_total(self) -> int:
        return sum(each.bytes_total for each in self.detections.values())

    @property
    def loudest(self) -> Adapter | None:
        """The port that most came on."""
        return max(self.ports, key=lambda each: self.detections[each.port].bytes_total, default=None)

    def error(self, port: str) -> str | None:
        return self.detections[port].error

    @property
    def all_refused(self) -> bool:
        """No port could be opened."""
        return bool(self.ports) and all(each.error for each in self.detections.values()) and not self.bytes_total

    def close(self) -> None:
        self.done = True
        for each in self.detections.values():
            each.close()


def of_ones_own(described: Mapping[str, str]) -> Protocol:
    """The described format as one whose settings are what was described."""
    custom = find("custom")
    told = custom.options(described)
    settings = tuple(replace(one, choices=tuple(dict.fromkeys((told[one.name], *one.choices)))) for one in custom.settings)
    return replace(custom, settings=settings)
