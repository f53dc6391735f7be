"""The kinds of field a form is a table of. A field knows its name, its label and what may be typed; it decides no rule."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

_HALF_WIDTH = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " ", "\u3002": "."})


@dataclass(frozen=True)
class Field:
    """Free words. `label` and `hint` are English sources marked with N_; `optional` may stay empty."""

    name: str
    label: str
    hint: str = ""
    optional: bool = False
    unit: str = ""
    secret: ClassVar[bool] = False
    letters: ClassVar[str] = ""

    def cleaned(self, text: str) -> str:
        """What is handed on: without spaces at the ends."""
        return text.strip()

    def takes(self, character: str) -> bool:
        """Whether this may be typed into the field."""
        return not self.letters or character.translate(_HALF_WIDTH) in self.letters


@dataclass(frozen=True)
class Number(Field):
    """Digits, a point and a minus; full-width input counts as half-width."""

    letters: ClassVar[str] = "0123456789.-"

    def cleaned(self, text: str) -> str:
        return text.translate(_HALF_WIDTH).replace(",", "").strip()


@dataclass(frozen=True)
class Yuan(Number):
    """Money in yuan, as "8.73"."""

    unit: str = "yuan"


@dataclass(frozen=True)
class Points(Number):
    """Whole points."""

    unit: str = "points"
    letters: ClassVar[str] = "0123456789-"


@dataclass(frozen=True)
class Date(Number):
    """A day as 2026-11-24; "." and "/" are taken as "-"."""

    hint: str = "2026-11-24"
    letters: ClassVar[str] = "0123456789-./"

    def cleaned(self, text: str) -> str:
        year, *rest = text.translate(_HALF_WIDTH).strip().replace("/", "-").replace(".", "-").split("-")
        return "-".join([year, *(part.zfill(2) for part in rest)])


@dataclass(frozen=True)
class Pin(Number):
    """Four to eight digits, shown as dots."""

    letters: ClassVar[str] = "0123456789"
    secret: ClassVar[bool] = True


Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choice(Field):
    """One of a few: (value, shown) pairs, or a function that gives them when the form is filled."""

    options: Options | Callable[[], Options] = ()

    def pairs(self) -> Options:
        return self.options() if callable(self.options) else self.options
