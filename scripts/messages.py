"""Texts in two languages: collects those that templates and Python show, keeps the .po files, compiles the .mo files.

Our own texts are Vietnamese in the source; `en` translates them. Django's and allauth's are English in the source;
where they have no Vietnamese, our `vi` supplies it. Texts that a person must still translate stay empty, and `--check`
(exit code 1) names them, as it does a .mo file that is older than its .po file.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "liemchinh"
LOCALE = PACKAGE / "locale"
CALLS = {"gettext", "gettext_lazy", "_", "gettext_noop"}
PLURALS = {"ngettext", "ngettext_lazy"}


class Text(NamedTuple):
    """One text to translate; `plural` is "" where the text has one form."""

    text: str
    plural: str = ""


def of_python(source: str) -> Iterator[tuple[Text, int]]:
    """The texts of a module, with their lines."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in CALLS and words:
            yield Text(words[0]), node.lineno
        elif name in PLURALS and len(words) >= 2:
            yield Text(words[0], words[1]), node.lineno


TRANSLATE = re.compile(r"""\{%\s*trans(?:late)?\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
IN_EXPRESSION = re.compile(r"""_\(("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)""")
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b(.*?)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.S)
PLURAL = re.compile(r"\{%\s*plural\s*%\}")
VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def of_template(source: str) -> Iterator[tuple[Text, int]]:
    """The texts of a template, with their lines."""
    for pattern in (TRANSLATE, IN_EXPRESSION):
        for found in pattern.finditer(source):
            yield Text(ast.literal_eval(found[1])), source.count("\n", 0, found.start()) + 1
    for found in BLOCK.finditer(source):
        forms = [_block(form, trimmed="trimmed" in found[1]) for form in PLURAL.split(found[2])]
        yield Text(*forms[:2]), source.count("\n", 0, found.start()) + 1


def _block(text: str, *, trimmed: bool) -> str:
    """A block as Django looks it up: «{{ n }}» is «%(n)s», a per cent sign is doubled."""
    text = VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))
    return " ".join(line.strip() for line in text.strip().splitlines()) if trimmed else text


def ours() -> dict[Text, list[tuple[str, str]]]:
    """Every text of our own -> where it stands. The English texts of allauth that our templates repeat are not ours."""
    found: dict[Text, list[tuple[str, str]]] = {}
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]):
        read = of_python if path.suffix == ".py" else of_template
        for text, line in read(path.read_text(encoding="utf-8")):
            if text.text:
                found.setdefault(text, []).append((path.relative_to(ROOT).as_posix(), str(line)))
    return found


def catalogue(language: str) -> polib.POFile:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if path.is_file():
        return polib.pofile(str(path), wrapwidth=120)
    made = polib.POFile(wrapwidth=120)
    made.metadata = {
        "Project-Id-Version": "liemchinh", "Language": language, "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;" if language == "vi" else "nplurals=2; plural=(n != 1);",
    }  # fmt: skip
    return made


def refreshed(po: polib.POFile, texts: dict[Text, list[tuple[str, str]]]) -> polib.POFile:
    """The catalogue with exactly these texts: what was translated stays, what nobody shows any more goes."""
    known = {(e.msgid, e.msgid_plural or ""): e for e in po if not e.obsolete}
    po.clear()
    for text in sorted(texts):
        old = known.get((text.text, text.plural))
        entry = polib.POEntry(msgid=text.text, occurrences=[(p, "") for p in sorted({p for p, _line in texts[text]})])
        if "%(" in text.text or "%s" in text.text:
            entry.flags = ["python-format"]
        if text.plural:
            entry.msgid_plural, entry.msgstr_plural = text.plural, old.msgstr_plural if old else {0: "", 1: ""}
        else:
            entry.msgstr = old.msgstr if old else ""
        po.append(entry)
    return po


def write(po: polib.POFile, language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    po.save(str(folder / "django.po"))
    po.save_as_mofile(str(folder / "django.mo"))


def problems() -> list[str]:
    """What `--check` finds: texts without English, empty translations, placeholders that differ, stale .mo files."""
    texts, said = ours(), []
    english = {(e.msgid, e.msgid_plural or ""): e for e in catalogue("en")}
    for text, places in texts.items():
        entry = english.get((text.text, text.plural))
        forms = [] if entry is None else list(entry.msgstr_plural.values()) if text.plural else [entry.msgstr]
        if not forms or not all(forms):
            said.append(f"en: {places[0][0]}: «{text.text}» has no English; run scripts/messages.py and translate it")
        elif any(_holes(form) - _holes(text.text) for form in forms):
            said.append(f"en: {places[0][0]}: «{text.text}» has other placeholders in English")
    said += [f"vi: «{e.msgid}» has no Vietnamese" for e in catalogue("vi") if not (e.msgstr or e.msgstr_plural)]
    for language in ("vi", "en"):
        compiled = LOCALE / language / "LC_MESSAGES" / "django.mo"
        if not compiled.is_file() or compiled.read_bytes() != catalogue(language).to_binary():
            said.append(f"{language}: django.mo is not the one of django.po; run scripts/messages.py")
    return said


def _holes(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[sd]", text))


def main(words: list[str]) -> int:
    if "--check" not in words:
        write(refreshed(catalogue("en"), ours()), "en")
        write(catalogue("vi"), "vi")
    found = problems()
    print("\n".join(found) or "messages: complete", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
