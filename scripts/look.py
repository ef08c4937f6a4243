"""Builds the one style sheet that every page asks for, from `spine/web/look/`; the result is kept in the repository.

`python scripts/look.py` writes it, `--check` only says whether it is up to date (exit code 1 when it is not).
No node, no Sass: Bootstrap's own minified file, less the components that docs/design.md rules out, then ours.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

WEB = Path(__file__).resolve().parents[1] / "src" / "liemchinh" / "spine" / "web"
TARGET = WEB / "static" / "liemchinh" / "site.css"

#: Bootstrap components with colours, images or scripts of their own: never on our pages.
UNUSED = re.compile(
    r"\.(accordion|alert|badge|breadcrumb|bs-popover|bs-tooltip|btn-(close|danger|dark|info|light|secondary|success|warning|"
    r"group|toolbar|check|outline-(danger|dark|info|light|secondary|success|warning))|card|carousel|collaps|dropdown|"
    r"dropup|dropend|dropstart|figure|form-(floating|range|switch)|icon-link|list-group|modal|nav|navbar|offcanvas|"
    r"pagination|placeholder|popover|progress|spinner|table-(primary|secondary|success|info|warning|danger|light|dark|striped|hover|active)|"
    r"tab-pane|tab-content|toast|tooltip|text-bg|bg-|link-|ratio|vr\b|stretched-link|focus-ring|img-thumbnail|display-|"
    r"border-(primary|secondary|success|info|warning|danger|light|dark)|"
    r"text-(primary|secondary|success|info|warning|danger|light|dark|black|white)|initialism|blockquote|lead\b|(was-)?validated|"
    r"valid-(feedback|tooltip)|is-valid)"
)
FACES = "".join(
    f'@font-face{{font-family:"Noto Sans Variable";font-style:normal;font-display:swap;font-weight:100 900;'
    f'src:url("fonts/noto-sans-{name}-wght-normal.woff2") format("woff2-variations");unicode-range:{span}}}\n'
    for name, span in (
        (
            "vietnamese",
            "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,"
            "U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
        ),
        (
            "latin",
            "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,"
            "U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
        ),
    )
)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Each top rule of minified CSS as (selector or at-rule, body); a rule without body has the body ''."""
    start = at = 0
    while at < len(css):
        if css[at] == ";":
            yield css[start : at + 1], ""
            start = at = at + 1
        elif css[at] == "{":
            head, depth, body = css[start:at], 1, at + 1
            while depth:
                at += 1
                depth += {"{": 1, "}": -1}.get(css[at], 0)
            yield head, css[body:at]
            start = at = at + 1
        else:
            at += 1


def trimmed(css: str) -> str:
    """The rules we may use, without `data:` images and without Bootstrap's pointer to a source map."""
    out = []
    for head, body in rules(css):
        if head.startswith(("@media", "@supports")):
            inner = trimmed(body)
            out.append(f"{head}{{{inner}}}" if inner else "")
        elif head.startswith(("@", ":root")) or not body:
            out.append(f"{head}{{{without_data(body)}}}" if body else head)
        else:
            kept = ",".join(s for s in head.split(",") if not UNUSED.search(s))
            declarations = without_data(body)
            out.append(f"{kept}{{{declarations}}}" if kept and declarations else "")
    return "".join(out)


def without_data(body: str) -> str:
    """Declarations without those that carry a `data:` image; the address may hold a semicolon of its own."""
    masked = re.sub(r"""url\(("|')?data:.*?\1\)""", "url(data:)", body)
    return ";".join(d for d in masked.split(";") if "data:" not in d)


def built() -> str:
    bootstrap = (WEB / "look" / "bootstrap.min.css").read_text(encoding="utf-8")
    bootstrap = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", bootstrap).strip()
    licence = re.search(r"/\*!.*?\*/", bootstrap, re.S)
    assert licence is not None
    plain = bootstrap.replace('@charset "UTF-8";', "").replace(licence.group(), "")
    own = (WEB / "look" / "liemchinh.css").read_text(encoding="utf-8")
    return f'@charset "UTF-8";\n{licence.group()}\n{trimmed(plain)}\n{FACES}{own}'


def main(words: list[str]) -> int:
    css = built()
    if "--check" in words:
        return 0 if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == css else 1
    TARGET.write_text(css, encoding="utf-8")
    print(f"{TARGET.name}: {len(css) / 1000:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
