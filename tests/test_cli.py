"""The command line: what each command answers, and with which exit code (0 done, 1 mend your input, 2 wrong usage)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from liemchinh import __version__
from liemchinh.__main__ import commands, main, parser_for
from liemchinh.apps.organisation.models import Unit
from liemchinh.spine.ledger import Entry

COMMANDS = sorted(commands())
#: Commands that an office script calls often: they answer before Django would be loaded.
QUICK = ["due", "match", "read-figures", "triage"]

Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Runs `liemchinh …` as a person would, in an installation of its own."""
    home = tmp_path_factory.mktemp("home") / "state"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LIEMCHINH_", "DJANGO_")) and k != "DATABASE_URL"}

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {**clean, "LIEMCHINH_HOME": str(home), **environment}
        command = [sys.executable, "-m", "liemchinh", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)

    return run


def exit_code(*words: str) -> int:
    """The exit code, whether the command answers it or argparse leaves with it."""
    try:
        return main(list(words))
    except SystemExit as leaving:
        return int(leaving.code or 0)


# --- finding one's way ---


def test_without_words_it_says_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code() == 2
    out = capsys.readouterr().out
    assert all(f"\n  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_is_no_mistake(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(word) == 0
    assert "COMMAND" in capsys.readouterr().out


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--version") == 0
    assert capsys.readouterr().out.strip() == __version__


def test_an_unknown_command_is_named_and_the_others_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("bao-cao") == 2
    said = capsys.readouterr().err
    assert "«bao-cao»" in said
    assert "doctor" in said


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_in_two_languages(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(name, "--help") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert f"liemchinh {name}" in out
    assert " · " in str(parser_for(name).description)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_calls_an_unknown_option_wrong_usage(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(name, "--khong-co") == 2
    assert "usage: liemchinh" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--help"], *[[name, "--help"] for name in QUICK]])
def test_quick_commands_do_not_load_django(words: list[str]) -> None:
    if words[0] in QUICK and words[0] not in COMMANDS:
        pytest.fail(f"the command {words[0]} is missing")
    code = (
        "import sys, contextlib\nfrom liemchinh.__main__ import main\n"
        f"with contextlib.suppress(SystemExit): main({words!r})\n"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


# --- init ---


def test_init_makes_the_state_and_may_be_run_again(shell: Shell) -> None:
    first = shell("init")
    assert (first.returncode, first.stderr) == (0, "")
    home = Path(first.stdout.strip().rpartition(" ")[2])
    before = {p.name: p.read_bytes() for p in sorted((home / "keys").iterdir())}
    again = shell("init")
    assert again.returncode == 0
    assert {p.name: p.read_bytes() for p in sorted((home / "keys").iterdir())} == before
    assert "secret.key" in before


def test_keys_are_readable_by_their_owner_alone(shell: Shell) -> None:
    home = Path(shell("init").stdout.strip().rpartition(" ")[2])
    assert home.stat().st_mode & 0o077 == 0
    secrets = [p for p in (home / "keys").iterdir() if p.suffix == ".key"]
    assert secrets
    assert all(p.stat().st_mode & 0o077 == 0 for p in secrets)


def test_doctor_finds_a_new_installation_sound_and_an_empty_one_not(shell: Shell, tmp_path: Path) -> None:
    shell("init")
    sound = shell("doctor")
    assert sound.returncode == 0, sound.stdout + sound.stderr
    empty = shell("doctor", LIEMCHINH_HOME=str(tmp_path))
    assert empty.returncode == 1
    assert "liemchinh init" in empty.stdout


def test_a_unit_added_from_the_shell_is_there_for_the_next_command(shell: Shell) -> None:
    shell("init")
    assert shell("unit", "add", "Q3", "Quận 3", "--kind", "district").returncode == 0
    assert "Q3  Quận 3" in shell("unit", "list").stdout


# --- unit ---

UNIT = ("unit", "add", "Q3", "Quận 3")


@pytest.mark.django_db
def test_adding_a_unit_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(*UNIT) == 0
    lines = Entry.objects.count()
    assert exit_code(*UNIT) == 0
    assert "đã có" in capsys.readouterr().out
    assert (Unit.objects.count(), Entry.objects.count()) == (1, lines)


@pytest.mark.django_db
def test_a_code_belongs_to_one_unit(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code(*UNIT)
    assert exit_code("unit", "add", "Q3", "Quận Ba") == 1
    assert "«Q3»" in capsys.readouterr().err
    assert Unit.objects.get().name == "Quận 3"


@pytest.mark.django_db
def test_a_unit_stands_below_its_parent_with_its_dates(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code(*UNIT, "--kind", "district")
    words = ("--parent", "Q3", "--from", "1/7/2006", "--to", "2025-06-30", "--kind", "ward")
    assert exit_code("unit", "add", "P1", "Phường 1", *words) == 0
    ward = Unit.objects.get(code="P1")
    assert ward.parent is not None
    assert (ward.parent.code, f"{ward.valid_from}", f"{ward.valid_to}") == ("Q3", "2006-07-01", "2025-06-30")
    capsys.readouterr()
    assert exit_code("unit", "list") == 0
    assert capsys.readouterr().out.splitlines() == ["Q3  Quận 3", "  P1  Phường 1 (2006-07-01 – 2025-06-30)"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--parent", "Q5"], "Không có đơn vị mã «Q5». Gần nhất: Q3."),
        (["--from", "31/02/2011"], "Không có ngày 31/02/2011 trong lịch."),
        (["--from", "hôm qua"], "«hôm qua» không phải là ngày."),
        (["--from", "2011-01-02", "--to", "2011-01-01"], "Ngày kết thúc hoạt động phải sau ngày thành lập."),
        (["--kind", "hamlet"], "Không có loại đơn vị «hamlet»."),
    ],
)
def test_a_unit_that_can_not_be_is_refused_with_a_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_code(*UNIT)
    assert exit_code("unit", "add", "P1", "Phường 1", *words) == 1
    assert sentence in capsys.readouterr().err
    assert not Unit.objects.filter(code="P1").exists()


@pytest.mark.parametrize("words", [[], ["add"], ["add", "Q3"], ["remove", "Q3"]])
def test_half_a_unit_is_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("unit", *words) == 2
    assert "usage" in capsys.readouterr().err


# --- doctor ---


@pytest.mark.django_db
def test_doctor_speaks_json(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code("doctor", "--json")
    findings = json.loads(capsys.readouterr().out)
    assert {f["level"] for f in findings} <= {"ok", "warning", "error"}
    assert all(f["what"] for f in findings)
    assert any("Cơ sở dữ liệu" in f["what"] and f["level"] == "ok" for f in findings)


@pytest.mark.django_db
def test_doctor_warns_of_accounts_whose_password_everybody_knows(capsys: pytest.CaptureFixture[str]) -> None:
    from liemchinh.spine.people import Account

    Account.objects.create_user("vanphong", "x", full_name="Văn phòng")
    exit_code("doctor", "--json")
    warnings = [f for f in json.loads(capsys.readouterr().out) if "vanphong" in f["what"]]
    assert [f["level"] for f in warnings] == ["warning"]
