"""Files that nobody needs, pictures that nobody drew, and nouns that lack their rule."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.tidy.tree import ROOT, Source, check_none, product

STARTS = re.compile(
    r"shop_desktop\.(app|admin)|scale_driver\.cli|.*\.__main__|shop_desktop\.store\.migrations\.(env|versions\..*)"
)
"""What a person, the system or alembic starts, and nobody imports."""
WITHOUT_RULE = frozenset({"shop", "documents", "scale"})
"""The village and the chain's head, the journal as it lies there, the name plate: read and shown, ruled by none of our rules."""
RULED_BY = {"checks": "months", "days": "months", "periods": "months", "costs": "sales", "vouchers": "goods"}
"""Questions about a part of a noun, whose rule is in the noun's own module."""


def imported(source: Source) -> Iterator[str]:
    """Every module that a file may mean by its imports, names of packages and of things in them alike."""
    package = source.module if source.path.endswith("__init__.py") else source.module.rpartition(".")[0]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package.split(".")[: len(package.split(".")) - node.level + 1], node.module or ""]).strip(".")
            module = base if node.level else node.module or ""
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)


def needless(sources: Iterable[Source]) -> list[str]:
    needed: set[str] = set()
    for source in sources:
        needed |= {module for module in imported(source) if module != source.module}
    return [
        f"{source.path}: nobody imports it: who needs it?"
        for source in sources
        if source.module not in needed and not source.path.endswith("__init__.py") and not STARTS.fullmatch(source.module)
    ]


def pictures(source: Source) -> Iterator[tuple[int, str]]:
    """Every icon that a call names in so many words."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword) and node.arg == "icon" and isinstance(node.value, ast.Constant) and node.value.value:
            yield node.value.lineno, str(node.value.value)


def missing_pictures(source: Source, drawn: frozenset[str]) -> list[str]:
    return [
        f"{source.path}:{line}: there is no resources/icons/{name}.svg" for line, name in pictures(source) if name not in drawn
    ]


def nouns_without_rule(modules: set[str]) -> list[str]:
    asked = {module.rpartition(".")[2] for module in modules if module.startswith("shop_desktop.store.queries.")}
    return [
        f"{noun}: has its questions in store/queries/, and no rule in domain/{noun}.py"
        for noun in sorted(asked - WITHOUT_RULE)
        if f"shop_desktop.domain.{RULED_BY.get(noun, noun)}" not in modules
    ]


def test_somebody_needs_every_file() -> None:
    check_none(needless(product()))


def test_every_icon_is_drawn() -> None:
    drawn = frozenset(path.stem for path in (ROOT / "resources" / "icons").glob("*.svg"))
    check_none(found for source in product() for found in missing_pictures(source, drawn))


def test_a_noun_that_is_asked_about_has_its_rule() -> None:
    check_none(nouns_without_rule({source.module for source in product()}))


def test_a_needless_file_is_named() -> None:
    sources = (
        Source("shop_desktop/admin.py", "from shop_desktop.domain import goods\n"),
        Source("shop_desktop/domain/goods.py", "from . import prices\n"),
        Source("shop_desktop/domain/prices.py", ""),
        Source("shop_desktop/domain/coins.py", "import shop_desktop.domain.coins\n"),
    )
    assert needless(sources) == ["shop_desktop/domain/coins.py: nobody imports it: who needs it?"]


def test_an_icon_that_nobody_drew_is_named() -> None:
    bad = Source("a/b.py", 'Key(icon="tick")\nKey(icon="gnome")\n')
    assert missing_pictures(bad, frozenset({"tick"})) == ["a/b.py:2: there is no resources/icons/gnome.svg"]


def test_a_noun_without_its_rule_is_named() -> None:
    modules = {"shop_desktop.store.queries.goods", "shop_desktop.store.queries.boats", "shop_desktop.domain.goods"}
    assert nouns_without_rule(modules) == ["boats: has its questions in store/queries/, and no rule in domain/boats.py"]
