"""The documentation names every command, its links lead somewhere, and every part of the house has its own page."""

from __future__ import annotations

import re
from pathlib import Path

from liemchinh.__main__ import commands
from tests.house.code import APPS, ROOT, app_names

PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *(ROOT / n for n in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]
PAGES += [*sorted(APPS.glob("*/README.md")), ROOT / "benchmarks" / "README.md"]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


def dead_links(page: Path) -> list[str]:
    targets = [t for t in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in t]
    return [f"{page.relative_to(ROOT)} → {t}" for t in targets if not (page.parent / t).exists()]


def test_links_between_pages_lead_somewhere() -> None:
    assert [link for page in PAGES for link in dead_links(page)] == []


def test_operations_names_every_command() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [name for name in commands() if f"`liemchinh {name}`" not in text] == []


def test_operations_names_no_command_that_does_not_exist() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `liemchinh ([a-z-]+)`", text, re.MULTILINE)) == set(commands())


def test_every_app_says_what_it_holds() -> None:
    assert [name for name in app_names() if not (APPS / name / "README.md").is_file()] == []


def test_every_decision_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    decisions = sorted(p.name for p in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [name for name in decisions if f"decisions/{name}" not in index] == []
    assert [name for name in decisions if not re.match(r"\d{4}-[a-z0-9.-]+\.md$", name)] == []


def test_every_decision_has_context_decision_and_consequences() -> None:
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences")), path.name


def test_every_page_of_the_documentation_can_be_reached_from_its_index() -> None:
    """Two clicks at most: the index, or the index of the guide."""
    folder = ROOT / "docs"
    seen = {folder / "README.md"}
    for _ in range(2):
        seen |= {(page.parent / t).resolve() for page in list(seen) if page.is_file() and page.suffix == ".md"
                 for t in LINK.findall(page.read_text(encoding="utf-8")) if t.endswith(".md")}  # fmt: skip
    assert [p.relative_to(ROOT).as_posix() for p in folder.rglob("*.md") if p.resolve() not in seen] == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    page = ROOT / "docs" / "README.md"
    assert dead_links(page) == [] or page.exists()
    assert LINK.findall("[a](nowhere.md) [b](https://x.vn) [c](x.md#y)") == ["nowhere.md", "https://x.vn", "x.md"]
