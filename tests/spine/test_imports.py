"""Importing into the registers: preview, commit, undo, rights; and the register that came with the source material."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.outreach import actions, queries
from liemchinh.apps.outreach.models import Contest, Session
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import imports, ledger, reading
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.import_facts import Mending
from liemchinh.spine.import_models import ImportBatch
from liemchinh.spine.jobs import Job, start
from liemchinh.spine.ledger import Entry
from liemchinh.spine.people import Account

TODAY = date(2026, 11, 22)
HEADER = ["STT", "Ngày", "Đơn vị tổ chức", "Nội dung", "Hình thức", "Số người dự", "Tờ bướm", "Người ghi", "Ghi chú"]


def book(*rows: list[Any], name: str = "Năm 2006") -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out)
    sheet = workbook.add_worksheet(name)
    for n, cells in enumerate([HEADER, *rows]):
        sheet.write_row(n, 0, cells)
    workbook.close()
    return out.getvalue()


def entry(number: int, held: str, people: Any = 40, **cells: Any) -> list[Any]:
    usual = {"host": "Phường Bến Xuân", "topic": "Luật PCTN", "form": "Hội nghị"} | cells
    return [number, held, usual["host"], usual["topic"], usual["form"], people, "", "Tuấn", ""]


def staged(data: bytes, unit: Unit, by: Any = SYSTEM) -> ImportBatch:
    return imports.stage(data, "outreach", unit.pk, by=by, on=TODAY, name="so.xlsx")


GOOD = book(entry(1, "5/3/2006"), entry(2, "6/3/2006", "35 người"))
ONE_WRONG = book(entry(1, "5/3/2006"), entry(2, "31/02/2006"), entry(3, "7/3/2006", "không"))


def test_a_preview_saves_nothing_in_the_register(district: Unit) -> None:
    batch = staged(ONE_WRONG, district)
    assert (batch.reading["read"], batch.accepted, batch.reading["rejected"]) == (3, 2, 1)
    assert not Session.objects.exists()
    assert not Entry.objects.filter(verb="record.import").exists()


def test_a_commit_writes_each_row_with_its_line_in_the_ledger(district: Unit, ward: Unit, clerk: Account) -> None:
    batch = staged(GOOD, district, clerk)
    assert imports.commit(batch, by=clerk, on=TODAY) == 2
    assert list(Session.objects.order_by("pk").values_list("attendees", "unit__code", "state")) == [
        (40, "P1", "held"), (35, "P1", "held"),
    ]  # fmt: skip
    lines = Entry.objects.filter(batch=batch.ref)
    assert [line.verb for line in lines] == ["record.import"] * 2
    assert json.loads(lines[0].payload)["n"] == 2
    assert lines[0].record_digest == Session.objects.get(pk=int(lines[0].subject.split(":")[1])).digest()


def test_the_ledger_verifies_after_an_import_and_its_undoing(district: Unit, clerk: Account) -> None:
    batch = staged(GOOD, district, clerk)
    imports.commit(batch, by=clerk, on=TODAY)
    imports.undo(batch, by=clerk, on=TODAY)
    ledger.sequence()
    assert ledger.verify().ok


def test_valid_rows_can_be_written_without_the_wrong_ones_or_not_at_all(district: Unit) -> None:
    batch = staged(ONE_WRONG, district)
    with pytest.raises(Refusal, match="1 dòng có lỗi"):
        imports.commit(batch, by=SYSTEM, on=TODAY, only_valid=False)
    assert not Session.objects.exists()
    assert imports.commit(batch, by=SYSTEM, on=TODAY) == 2


def test_a_mended_cell_makes_its_row_valid(district: Unit) -> None:
    batch = staged(ONE_WRONG, district)
    imports.mend(batch, Mending(cells={("Năm 2006", 3, "held_on"): "28/2/2006"}), on=TODAY)
    assert batch.reading["rejected"] == 0
    imports.commit(ImportBatch.objects.get(), by=SYSTEM, on=TODAY)
    assert Session.objects.filter(held_on=date(2006, 2, 28)).exists()


def test_a_failing_row_takes_the_whole_import_back(district: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = staged(GOOD, district)

    def broken(*_args: Any, **_options: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(ledger, "append_many", broken)
    with pytest.raises(OSError, match="disk full"):
        imports.commit(batch, by=SYSTEM, on=TODAY)
    assert not Session.objects.exists()
    assert ImportBatch.objects.get().status == "staged"


def test_a_batch_is_committed_once(district: Unit) -> None:
    batch = staged(GOOD, district)
    same = ImportBatch.objects.get(pk=batch.pk)
    imports.commit(batch, by=SYSTEM, on=TODAY)
    with pytest.raises(Refusal):
        imports.commit(same, by=SYSTEM, on=TODAY)
    assert Session.objects.count() == 2


def test_the_job_counts_the_rows_while_they_are_read_and_says_when_it_writes(
    district: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_TOLD_EVERY", 2)
    batch = staged(book(*(entry(n, f"{n}/3/2006", 40 + n) for n in range(1, 8))), district)
    told: list[tuple[int, int, bool]] = []
    progress = Job.progress

    def tell(job: Job, done: int, total: int, note: str = "") -> None:
        assert not job.result
        told.append((done, total, Session.objects.exists()))
        progress(job, done, total, note)

    monkeypatch.setattr(Job, "progress", tell)
    job = start("import", "liemchinh.spine.imports.commit_in_background",
                {"batch_id": batch.pk, "account_id": None, "on": TODAY.isoformat()})  # fmt: skip
    assert job.result == {"written": 7}
    assert told == [(0, 7, False), (2, 8, False), (4, 8, False), (6, 8, False), (8, 8, False), (7, 7, True)]


def test_the_same_file_again_writes_nothing(district: Unit, ward: Unit) -> None:
    imports.commit(staged(GOOD, district), by=SYSTEM, on=TODAY)
    again = staged(GOOD, district)
    assert again.accepted == 0
    assert {p["code"] for p in again.reading["problems"]} == {"known"}
    with pytest.raises(Refusal, match="Không có dòng nào"):
        imports.commit(again, by=SYSTEM, on=TODAY)


def test_rows_given_to_a_unit_are_known_when_the_file_comes_again_without_that_decision(
    district: Unit, ward: Unit
) -> None:
    data = book(entry(1, "5/3/2006", host="Chi bộ KP6"))
    batch = staged(data, district)
    imports.mend(batch, Mending(units={"chi bo khu pho 6": ward.code}), on=TODAY)
    imports.commit(batch, by=SYSTEM, on=TODAY)
    assert Session.objects.get().unit_id == ward.pk
    assert not imports.read_file(batch.file.path, "so.xlsx", "outreach", district.pk, on=TODAY).drafts


def test_undone_records_stay_count_no_more_and_may_be_imported_again(district: Unit) -> None:
    batch = staged(GOOD, district)
    imports.commit(batch, by=SYSTEM, on=TODAY)
    assert imports.undo(batch, by=SYSTEM, on=TODAY) == 2
    assert set(Session.objects.values_list("state", flat=True)) == {"undone"}
    assert not queries.held_sessions().exists()
    assert staged(GOOD, district).accepted == 2


def test_an_import_with_a_corrected_record_is_not_undone(district: Unit) -> None:
    batch = staged(GOOD, district)
    imports.commit(batch, by=SYSTEM, on=TODAY)
    first = Session.objects.order_by("pk")[0]
    actions.correct(first, {"attendees": 41}, reason="đếm lại theo danh sách", by=SYSTEM, on=TODAY)
    with pytest.raises(Refusal, match="1 bản ghi đã được sửa"):
        imports.undo(batch, by=SYSTEM, on=TODAY)
    assert queries.held_sessions().count() == 2


def test_an_old_import_is_not_undone(district: Unit) -> None:
    batch = staged(GOOD, district)
    imports.commit(batch, by=SYSTEM, on=TODAY)
    batch.committed_at = timezone.now() - timedelta(hours=25)
    with pytest.raises(Refusal, match="quá thời gian"):
        imports.undo(batch, by=SYSTEM, on=TODAY)


def test_only_whoever_may_import_for_the_unit_can(district: Unit, clerk_of_ward: Account, stranger: Account) -> None:
    for account in (clerk_of_ward, stranger):
        with pytest.raises(PermissionDenied):
            staged(GOOD, district, account)


def test_a_ward_imports_its_own_file_and_nothing_lands_elsewhere(
    ward: Unit, other_ward: Unit, clerk_of_ward: Account
) -> None:
    batch = staged(book(entry(1, "5/3/2006", host="Phường Cầu Muối")), ward, clerk_of_ward)
    imports.commit(batch, by=clerk_of_ward, on=TODAY)
    assert Session.objects.get().unit == ward


def test_a_file_that_holds_no_such_register_is_refused_with_what_was_seen(district: Unit) -> None:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out)
    workbook.add_worksheet("Đơn thư").write_row(0, 0, ["STT", "Ngày nhận", "Người gửi", "Tóm tắt nội dung", "Ghi chú"])
    workbook.close()
    with pytest.raises(Refusal, match=r"«Đơn thư».*thiếu cột"):
        staged(out.getvalue(), district)
    assert not ImportBatch.objects.exists()


def test_an_unknown_register_is_named_with_those_that_there_are(district: Unit) -> None:
    with pytest.raises(Refusal, match=r"«sổ lạ».*outreach"):
        imports.stage(GOOD, "sổ lạ", district.pk, by=SYSTEM, on=TODAY)


# --- the register of the source material -----------------------------------------------------------------------------
@pytest.fixture
def register_2006_2011(shared: Path) -> tuple[Path, dict[str, Any]]:
    folder = shared / "data" / "registers"
    gold: dict[str, Any] = json.loads((folder / "so_tuyen_truyen_2006_2011.gold.json").read_text(encoding="utf-8"))
    return folder / "so_tuyen_truyen_2006_2011.xlsx", gold


def test_the_register_of_2006_to_2011_is_read_to_the_last_figure(register_2006_2011: Any, district: Unit) -> None:
    path, gold = register_2006_2011
    found = imports.read_file(path, path.name, "outreach", district.pk, on=TODAY)
    assert {name: found.totals()[name] for name in gold["totals"]} == gold["totals"]
    sheets = {s.name: s for s in found.sheets}
    for name, expected in gold["by_sheet"].items():
        totals = sheets[name].totals
        assert sheets[name].header_rows == expected["header_rows"]
        assert (totals["outreach_sessions"], totals["outreach_attendees"], totals["leaflets_distributed"]) == (
            expected["sessions"], expected["attendees"], expected["leaflets"],
        )  # fmt: skip
    assert sheets["Tổng hợp"].kind == "summary"
    assert not found.errors


def test_its_dirt_is_reported_and_nothing_else_is(register_2006_2011: Any, district: Unit) -> None:
    path, gold = register_2006_2011
    found = imports.read_file(path, path.name, "outreach", district.pk, on=TODAY)
    rows: dict[str, list[tuple[str, int]]] = {}
    for problem in found.problems:
        rows.setdefault(problem.code, []).append((problem.sheet, problem.row))
    unknown = rows.pop("unit")
    assert rows == {
        "cancelled": [(r["sheet"], r["row"]) for r in gold["cancelled_rows"]],
        "repeated": [(r["sheet"], r["row"]) for r in gold["duplicate_rows"]],
        "total": [(r["sheet"], r["row"]) for r in gold["errors"]],
    }
    assert len(unknown) == len(set(unknown))
    for row in gold["duplicate_rows"]:
        (said,) = [
            p.message for p in found.problems if (p.sheet, p.row) == (row["sheet"], row["row"]) and p.code == "repeated"
        ]
        assert f"dòng {row['duplicate_of_row']};" in said


def test_committed_it_holds_exactly_what_it_held_on_paper_and_can_be_undone(
    register_2006_2011: Any, district: Unit, clerk: Account
) -> None:
    path, gold = register_2006_2011
    batch = imports.stage(path, "outreach", district.pk, by=clerk, on=TODAY)
    imports.commit(batch, by=clerk, on=TODAY)
    sessions, contests = queries.held_sessions(), queries.held_contests()
    assert sessions.count() == gold["totals"]["outreach_sessions"]
    assert sum(s.attendees or 0 for s in sessions) == gold["totals"]["outreach_attendees"]
    assert sum(s.leaflets or 0 for s in sessions) == gold["totals"]["leaflets_distributed"]
    assert sum(c.participants or 0 for c in contests) == gold["totals"]["contest_participants"]
    imports.undo(batch, by=clerk, on=TODAY)
    assert not queries.held_sessions().exists()
    assert Contest.objects.filter(state="undone").count() == 5


def test_the_register_of_petitions_is_not_taken_for_outreach(shared: Path, district: Unit) -> None:
    path = shared / "data" / "registers" / "so_theo_doi_don_thu_2023.xlsx"
    with pytest.raises(Refusal, match="thiếu cột"):
        imports.read_file(path, path.name, "outreach", district.pk, on=TODAY)
