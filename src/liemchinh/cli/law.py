"""`liemchinh law`: the catalogue of terms, their values and how far they are confirmed."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from liemchinh.kernel import phrasebook
from liemchinh.kernel.because import shipped
from liemchinh.kernel.law import Law, law_root
from liemchinh.kernel.phrasebook import Phrasebook
from liemchinh.kernel.terms import UNCONFIRMED, Reading, Term, Value

HELP = "liệt kê quy định: giá trị, căn cứ, mức tin cậy · the rules that are encoded"
UNITS = {"calendar_days": "ngày", "working_days": "ngày làm việc", "months": "tháng", "years": "năm"}
KINDS = {
    "clock": "thời hạn",
    "duty": "nhiệm vụ định kỳ",
    "definition": "định nghĩa",
    "threshold": "ngưỡng",
    "rule": "quy tắc",
}
PERIODS = {"day": "ngày", "report": "báo cáo", "week": "tuần", "month": "tháng", "year": "năm"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("terms", nargs="*", metavar="TERM", help="chỉ xem các mã này")
    parser.add_argument("--unconfirmed", action="store_true", help="chỉ những gì còn phải xác nhận (mức C, U)")
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    law = Law.load(*law_folders())
    terms = [law.term(name) for name in args.terms] or list(law)
    if args.unconfirmed:
        terms = [t for t in terms if t.unconfirmed]
    if args.json:
        print(json.dumps([_as_json(t) for t in terms], ensure_ascii=False, indent=2))
        return 0
    for folder in dict.fromkeys(t.folder for t in terms):
        print(f"# {folder}\n")
        for term in (t for t in terms if t.folder == folder):
            print("\n".join(_as_text(term)) + "\n")
    if not args.terms:
        print("\n".join(_calendars(law)))
    return 0


def law_folders() -> list[Path]:
    """The shipped law, then the locality's own folder `LIEMCHINH_HOME/law` where there is one."""
    own = Path(os.environ.get("LIEMCHINH_HOME", "var")) / "law"
    return [law_root(), *([own] if own.is_dir() else [])]


def phrases() -> Phrasebook:
    """The texts of time limits, with those that the locality has changed."""
    own = [folder / "wording" for folder in law_folders()[1:] if (folder / "wording").is_dir()]
    return phrasebook.load(law_root() / "wording", own) if own else shipped()


def _as_text(term: Term) -> Iterator[str]:
    mark = "  [CẦN XÁC NHẬN]" if term.unconfirmed else ""
    yield f"{term.id}  {term.title} ({KINDS[term.kind]}){mark}"
    for value in term.values:
        until = f" đến {value.until:%d/%m/%Y}" if value.until else ""
        yield f"    từ {value.since:%d/%m/%Y}{until}: {_said(value)}  [{value.confidence}]  {value.cite}"
        for name, special in value.variants.items():
            yield f"        {name}: {_said(special)}"
        for reading in value.readings[1:]:
            yield f"        cách hiểu khác: {_amount(reading)}  {reading.cite}"
    if term.pause:
        yield f"    tạm dừng được: {term.pause.cite}"
    for alias in term.aliases:
        yield f"    mã phụ: {alias.id}"
    yield f"    đối chiếu ngày {term.checked_on:%d/%m/%Y}" + (f". {term.notes}" if term.notes else "")


def _said(value: Value) -> str:
    if value.readings:
        event = _amount(value.readings[0])
        return event + "".join(f"; gia hạn: tổng {total}" for total in value.extended)
    facts = value.facts
    if "per" in facts:
        return f"ít nhất {facts['at_least']} {PERIODS[str(facts['of'])]} mỗi {PERIODS[str(facts['per'])]}"
    return str(facts.get("text", ""))


def _amount(reading: Reading) -> str:
    if reading.month_day:
        return f"ngày {reading.month_day[1]:02}/{reading.month_day[0]:02} hằng năm"
    return f"{reading.count} {UNITS[reading.unit]}" if reading.count else "ngay"


def _calendars(law: Law) -> Iterator[str]:
    yield "# calendars\n"
    for year in law.daybook.years.values():
        state = "đã xác nhận" if year.confirmed else "CHƯA XÁC NHẬN"
        yield f"{year.year}  {state}  {year.source}"
        for day in year.days:
            if year.confirmed and day.doubtful:
                proposed = ", chưa áp dụng" if day.proposed else ""
                yield f"    {day.day:%d/%m/%Y} {day.name or day.kind}  [{day.confidence}{proposed}]"


def _as_json(term: Term) -> dict[str, Any]:
    return {
        "id": term.id,
        "kind": term.kind,
        "title": term.title,
        "title_en": term.title_en,
        "aliases": [a.id for a in term.aliases],
        "checked_on": term.checked_on.isoformat(),
        "unconfirmed": term.unconfirmed,
        "values": [_value_json(v) for v in term.values],
    }


def _value_json(value: Value) -> dict[str, Any]:
    return {
        "from": value.since.isoformat(),
        "to": value.until.isoformat() if value.until else None,
        "says": _said(value),
        "cite": value.cite,
        "confidence": value.confidence,
        "to_confirm": value.confidence in UNCONFIRMED,
        "facts": {k: v.isoformat() if isinstance(v, date) else v for k, v in value.facts.items()},
        "variants": {name: _said(v) for name, v in value.variants.items()},
    }
