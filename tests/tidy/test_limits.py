"""How long a file, a function and a module's opening may be, and that each module has one."""

import ast
from collections.abc import Iterator
from statistics import median

from tests.tidy.tree import Source, check_none, everything, product

FILE_LINES = 400
FUNCTION_LINES = 60
OPENING_LINES = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(source: Source) -> Iterator[tuple[Function, int]]:
    """Every function with its length, decorators not counted."""
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def long_files(source: Source) -> list[str]:
    lines = source.text.count("\n")
    return [f"{source.path}: {lines} lines; {FILE_LINES} at most: which two things are in it?"] if lines > FILE_LINES else []


def long_functions(source: Source) -> list[str]:
    return [
        f"{source.path}:{node.lineno}: {node.name} has {size} lines; {FUNCTION_LINES} at most: give its parts names"
        for node, size in functions(source)
        if size > FUNCTION_LINES
    ]


def openings(source: Source) -> list[str]:
    said = ast.get_docstring(source.tree, clean=False)
    if not source.text.strip():
        return []
    if not said:
        return [f"{source.path}: no docstring: what is it for, what may it not do?"]
    lines = said.strip().count("\n") + 1
    return [f"{source.path}: its docstring has {lines} lines; {OPENING_LINES} at most"] if lines > OPENING_LINES else []


def test_no_file_is_longer_than_400_lines() -> None:
    check_none(found for source in everything() for found in long_files(source))


def test_no_function_is_longer_than_60_lines() -> None:
    check_none(found for source in everything() for found in long_functions(source))


def test_functions_are_short_in_the_main() -> None:
    sizes = sorted(size for source in product() for _, size in functions(source))
    assert median(sizes) <= 8
    assert sizes[len(sizes) * 9 // 10] <= 25


def test_every_module_opens_with_what_it_is_for() -> None:
    check_none(found for source in everything() for found in openings(source))


def test_a_long_file_is_named() -> None:
    assert long_files(Source("a/b.py", "x = 1\n" * 401)) == ["a/b.py: 401 lines; 400 at most: which two things are in it?"]


def test_a_long_function_is_named() -> None:
    bad = Source("a/b.py", "class C:\n    def go(self):\n" + "        x = 1\n" * 60)
    assert long_functions(bad) == ["a/b.py:2: go has 61 lines; 60 at most: give its parts names"]


def test_a_module_without_an_opening_is_named() -> None:
    assert openings(Source("a/b.py", "x = 1\n")) == ["a/b.py: no docstring: what is it for, what may it not do?"]


def test_an_opening_that_goes_on_is_named() -> None:
    bad = Source("a/b.py", '"""One.\n\n3\n4\n5\n6\n"""\n')
    assert openings(bad) == ["a/b.py: its docstring has 6 lines; 5 at most"]
