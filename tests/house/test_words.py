"""Nothing in the product names a machine, the material beside the checkout, or shouts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.code import ROOT, SRC

TEXT = {".py", ".html", ".toml", ".md", ".css", ".js", ".txt", ".yaml", ".yml", ".svg", ".ini", ".cfg", ".json", ""}
MACHINE = re.compile(r"(?<![\w.])/(?:work|home/\w+|root|Users)/[\w.]|[A-Z]:\\\\Users")
LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
UNKIND = re.compile(r"Vui lòng|vui lòng")


def kept(*folders: str) -> list[Path]:
    found = [p for f in folders for p in (ROOT / f).rglob("*") if p.is_file() and p.suffix in TEXT]
    return [p for p in found if "__pycache__" not in p.parts and "results" not in p.parts]


def mentions(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    out = []
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                out.append(f"{path.relative_to(ROOT)}:{number}")
    return out


EVERYTHING = [
    *kept("src", "law", "tests", "scripts", "docs", "benchmarks", ".ci"),
    *(p for p in ROOT.iterdir() if p.is_file() and p.suffix in TEXT and p.name not in ("LICENSE", "uv.lock", ".git")),
]
ELSEWHERE = [p for p in EVERYTHING if p != Path(__file__).resolve()]


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert mentions(MACHINE, ELSEWHERE) == []


def test_the_product_never_asks_for_the_material_beside_the_checkout() -> None:
    assert mentions(re.compile(r"""\bshared/|["']shared["']"""), kept("src", "law")) == []


def test_nothing_is_left_for_later_in_a_comment() -> None:
    assert mentions(LEFT_OVER, [p for p in ELSEWHERE if p.suffix in (".py", ".html", ".toml", ".css", ".js")]) == []


def test_texts_for_people_do_not_beg() -> None:
    """WORDING: officials' texts say what to do; they do not say please in every line."""
    assert mentions(UNKIND, kept("src", "law")) == []


def shouts(path: Path) -> list[str]:
    """Places with an exclamation mark in the words of a template: outside of tags, comments and DOCTYPE."""
    words = re.sub(r"\{[%#{].*?[%#}]\}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [path.name] if "!" in words else []


def test_pages_do_not_shout() -> None:
    assert [f for p in SRC.rglob("*.html") for f in shouts(p)] == []


@pytest.mark.parametrize("text", ["see /work/x", "open('/root/a')", "/home/an/x"])
def test_a_machine_path_is_found(text: str) -> None:
    assert MACHINE.search(text)


def test_an_address_on_our_site_is_no_machine_path() -> None:
    assert not MACHINE.search('path("home/")')
