"""The tail is policed, not the median: no file over 400 lines (a list of tests: 600), no function over 40."""

from __future__ import annotations

import ast

from tests.house.code import Source, planted, sources

FILE_LINES = 400
#: A file of tests is a list of short sentences, read one by one.
TEST_LINES = 600
FUNCTION_LINES = 40
ALL = sources("src", "tests", "scripts", "benchmarks")

#: name → why it is longer. Keep this short: each line is a debt.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {
    "src/liemchinh/spine/web/look_page.py::samples": "made-up values for the component page, one after another",
}


def long_files() -> dict[str, int]:
    """Files of more lines than allowed, with their number of lines."""
    lines = {s.name: s.text.count("\n") for s in ALL}
    return {name: n for name, n in lines.items() if n > (TEST_LINES if name.startswith("tests/") else FILE_LINES)}


def too_long(source: Source) -> list[str]:
    """Functions of more lines than allowed, as `file::function (lines)`."""
    return [
        f"{source.name}::{node.name} ({lines})"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


def test_a_file_is_read_in_one_sitting() -> None:
    assert {name: lines for name, lines in long_files().items() if name not in LONG_FILES} == {}


def test_functions_are_short() -> None:
    found = [f for source in ALL for f in too_long(source)]
    assert [f for f in found if f.rpartition(" ")[0] not in LONG_FUNCTIONS] == []


def test_nothing_stands_in_the_lists_without_need() -> None:
    assert set(LONG_FILES) <= set(long_files())
    assert set(LONG_FUNCTIONS) <= {f.rpartition(" ")[0] for source in ALL for f in too_long(source)}


def test_a_long_function_is_found() -> None:
    assert too_long(planted("def f():\n" + "    x = 1\n" * 40))


def test_a_function_at_the_limit_passes() -> None:
    assert not too_long(planted("def f():\n" + "    x = 1\n" * 39))
