"""The tree as the tidy checks read it: files as text, product and tests apart. A check reads a file and answers sentences."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("scale_driver", "shop_desktop")


@dataclass(frozen=True)
class Source:
    """One Python file; `path` is relative, with forward slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def module(self) -> str:
        """Its dotted name; a package's is its folder's."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def product() -> tuple[Source, ...]:
    """The Python files that a shop runs."""
    return _sources(*PRODUCT)


@cache
def everything() -> tuple[Source, ...]:
    """The product's Python files and the tests'."""
    return _sources(*PRODUCT, "tests")


@cache
def written() -> tuple[Source, ...]:
    """Every text that ships or explains, code included; not the tests, the licence and the locks' hashes."""
    named = [
        ROOT / name
        for name in (
            "Makefile",
            "pyproject.toml",
            "scale_driver/pyproject.toml",
            "README.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            ".ci/machine",
            ".ci/venv",
        )
    ]
    found = [
        path for kind in ("md", "po", "jsonl", "svg", "json", "toml") for path in sorted((ROOT / "resources").rglob(f"*.{kind}"))
    ]
    return (*product(), *(_read(path) for path in (*named, *found) if path.is_file()))


def _sources(*folders: str) -> tuple[Source, ...]:
    found = (_read(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(source for source in found if "/build/" not in source.path)  # what `pip install ./scale_driver` leaves


def _read(path: Path) -> Source:
    return Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def check_none(found: Iterable[str]) -> None:
    """Fail with all that was found, a line each."""
    if lines := sorted(set(found)):
        pytest.fail("\n".join(lines), pytrace=False)
