"""The house looks at its own templates: nothing that the policy forbids, nothing that the design rules out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "liemchinh"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
FORBIDDEN = {
    "an inline style": r"\sstyle\s*=",
    "an inline handler": r"\son[a-z]+\s*=\s*[\"']",
    "an inline script": r"<script(?![^>]*\b(?:src=|type=\"application/json\"))",
    "a style element": r"<style\b",
    "a data: address": r"(?:src|href)\s*=\s*[\"']data:",
    "something from another site": r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//",
    "a Bootstrap component with colours or images of its own": (
        r"class=\"[^\"]*\b(?:alert|badge|card|accordion|btn-close|navbar|dropdown-menu|text-danger|text-uppercase|bg-(?:light|dark|primary|danger))\b"
    ),
    "a script address": r"javascript:",
    "an exclamation mark addressed to people": r"[\wăâđêôơưàáạảãèéẹẻẽìíịỉĩòóọỏõùúụủũỳýỵỷỹ]!(?!=|doctype)",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_template_holds_nothing_that_the_design_rules_out(path: Path) -> None:
    source = re.sub(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.S)
    found = {name: hit[0] for name, pattern in FORBIDDEN.items() if (hit := re.search(pattern, source))}
    assert not found


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script), "--check"], capture_output=True, text=True, check=False
    )


def test_the_style_sheet_is_the_one_its_sources_make() -> None:
    assert run("look.py").returncode == 0, "run scripts/look.py"


def test_the_style_sheet_asks_for_nothing_outside_our_own_folder() -> None:
    css = (PACKAGE / "spine/web/static/liemchinh/site.css").read_text(encoding="utf-8")
    addresses = re.findall(r"url\(([^)]*)\)", css)
    assert addresses
    assert all(a.strip("\"'").startswith("fonts/") for a in addresses)
    assert "@import" not in css


def test_every_text_has_its_english_and_the_compiled_files_are_fresh() -> None:
    checked = run("messages.py")
    assert checked.returncode == 0, checked.stderr
