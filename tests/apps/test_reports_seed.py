"""The seed, word for word, from the registers: the unit's own Excel file in, the review out, by the two commands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from liemchinh.__main__ import main
from liemchinh.apps.commendation.models import Award
from liemchinh.apps.directives.models import Document as Directive
from liemchinh.apps.figures.models import Reported
from liemchinh.apps.organisation.models import Committee, Unit
from tests.apps.reports_world import made

pytest_plugins = ["tests.apps.reports_world"]
FROM, TO = ["--from", "16/3/2006"], ["--to", "21/4/2011"]


@pytest.fixture
def awards(district: Unit) -> None:
    for number in range(1, 11):
        award = Award(unit=district, recipient=f"Phường {number}", decided_on=date(2011, 4, 21))
        made(award, "record", date(2011, 4, 21))


def review(out: Path, *more: str) -> int:
    return main(
        ["report", "review", "--resolution", "03 – NQ/QU", "--unit", "Q1", *FROM, *TO, "--out", str(out), *more]
    )


def test_the_seed_comes_out_of_the_register_word_for_word(
    shared: Path, tmp_path: Path, resolution: Directive, committee: Committee, awards: None
) -> None:
    register = shared / "data" / "registers" / "so_tuyen_truyen_2006_2011.xlsx"
    assert main(["import", "outreach", str(register), "--unit", "Q1"]) == 0
    assert review(tmp_path / "so-ket.docx") == 0
    text = [p.text for p in docx.Document(str(tmp_path / "so-ket.docx")).paragraphs]
    assert "Đây là kỳ báo cáo đầu tiên nên chưa có số liệu để so sánh." in text
    assert "Ban Chỉ đạo phòng, chống tham nhũng Quận đã được kiện toàn, đến nay có 11 thành viên." in text
    assert (
        "Các cấp ủy, cơ quan, đơn vị đã tổ chức tuyên truyền được 746 buổi với 31.211 lượt người dự; "
        "phát hành 41.000 tờ bướm. Tổ chức hội thi với 2.400 người tham gia."
    ) in text
    assert "Nhân dịp sơ kết, Ban Thường vụ Quận ủy khen thưởng 10 đơn vị thực hiện tốt nhiệm vụ." in text
    assert sum(line.startswith("Đến thời điểm báo cáo chưa có số liệu về các nội dung:") for line in text) == 1


def test_the_second_seed_comes_out_of_a_reported_figure(tmp_path: Path, district: Unit, resolution: Directive) -> None:
    period = {"period_start": date(2020, 1, 1), "period_end": date(2022, 12, 31)}
    row = Reported(unit=district, indicator="directive_documents_issued", value=20, **period)
    made(row, "record", date(2023, 1, 5))
    out = tmp_path / "bao-cao.html"
    words = ["report", "review", "--resolution", resolution.number, "--unit", "Q1", "--from", "1/1/2020"]
    assert main([*words, "--to", "31/12/2022", "--out", str(out)]) == 0
    sentence = (
        "Để cụ thể hóa Nghị quyết, Ban Thường vụ Quận ủy và các đơn vị trực thuộc đã ban hành "
        '<b class="fig" data-indicator="directive_documents_issued">20</b> văn bản lãnh đạo, chỉ đạo.'
    )
    page = out.read_text(encoding="utf-8")
    assert sentence in page
    assert page.count("Đến thời điểm báo cáo chưa có số liệu về các nội dung:") == 1


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "html"])
def test_each_kind_of_file_is_written(tmp_path: Path, resolution: Directive, kind: str) -> None:
    assert review(tmp_path / f"so-ket.{kind}") == 0
    assert (tmp_path / f"so-ket.{kind}").stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ["--resolution", "99-NQ/QU", "--unit", "Q1", *FROM, *TO, "--out", "x.docx"],
            "Không có nghị quyết số 99-NQ/QU",
        ),
        (["--resolution", "03-NQ/QU", "--unit", "Q9", *FROM, *TO, "--out", "x.docx"], "Không có đơn vị mã «Q9»"),
        (["--resolution", "03-NQ/QU", "--unit", "Q1", *FROM, *TO, "--out", "x.odt"], "Các dạng có thể"),
        (["--resolution", "03-NQ/QU", "--unit", "Q1", "--from", "31/02/2006", *TO, "--out", "x.pdf"], "31/02/2006"),
    ],
)
def test_what_cannot_be_found_is_said_in_a_sentence(
    resolution: Directive, capsys: Any, words: list[str], complaint: str
) -> None:
    assert main(["report", "review", *words]) == 1
    assert complaint in capsys.readouterr().err
