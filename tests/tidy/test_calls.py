"""Calls and imports that are not made here, each with what to use instead."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.tidy.tree import Source, check_none, product

BANNED = (
    # pattern of the called name, where it is looked for, what to use instead
    (r"(.*\.)?processEvents", r"", "let the event loop run: cut the work into steps, or hand it to the worker"),
    (
        r"(.*\.)?exec_?",
        r"shop_desktop/gui/(?!demo\.py)",
        "no nested loop: show it in the page and go on at its signal",
    ),
    (r"QMessageBox.*|(.*\.)?QDialog", r"shop_desktop/", "no box over an open ticket: say it in the notice line"),
    (r"(time\.)?sleep", r"shop_desktop/gui/|scale_driver/(?!cli|ports|scale|simulator|watching)", "a timer that calls back"),
    (r"round", r"shop_desktop/(domain|store|operations)/", "half_up of domain/quantities.py: the one rounding"),
    (r"float", r"shop_desktop/(domain|store|operations)/", "whole grams, fen and points: no float touches the books"),
    (r"eval|exec|compile|__import__", r"", "a table of functions"),
    (r"os\.system|os\.popen", r"", "subprocess with a list of arguments"),
    (r"pickle\.loads?|marshal\.loads?", r"", "msgspec, with a type"),
    (r"random\..*", r"shop_desktop/(?!bench/)", "a counter, or uuid4 where it must be unique"),
    (r"locale\.setlocale", r"", "the sentences' own catalogue: shop_desktop/text.py"),
    (r"breakpoint", r"", "a test"),
)
LATE_IMPORTS = re.compile(
    r"shop_desktop/(app|admin|gui/rooms|gui/slip_printer|gui/counter/(actions|counter)|operations/perform|store/search_keys|store/books|store/migrations/__init__)\.py|shop_desktop/bench/"
)
"""Where an import may stand inside a function: start-up's stages, commands, and what is dear and seldom needed."""
PLATFORM = frozenset({"msvcrt", "fcntl", "tty", "pty", "termios", "winreg", "ctypes"})
"""Modules that exist on one system only, and so are imported where they are used."""


def banned_calls(source: Source) -> list[str]:
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            found += [
                f"{source.path}:{node.lineno}: {called}(): {instead}"
                for name, where, instead in BANNED
                if re.match(where, source.path) and re.fullmatch(name, called)
            ]
    return found


def states_written_global(source: Source) -> list[str]:
    return [
        f"{source.path}:{node.lineno}: global {', '.join(node.names)}: hand state in by the constructor"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Global)
    ]


def late_imports(source: Source) -> list[str]:
    if LATE_IMPORTS.match(source.path):
        return []
    return [
        f"{source.path}:{line}: {module} is imported inside a function: put it at the top"
        for line, module in _inner_imports(source.tree)
        if module not in PLATFORM
    ]


def _inner_imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    yield node.lineno, node.names[0].name
                elif isinstance(node, ast.ImportFrom):
                    yield node.lineno, node.module or "."


def test_no_banned_call_is_made() -> None:
    check_none(found for source in product() for found in banned_calls(source))


def test_no_state_is_global() -> None:
    check_none(found for source in product() for found in states_written_global(source))


def test_imports_stand_at_the_top() -> None:
    check_none(found for source in product() for found in late_imports(source))


@pytest.mark.parametrize(
    ("path", "call", "said"),
    [
        (
            "shop_desktop/gui/a.py",
            "app.processEvents()",
            "let the event loop run: cut the work into steps, or hand it to the worker",
        ),
        ("shop_desktop/gui/a.py", "dialog.exec()", "no nested loop: show it in the page and go on at its signal"),
        ("shop_desktop/gui/a.py", "QMessageBox.warning()", "no box over an open ticket: say it in the notice line"),
        ("shop_desktop/gui/a.py", "time.sleep()", "a timer that calls back"),
        ("scale_driver/gate.py", "sleep()", "a timer that calls back"),
        ("shop_desktop/domain/a.py", "round()", "half_up of domain/quantities.py: the one rounding"),
        ("shop_desktop/store/a.py", "float()", "whole grams, fen and points: no float touches the books"),
        ("scale_driver/a.py", "eval()", "a table of functions"),
        ("shop_desktop/a.py", "os.system()", "subprocess with a list of arguments"),
        ("shop_desktop/a.py", "pickle.loads()", "msgspec, with a type"),
        ("shop_desktop/a.py", "random.choice()", "a counter, or uuid4 where it must be unique"),
        ("shop_desktop/a.py", "locale.setlocale()", "the sentences' own catalogue: shop_desktop/text.py"),
        ("shop_desktop/a.py", "breakpoint()", "a test"),
    ],
)
def test_a_banned_call_is_named_with_what_to_use_instead(path: str, call: str, said: str) -> None:
    assert banned_calls(Source(path, f"x = 1\n{call}\n")) == [f"{path}:2: {call}: {said}"]


def test_the_window_alone_runs_its_loop() -> None:
    assert banned_calls(Source("shop_desktop/app.py", "application.exec()\n")) == []


def test_a_global_state_is_named() -> None:
    bad = Source("a/b.py", "def f():\n    global books, user\n")
    assert states_written_global(bad) == ["a/b.py:2: global books, user: hand state in by the constructor"]


def test_an_import_inside_a_function_is_named() -> None:
    bad = Source("a/b.py", "def f():\n    from json import loads\n    import fcntl\n")
    assert late_imports(bad) == ["a/b.py:2: json is imported inside a function: put it at the top"]
