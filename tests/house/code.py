"""How the house looks at its own code: sources, templates, apps. Nothing here is run by the product."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "liemchinh"
APPS = SRC / "apps"


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root of the repository, its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module


def planted(text: str) -> Source:
    """A source that stands nowhere, to see that a search finds what it looks for."""
    return Source("planted.py", text, ast.parse(text))


@cache
def read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text, filename=str(path)))


def sources(*folders: str) -> list[Source]:
    """The Python files of those folders of the repository, without migrations."""
    files = sorted(p for f in folders for p in (ROOT / f).rglob("*.py"))
    return [read(p) for p in files if not {"__pycache__", "migrations", "results"} & set(p.parts)]


def templates() -> list[Path]:
    return sorted(p for p in SRC.rglob("templates/**/*") if p.is_file())


def app_names() -> list[str]:
    return sorted(p.name for p in APPS.iterdir() if (p / "apps.py").is_file())


def calls(source: Source) -> Iterator[tuple[ast.Call, list[str]]]:
    """Every call with the names of what is called: `Entry.objects.create(…)` gives ["Entry", "objects", "create"]."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield node, chain(node.func)


def chain(node: ast.AST) -> list[str]:
    """The names of a dotted expression without its calls: `A.objects.filter(x).update` → A, objects, filter, update."""
    if isinstance(node, ast.Attribute):
        return [*chain(node.value), node.attr]
    if isinstance(node, ast.Call):
        return chain(node.func)
    return [node.id] if isinstance(node, ast.Name) else [""]
