"""Templates obey the content security policy, which allows no inline style and no inline script."""

from __future__ import annotations

import re

import pytest

from tests.house.code import ROOT, templates

INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "a resource of another site": re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=\s*[\"']https?:", re.IGNORECASE),
}  # fmt: skip
#: Files that people take away and open without us: they carry their own style.
TAKEN_AWAY: set[str] = set()
#: template → the text that it prints as it is, and who made it.
TRUSTING = {
    "src/liemchinh/spine/web/templates/mfa/totp/activate_form.html": "the QR code, an SVG that allauth draws from the secret",
}


def findings(name: str, text: str) -> list[str]:
    return [f"{name}: {what}" for what, pattern in INLINE.items() if pattern.search(text)]


HTML = {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in templates() if p.suffix in (".html", ".svg")}


def test_a_template_has_nothing_inline() -> None:
    assert [found for name, text in HTML.items() if name not in TAKEN_AWAY for found in findings(name, text)] == []


def test_a_template_trusts_no_text_blindly() -> None:
    """Text that must not be escaped is made by format_html in Python, where what goes into it can be seen."""
    trusting = re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off")
    assert [name for name, text in HTML.items() if trusting.search(text) and name not in TRUSTING] == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color:red">',
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        '<a onclick="x()">',
        '<a hx-on:click="x()">',
        '<a href="javascript:x()">',
        '<script src="https://cdn.example/x.js">',
    ],
)
def test_each_kind_of_inline_code_is_found(text: str) -> None:
    assert findings("planted.html", text)
