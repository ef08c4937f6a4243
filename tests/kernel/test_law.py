"""The law folder: what is in it, how a locality amends it, and what it refuses."""

from datetime import date
from pathlib import Path

import pytest

from liemchinh.kernel.clocks import due_on
from liemchinh.kernel.law import Law, law_root
from liemchinh.kernel.lawfiles import LawFileError

LAW = Law.load()


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


TERM = """
id = "X-01"
kind = "clock"
title = "Thử"
title_en = "Test"
event = "thử"
event_en = "test"
checked_on = 2026-11-22
[[values]]
from = 2020-01-01
days = 5
unit = "calendar_days"
cite = "Điều 1"
cite_en = "Article 1"
confidence = "C"
"""


# --- What is shipped ---


def test_every_value_is_cited_and_graded():
    for term in LAW:
        assert term.title, term.id
        assert term.title_en, term.id
        for value in term.values:
            assert value.cite, term.id
            assert value.cite_en, term.id
            assert value.confidence in "ABCU", term.id


def test_only_what_is_marked_so_is_unconfirmed():
    assert [t.id for t in LAW if t.unconfirmed] == ["XLD-01"]


@pytest.mark.parametrize(
    ("term", "on", "at_least", "per"),
    [
        ("TCD-10", date(2026, 1, 1), 1, "month"),
        ("TCD-11", date(2025, 6, 30), 2, "month"),
        ("TCD-12", date(2026, 6, 30), 1, "week"),
        ("TCD-12", date(2026, 7, 1), 2, "month"),
        ("TCD-12n", date(2026, 7, 1), 2, "month"),
        ("TCD-13", date(2026, 1, 1), 1, "month"),
        ("TCD-19", date(2026, 1, 1), 2, "month"),
        ("TC-16", date(2026, 7, 1), 1, "month"),
    ],
)
def test_duties_of_each_month(term, on, at_least, per):
    facts = LAW.term(term).value_on(on).facts
    assert (facts["at_least"], facts["per"]) == (at_least, per)


def test_the_duty_of_the_district_ended_with_the_district():
    with pytest.raises(Exception, match="hết hiệu lực sau ngày 30/06/2025"):
        LAW.term("TCD-11").value_on(date(2025, 7, 1))


def test_complex_and_specially_complex_are_counted_from_the_same_seven_criteria():
    criteria = LAW.term("TC-05a").facts["criteria"]
    assert len(criteria) == 7
    assert LAW.term("TC-05a").value_on(date(2026, 1, 1)).facts["at_least"] == 1
    assert LAW.term("TC-05b").value_on(date(2026, 1, 1)).facts["at_least"] == 2


def test_a_group_starts_at_five_people():
    facts = LAW.term("TCD-15").value_on(date(2026, 1, 1)).facts
    assert (facts["group_from"], facts["representatives_at_most"]) == (5, 5)


def test_the_file_of_a_term_is_named_after_it():
    for path in law_root().glob("*/*.toml"):
        if path.parent.name in {t.folder for t in LAW}:
            stem = path.stem.casefold()
            assert any(stem.startswith(f"{t.id.casefold()}-") for t in LAW), path


# --- A locality amends it ---


def test_a_local_file_adds_a_value_from_a_day_on(tmp_path):
    write(
        tmp_path,
        "denunciations/tc-03.toml",
        'id = "TC-03"\n[[values]]\nfrom = 2027-01-01\ndays = 3\nunit = "working_days"\n'
        'cite = "Luật mới"\ncite_en = "New law"\nconfidence = "C"\n',
    )
    amended = Law.load(law_root(), tmp_path)
    old, new = amended.term("TC-03").value_on(date(2026, 12, 31)), amended.term("TC-03").value_on(date(2027, 1, 1))
    assert (old.readings[0].count, new.readings[0].count) == (5, 3)
    assert amended.term("TC-03").title == LAW.term("TC-03").title
    assert LAW.term("TC-03").value_on(date(2027, 1, 1)).readings[0].count == 5


def test_a_local_file_confirms_a_rule(tmp_path):
    shipped = (law_root() / "petitions" / "xld-01-classify.toml").read_text(encoding="utf-8")
    write(tmp_path, "petitions/xld-01.toml", shipped.replace('confidence = "C"', 'confidence = "A"'))
    assert not Law.load(law_root(), tmp_path).term("XLD-01").unconfirmed


def test_a_local_file_may_replace_a_term_whole(tmp_path):
    write(tmp_path, "x/tc-05.toml", "replace = true\n" + TERM.replace("X-01", "TC-05"))
    assert Law.load(law_root(), tmp_path).term("TC-05").title == "Thử"


def test_a_locality_switches_the_culture_day_on_and_decrees_another_day(tmp_path):
    write(
        tmp_path,
        "calendars/2026.toml",
        "year = 2026\n[switches]\nculture_day_enabled = true\n"
        '[[days]]\ndate = 2026-06-01\nkind = "holiday"\nname = "nghỉ tại địa phương"\n'
        '[[days]]\ndate = 2026-08-31\nkind = "cancelled"\n[[days]]\ndate = 2026-08-22\nkind = "cancelled"\n',
    )
    book = Law.load(law_root(), tmp_path).daybook
    assert not book.is_working(date(2026, 11, 24))
    assert not book.is_working(date(2026, 6, 1))
    assert book.is_working(date(2026, 8, 31))
    assert not book.is_working(date(2026, 8, 22))


def test_a_day_decreed_while_the_program_runs_is_seen_without_a_restart(tmp_path):
    calendar = "year = 2026\n"
    write(tmp_path, "calendars/2026.toml", calendar)
    assert Law.load(law_root(), tmp_path).daybook.is_working(date(2026, 6, 1))
    write(tmp_path, "calendars/2026.toml", calendar + '[[days]]\ndate = 2026-06-01\nkind = "holiday"\nname = "x"\n')
    assert not Law.load(law_root(), tmp_path).daybook.is_working(date(2026, 6, 1))


def test_the_same_folder_is_read_once():
    assert Law.load() is Law.load()


def test_a_year_added_by_a_locality_can_be_counted_in(tmp_path):
    write(tmp_path, "calendars/2028.toml", 'year = 2028\nconfirmed = true\nsource = "Thông báo"\n')
    law = Law.load(law_root(), tmp_path)
    assert due_on(law.term("TC-05"), date(2027, 12, 30), law.daybook) == date(2028, 1, 31)


# --- What it refuses, naming the file ---


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("days = 5", "day = 5"), "thiếu mục days"),
        (("days = 5", 'days = "5"'), "số nguyên dương"),
        (("days = 5", "days = 0"), "số nguyên dương"),
        (("days = 5", "days = 5\ndayz = 6"), "mục lạ: dayz"),
        (('unit = "calendar_days"', 'unit = "moons"'), "unit «moons» không dùng được"),
        (('confidence = "C"', 'confidence = "sure"'), "A, B, C hoặc U"),
        (('cite = "Điều 1"', 'cite = ""'), "thiếu mục cite"),
        (("from = 2020-01-01", 'from = "2020-01-01"'), "from phải là một ngày"),
        (("days = 5", "days = 5\nextended = [5]"), "tăng dần"),
        (("days = 5", "days = 5\nextended = 9"), "extended phải là danh sách"),
        (('title = "Thử"', "title = 5"), "title phải là chữ"),
        (("[[values]]", "[values]"), "values phải viết thành các mục"),
        (("[[values]]", "pause = true\n[[values]]"), "pause phải viết thành mục"),
        (('kind = "clock"', 'kind = "klok"'), "kind «klok» không dùng được"),
        (("[[values]]", "[values"), "không đọc được"),
        (('id = "X-01"', 'id = "tc-05"'), "trùng với TC-05"),
        (("[[values]]", "[aliases.X-02]\nvariant = 'remote'\n[[values]]"), "không ứng với giá trị nào"),
    ],
)
def test_a_wrong_file_is_named_with_what_to_mend(tmp_path, change, says):
    write(tmp_path, "x/wrong.toml", TERM.replace(*change))
    with pytest.raises(LawFileError, match=r"x/wrong\.toml") as refusal:
        Law.load(law_root(), tmp_path)
    assert says in str(refusal.value)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('[[days]]\nfrom = 2029-06-01\nkind = "holiday"\nname = "x"\n', "thiếu mục to"),
        ('[[days]]\ndate = 2029-06-01\nkind = "swap_off"\nwith = 2029-06-02\n', "không ghi tương ứng"),
        ('[[days]]\ndate = 2030-06-03\nkind = "holiday"\nname = "x"\n', "không thuộc lịch năm 2029"),
        ('[[days]]\ndate = 2029-06-01\nkind = "party"\n', "kind của ngày"),
        ('[[days]]\ndate = 2029-06-01\nkind = "holiday"\n', "thiếu mục name"),
    ],
)
def test_a_wrong_calendar_is_named_with_what_to_mend(tmp_path, rows, says):
    write(tmp_path, "calendars/2029.toml", f'year = 2029\nconfirmed = true\nsource = "x"\n{rows}')
    with pytest.raises(LawFileError, match=r"calendars/2029\.toml") as refusal:
        Law.load(law_root(), tmp_path)
    assert says in str(refusal.value)


def test_one_id_may_stand_in_one_file_only(tmp_path):
    write(tmp_path, "x/a.toml", TERM)
    write(tmp_path, "x/b.toml", TERM)
    with pytest.raises(LawFileError, match=r"đã có ở tệp a\.toml"):
        Law.load(tmp_path)
