"""What our texts may say: sentences for people through the catalogue, no loose ends, and of the product alone."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.tidy.tree import ROOT, Source, check_none, everything, product, written

CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
ALLOWED = (
    (r"shop_desktop/domain/households\.py", r"NO_GROUP", "a group's name in the books, the same in both languages"),
    (r"shop_desktop/domain/names\.py", r"_PAIRS", "surnames, to be told from given names"),
    (r"shop_desktop/domain/names\.py", r"_DIGITS|_TENS", "numbers in the names of groups"),
    (r"shop_desktop/exchange/imports_words\.py", r"[A-Z_]*", "words that villages write in their own lists"),
    (r"scale_driver/protocols/\w+\.py", r"MAKERS|makers", "makers' names as they stand on the case"),
)
LOOSE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
LOOSE_IN_CODE = re.compile(r"(?<=#).*\b(TODO|FIXME|XXX|HACK)\b")
ELSEWHERE = (
    (re.compile(r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+|opt|tmp)/[\w.-]+"), "a place on somebody's machine"),
    (re.compile(r"\b[A-Z]:\\\\?Users\\"), "a place on somebody's machine"),
    (re.compile(r"https?://(?!www\.w3\.org/|scripts\.sil\.org/)[^\s\"'<>)]+"), "an address; the shop has no network"),
    (re.compile(r"\b(?:AI|LLM|chat ?bot|issue #?\d+)\b"), "something that is not the product"),
)


def chinese_literals(source: Source) -> list[str]:
    """Chinese outside docstrings and comments belongs into the catalogue, or among the practice data."""
    return [
        f"{source.path}:{node.lineno}: {node.value!r}: write it in English inside _(…), and its Chinese into the catalogue"
        for name, node in _literals(source.tree)
        if CHINESE.search(node.value) and not _allowed(source.path, name)
    ]


def _literals(tree: ast.Module) -> Iterator[tuple[str, ast.Constant]]:
    """Each text with the name it is given to, if any; docstrings are left out."""
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    names: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names |= {id(inner): node.targets[0].id for inner in ast.walk(node.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg:
            names |= {id(inner): node.arg for inner in ast.walk(node.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            yield names.get(id(node), ""), node


def _allowed(path: str, name: str) -> bool:
    return any(re.fullmatch(where, path) and re.fullmatch(named, name) for where, named, _ in ALLOWED)


def loose_ends(source: Source) -> list[str]:
    pattern = LOOSE_IN_CODE if source.path.endswith(".py") else LOOSE
    return [f"{source.path}:{line}: {word.strip()}: do it now, or leave it out" for line, word in _matches(pattern, source.text)]


def elsewhere(source: Source) -> list[str]:
    return [
        f"{source.path}:{line}: {word}: {what}" for pattern, what in ELSEWHERE for line, word in _matches(pattern, source.text)
    ]


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for match in pattern.finditer(line):
            yield number, match[0]


def test_sentences_for_people_come_from_the_catalogue() -> None:
    check_none(found for source in product() for found in chinese_literals(source))


def test_nothing_is_left_for_later() -> None:
    others = (source for source in (*everything(), *written()) if not source.path.startswith("tests/tidy/"))
    check_none(found for source in others for found in loose_ends(source))


def test_the_product_speaks_of_the_product_alone() -> None:
    check_none(found for source in written() for found in elsewhere(source))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_versions_and_hashes_and_no_place(lock: str) -> None:
    lines = [line.strip() for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()]
    odd = [
        line
        for line in lines
        if not re.match(r"#|--hash=sha256:[0-9a-f]{64}|[\w.-]+==[\w.]+", line) or re.search(r"://|@|file:", line)
    ]
    check_none(odd)


def test_a_chinese_literal_is_named() -> None:
    bad = Source("shop_desktop/gui/a.py", '"""称重"""\nx = f(title="称重")\n')
    said = "shop_desktop/gui/a.py:2: '称重': write it in English inside _(…), and its Chinese into the catalogue"
    assert chinese_literals(bad) == [said]


def test_a_group_without_a_name_is_allowed_by_its_name() -> None:
    text = 'NO_GROUP = "未分组"\n'
    assert chinese_literals(Source("shop_desktop/domain/households.py", text)) == []
    assert len(chinese_literals(Source("shop_desktop/domain/goods.py", text))) == 1


def test_a_loose_end_is_named() -> None:
    assert loose_ends(Source("a/b.py", "Tone.TODO\nx = 1  # FIXME\n")) == ["a/b.py:2: FIXME: do it now, or leave it out"]
    assert loose_ends(Source("a.md", "- TODO later\n")) == ["a.md:1: TODO: do it now, or leave it out"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see /root/shop", "a.md:1: /root/shop: a place on somebody's machine"),
        ("see C:\\Users\\chen", "a.md:1: C:\\Users\\: a place on somebody's machine"),
        ("from https://packages.example/simple", "a.md:1: https://packages.example/simple: an address; the shop has no network"),
        ("as the chatbot said", "a.md:1: chatbot: something that is not the product"),
    ],
)
def test_what_is_not_the_product_is_named(text: str, said: str) -> None:
    assert elsewhere(Source("a.md", text)) == [said]
