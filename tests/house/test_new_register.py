"""`make register NAME=…` writes an app that obeys the house: it lints, migrates, lists, and its own test passes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scripts import new_register

from tests.house.code import ROOT

BIN = Path(sys.executable).parent
NEEDED = ("src", "law", "tests", "scripts", ".importlinter", "pyproject.toml")


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    here = {"PYTHONPATH": str(root / "src"), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "liemchinh.settings.test"}
    env = {**os.environ, **here}
    env.pop("PYTEST_XDIST_WORKER", None)
    return subprocess.run(words, cwd=root, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with a new register in it, and the one line that a person has to add: who may write."""
    root = tmp_path_factory.mktemp("house")
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__", "results", "data"))
        else:
            shutil.copy(source, root / name)
    assert new_register.main(["inspections", "--record", "visit", "--root", str(root)]) == 0
    return root


def test_the_new_register_passes_lint_and_the_import_contracts(house: Path) -> None:
    app = "src/liemchinh/apps/inspections"
    files = [app, "tests/apps/test_inspections.py"]
    for words in (["check"], ["format", "--check"]):
        done = run(house, str(BIN / "ruff"), *words, "--no-cache", *files)
        assert done.returncode == 0, done.stdout
    contracts = run(house, str(BIN / "lint-imports"), "--no-cache", "--no-logo")
    assert contracts.returncode == 0, contracts.stdout


def test_the_new_register_migrates_and_passes_its_own_test(house: Path) -> None:
    made = run(house, sys.executable, "-m", "django", "makemigrations", "inspections", "--verbosity", "0")
    assert made.returncode == 0, made.stderr
    done = run(house, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/apps/test_inspections.py")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_new_register_has_its_pages_by_its_declaration(house: Path) -> None:
    code = (
        "import django; django.setup();"
        "from liemchinh.spine import registers; r = registers.get('inspections.visit');"
        "assert r.ability('read') == 'inspections.read' and r.column('number').kind == 'int';"
        "from django.urls import reverse;"
        "assert 'inspections.visit' in reverse('register_list', kwargs={'name': r.name})"
    )
    done = run(house, sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["", "Inspections", "a b", "class", "../evil", "outreach"])
def test_a_name_that_can_not_be_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "src/liemchinh/apps/outreach").mkdir(parents=True)
    assert new_register.main([name, "--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("new_register.py: ")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
