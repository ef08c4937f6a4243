"""The kernel is pure: the same question on any day, on any machine, has the same answer."""

from __future__ import annotations

import ast
import sys

import pytest

from tests.house.code import Source, calls, planted, sources

#: What a pure function may need of the standard library. `pathlib` and `tomllib` are for reading law/.
ALLOWED = {
    "base64", "struct", "zlib",
    "__future__", "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "difflib", "enum",
    "fractions", "functools", "hashlib", "heapq", "itertools", "json", "math", "operator", "pathlib", "re", "tomllib",
    "types", "typing", "unicodedata",
}  # fmt: skip
#: Modules that read law/, and nothing else.
READERS = {"law.py", "lawfiles.py", "phrasebook.py", "because.py", "standing.py", "daybook.py", "clocks.py", "terms.py"}
IMPURE_CALLS = {
    ("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("time", "time"),
}  # fmt: skip
SPEAKING = {"print", "input", "exec", "eval", "__import__"}
FILES = {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob"}
WRITING = {"write_text", "write_bytes", "unlink", "mkdir", "touch", "rename", "rmdir"}

KERNEL = sources("src/liemchinh/kernel")


def imports(source: Source) -> set[str]:
    """The modules that the source imports from outside the kernel: the library's by their first name, ours in full."""
    names: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    foreign = {n for n in names if not n.startswith("liemchinh.kernel")}
    return {n if n.startswith("liemchinh") else n.partition(".")[0] for n in foreign}


def impure(source: Source) -> list[str]:
    """Places that ask the clock, draw lots, speak, or touch files where they should not."""
    out = []
    may_read = source.name.rpartition("/")[2] in READERS
    for call, names in calls(source):
        last = names[-1]
        asks_clock = tuple(names[-2:]) in IMPURE_CALLS or last in ("localdate", "today")
        touches = last in WRITING or (last in FILES and not may_read)
        if asks_clock or touches or (last in SPEAKING and len(names) == 1):
            out.append(f"{source.name}:{call.lineno} {'.'.join(names)}")
    return out


def test_the_kernel_imports_the_plain_library_and_itself() -> None:
    assert {(s.name, name) for s in KERNEL for name in imports(s) if name not in ALLOWED} == set()


def test_the_kernel_asks_no_clock_and_touches_no_file_but_the_law() -> None:
    assert [place for source in KERNEL for place in impure(source)] == []


@pytest.mark.parametrize("text", ["date.today()", "datetime.now()", "print(1)", "open('x')", "path.write_text('x')"])
def test_each_impurity_is_found(text: str) -> None:
    assert impure(planted(text))


def test_every_allowed_module_is_of_the_standard_library() -> None:
    assert sys.stdlib_module_names >= ALLOWED
