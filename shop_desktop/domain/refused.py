"""Two kinds of expected ends: `Refused`, a person asked for what may not be; `Trouble`, a disk, lock or device said no.

They carry a code and facts, never a sentence: `text.sentence` makes it, at the edge, in the reader's language.
"""


class Refused(Exception):
    """A command that is not carried out. `code` is one of operations' error codes, `field` names the culprit."""

    def __init__(self, code: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(code, field, facts)
        self.code = code
        self.field = field
        self.facts = facts


class Trouble(Exception):
    """The machine's fault, with a person's remedy: `busy`, `locked`, `disk-full`, `read-only`, `newer-books`, `damaged`, …"""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
