"""`make register NAME=inspections`: the files of a new register, by the pattern of the house.

Writes the app and its test, enters it in the settings and the import contracts, and prints the lines that only a
person can add: who may do what, the sentences of its verbs, its figures. Refuses a name that is taken or is no name.

    python scripts/new_register.py inspections [--record visit] [--root FOLDER]
"""

from __future__ import annotations

import argparse
import keyword
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATTERN = Path(__file__).with_name("new_register")


class Impossible(ValueError):
    """The register can't be made; the message says why."""


def words_for(app: str, record: str) -> dict[str, str]:
    """What stands for the placeholders in the pattern's files."""
    for name in (app, record):
        if not re.fullmatch(r"[a-z][a-z0-9_]{2,30}", name) or keyword.iskeyword(name):
            raise Impossible(f"«{name}» is no name for a register: small letters, digits and _, at least 3")
    return {
        "__app__": app,
        "__App__": "".join(w.capitalize() for w in app.split("_")),
        "__record__": record,
        "__Record__": "".join(w.capitalize() for w in record.split("_")),
        "__RECORD__": record.upper(),
    }


def filled(text: str, words: dict[str, str]) -> str:
    for placeholder, word in words.items():
        text = text.replace(placeholder, word)
    return text


def write_files(root: Path, words: dict[str, str]) -> list[Path]:
    """Copy the pattern into an app of its own; its test goes to the others."""
    app = root / "src" / "liemchinh" / "apps" / words["__app__"]
    if app.exists():
        raise Impossible(f"{app.relative_to(root)} exists already")
    written = []
    for source in sorted(p for p in PATTERN.rglob("*.txt")):
        name = filled(source.relative_to(PATTERN).as_posix().removesuffix(".txt"), words)
        target = root / "tests" / "apps" / name if name.startswith("test_") else app / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(filled(source.read_text(encoding="utf-8"), words), encoding="utf-8")
        written.append(target)
    return written


def enter(root: Path, app: str) -> None:
    """Name the app in the settings and in the import contracts, beside the registers that are there."""
    settings = root / "src/liemchinh/settings/base.py"
    insert(settings, r'(    "liemchinh\.apps\.figures",\n)', rf'    "liemchinh.apps.{app}",\n\1')
    contracts = root / ".importlinter"
    insert(contracts, r"(    outreach \|[^\n]*)\n", rf"\1 | {app}\n")
    insert(contracts, r"(    liemchinh\.apps\.organisation\.actions\n)", rf"    liemchinh.apps.{app}.actions\n\1")
    insert(contracts, r"(containers =\n    liemchinh\.apps\.organisation\n)", rf"\1    liemchinh.apps.{app}\n")


def insert(path: Path, pattern: str, replacement: str) -> None:
    text = path.read_text(encoding="utf-8")
    changed, times = re.subn(pattern, replacement, text, count=1)
    if not times:
        raise Impossible(f"{path.name}: the place for the new register was not found; add it by hand")
    path.write_text(changed, encoding="utf-8")


def yours(words: dict[str, str]) -> str:
    """What is left to do, in order."""
    app, record = words["__app__"], words["__record__"]
    return "\n".join(
        [
            "Yours to add:",
            f'  1. src/liemchinh/kernel/access.py: who holds "{app}.read", ".write", ".import", ".export"',
            f'  2. law/sentences.toml: ["{record}.record"], vi and en',
            f"  3. src/liemchinh/apps/{app}/models.py: its fields; then `.venv/bin/django-admin makemigrations {app}`"
            " with DJANGO_SETTINGS_MODULE=liemchinh.settings.dev",
            f"  4. src/liemchinh/apps/{app}/indicators.py, and its line in src/liemchinh/catalogue.py",
            f'  5. src/liemchinh/sites/menu.py: Entry(_("…"), "register_list", "{app}.read", "{app}.{record}")',
        ]
    )


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make register NAME=…", description=__doc__.partition("\n")[0])
    parser.add_argument("name", nargs="?", default="", help="name of the app, in English, plural: inspections")
    parser.add_argument("--record", default="", help="name of one record: visit (default: the name without its s)")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    try:
        words = words_for(args.name, args.record or args.name.removesuffix("s"))
        written = write_files(args.root, words)
        enter(args.root, args.name)
        # Lines grow and shrink with the names.
        tidy = [sys.executable, "-m", "ruff", "format", "--quiet", "--no-cache", *map(str, written)]
        subprocess.run(tidy, cwd=args.root, check=False)
    except Impossible as reason:
        print(f"new_register.py: {reason}", file=sys.stderr)
        return 1
    for path in written:
        print(path.relative_to(args.root))
    print(yours(words))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
