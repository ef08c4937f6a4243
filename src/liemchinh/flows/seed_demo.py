"""Loads the demo locality through the same doors that people use; the same data on every machine."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from liemchinh.apps.commendation import actions as commendation
from liemchinh.apps.commendation.models import Award
from liemchinh.apps.directives import actions as directives
from liemchinh.apps.directives.models import Document
from liemchinh.apps.organisation import actions as organisation
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.outreach.models import Contest, Session
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import bulk_create
from liemchinh.spine.people import Account

DATA = Path(__file__).with_name("demo") / "locality.toml"
PASSWORD = "liemchinh-demo-2026"  # noqa: S105 — printed on purpose; `liemchinh doctor` calls it an error in production
START = date(1990, 1, 1)


def data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def is_loaded() -> bool:
    return Unit.objects.exists() or Account.objects.exists()


def load() -> None:
    """All or nothing: a demo that was cut off half way is loaded anew at the next call."""
    from liemchinh.flows import (
        demo_petitions,
        demo_reports,
    )  # Word, figures and reports: a start that loads nothing need not wait

    with transaction.atomic():
        world = data()
        units = dict(_units(world))
        _accounts(world, units)
        documents = _documents(world, units)
        _committee(world["committee"], units)
        _commendations(world["commendation"], units)
        _reorganise(world["succession"], units)
        _outreach(world["outreach"], units, documents)
        demo_reports.load(units)
        demo_petitions.load(units)


def welcome() -> str:
    """The demo accounts, for whoever starts the demo."""
    rows = [f"  {a['username']:<10} {a['title']} ({a['unit']})" for a in data()["accounts"]]
    return "\n".join(["Tài khoản mẫu (mật khẩu chung: " + PASSWORD + "):", *rows])


def _units(world: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    units: dict[str, Unit] = {}
    for place, row in enumerate(world["units"]):
        unit = organisation.found(
            row["code"], row["name"], by=SYSTEM, on=row.get("from", START), parent=units.get(row.get("parent", "")),
            kind=row["kind"], position=place * 20, valid_from=row.get("from"), valid_to=row.get("to"),
            reports=row.get("reports", True), place=row.get("place", ""), party_body=row.get("party_body", ""),
            party_symbol=row.get("party_symbol", ""),
        )  # fmt: skip
        units[unit.code] = unit
        yield unit.code, unit
        for n in range(1, row.get("wards", 0) + 1):
            ward = organisation.found(
                f"{row['code']}-P{n:02d}", f"Phường {n}", by=SYSTEM, on=START, parent=unit, kind="ward",
                position=place * 20 + n, valid_from=START, place=f"Phường {n}",
            )  # fmt: skip
            yield ward.code, ward


def _accounts(world: dict[str, Any], units: dict[str, Unit]) -> None:
    for row in world["accounts"]:
        account = Account.objects.create_user(row["username"], PASSWORD, full_name=row["full_name"])
        organisation.assign_post(account, units[row["unit"]], row["role"], row["title"], by=SYSTEM, on=date(2025, 7, 1))


def _documents(world: dict[str, Any], units: dict[str, Unit]) -> dict[str, Document]:
    known: dict[str, Document] = {}
    for row in world["documents"]:
        values = {k: v for k, v in row.items() if k not in ("code", "unit", "carries_out")}
        document = Document(unit=units[row["unit"]], carries_out=known.get(row.get("carries_out", "")), **values)
        directives.record(document, by=SYSTEM, on=row["issued_on"])
        known[row.get("code", row["number"])] = document
    return known


def _committee(row: dict[str, Any], units: dict[str, Unit]) -> None:
    committee = organisation.establish(
        units[row["unit"]], row["name"], by=SYSTEM, on=row["on"], decision=row["decision"]
    )
    for name, role, title, since, *until in row["members"]:
        member = organisation.appoint(
            committee, name, by=SYSTEM, on=since, decision=row["strengthened"][f"{since}"], role=role, title=title
        )
        if until:
            organisation.leave(member, by=SYSTEM, on=until[0] + timedelta(days=1))


def _commendations(row: dict[str, Any], units: dict[str, Unit]) -> None:
    for recipient in row["recipients"]:
        unit = units.get(recipient)
        award = Award(
            unit=units[row["unit"]], recipient_unit=unit, recipient=unit.name if unit else recipient,
            decided_on=row["decided_on"], decision=row["decision"], achievement=row["achievement"],
        )  # fmt: skip
        commendation.record(award, by=SYSTEM, on=row["decided_on"])


def _reorganise(row: dict[str, Any], units: dict[str, Unit]) -> None:
    """1 July 2025: old wards merged or divided, the district dissolved, its open work handed over."""
    on, document = row["on"], row["document"]
    for merged in row["wards"]:
        olds = [units[code] for code in merged["old"]]
        organisation.merge(olds, units[merged["new"]], by=SYSTEM, on=on, document=document)
    for part in row["split"]:
        news = [units[code] for code in part["new"]]
        organisation.split(units[part["old"]], news, heir=units[part["heir"]], by=SYSTEM, on=on, document=document)
    district = row["district"]
    news = [units[code] for code in district["new"]]
    organisation.dissolve(
        units[district["old"]], news, heir=units[district["heir"]], by=SYSTEM, on=on, document=document
    )


def _outreach(row: dict[str, Any], units: dict[str, Unit], documents: dict[str, Document]) -> None:
    """Fifteen months of the new wards' sessions, more in autumn and before Tết, as offices do."""
    dice = random.Random("vinh-giang")  # noqa: S311 — the same demo everywhere
    hosts = [u for u in units.values() if u.parent in (units["BX"],)] + [units[c] for c in ("CM", "CC", "TL")]
    sessions = []
    day = date(2025, 8, 18)
    while day < date(2026, 11, 20):
        unit = dice.choices(hosts, weights=[4, 3, 5, 5, 2, 4, 3, 2])[0]
        counted = dice.random() > 0.06
        sessions.append(
            Session(
                unit=unit, held_on=day, host=unit.name,
                topic=dice.choice(row["topics"]), form=dice.choice(row["forms"]),
                attendees=dice.randint(18, 95) if counted else None,
                leaflets=dice.choice([None, None, 50, 80, 120, 200]), recorder=dice.choice(row["recorders"]),
                programme=documents["nq05"].ref if unit.code.startswith("BX") else "",
            )
        )  # fmt: skip
        day += timedelta(days=dice.choice([1, 1, 2, 2, 3, 4] if day.month in (1, 9, 10, 11) else [2, 3, 4, 5]))
    bulk_create(sessions, "import", by=SYSTEM, on=day, batch="demo")
    contests = [Contest(unit=units[u], held_on=d, name=n, participants=p) for u, d, n, p in row["contests"]]
    bulk_create(contests, "import", by=SYSTEM, on=day, batch="demo")
