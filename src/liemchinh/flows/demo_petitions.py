"""The petitions of the demo locality: taken step by step, as officials would have, on the days of the story."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from liemchinh.apps.organisation.models import Relation, Unit
from liemchinh.apps.petitions.actions import deciding, ending, receiving, settling
from liemchinh.apps.petitions.models import Party, Petition, Sitting, Visit
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import move
from liemchinh.spine.people import Account

DATA = Path(__file__).with_name("demo") / "petitions.toml"
#: The day of the story: nothing in it happens later.
STORY = date(2026, 11, 20)
Act = Callable[[Petition, date], Any]


def load(units: dict[str, Unit]) -> None:
    """All petitions, visits, sittings and relations; the handlers must exist."""
    world = tomllib.loads(DATA.read_text(encoding="utf-8"))
    for row in world["relations"]:
        _relate(row)
    for row in world["petitions"]:
        _petition(row, units)
    for row in _simple(world["simple"]):
        _petition(row, units)
    for row in world["sittings"]:
        Sitting.objects.create(**(row | {"unit": units[row["unit"]]}))
    for row in world["visits"]:
        visit = Visit(**{k: v for k, v in row.items() if k not in ("unit", "on")}, unit=units[row["unit"]])
        visit.received_on = row["on"]
        with move(visit, "record", by=SYSTEM, on=row["on"]):
            pass


def _relate(row: dict[str, Any]) -> None:
    account = Account.objects.get(username=row["account"])
    relation = Relation(account=account, unit=account.posts.get().unit, kind=row["kind"],
                        other_name=row["other_name"], since=row["since"])  # fmt: skip
    with move(relation, "declare", by=SYSTEM, on=row["since"]):
        pass


def _petition(row: dict[str, Any], units: dict[str, Unit]) -> Petition:
    day = row["received"]
    known = ("channel", "subject", "text", "sender_body", "sender_letter", "signers", "identity", "against")
    petition = Petition(unit=units[row["unit"]], received_on=day, **{k: row[k] for k in known if k in row})
    petition.report_back = bool(row.get("sender_body"))
    receiving.receive(petition, _people(row), by=SYSTEM, on=day)
    if row["kind"] and (row["path"] or row["received"] < STORY - timedelta(days=12)):
        axes = {"kind": row["kind"], "field": row["field"], "eligible": True,
                "competence": row.get("competence", "in")}  # fmt: skip
        deciding.classify(petition, axes, by=SYSTEM, on=_later(day, 2))
    for word in row["path"].split(" ") if row["path"] else ():
        day = _later(day, 6)
        step, _sep, given = row["path"].partition(":") if ":" in row["path"] else (word, "", "")
        _ACTS[step](petition, day) if not given else deciding.forward(petition, given, by=SYSTEM, on=day)
        if given:
            break
    return petition


def _later(day: date, days: int) -> date:
    return min(day + timedelta(days=days), STORY)


def _people(row: dict[str, Any]) -> list[Party]:
    people = []
    if "sender" in row:
        name, address, phone = row["sender"]
        people.append(Party(role="sender", name=name, address=address, phone=phone))
    if "respondent" in row:
        name, position, workplace = row["respondent"]
        people.append(Party(role="respondent", name=name, position=position, workplace=workplace))
    return people


def _accept(petition: Petition, on: date) -> Petition:
    username = "giaiquyet" if petition.field in ("land", "environment") else "giaiquyet2"
    handler = Account.objects.get(username=username) if petition.unit.code == "BX" else None
    if petition.parties.filter(name="Khổng Minh Trí").exists():
        handler = Account.objects.get(username="giaiquyet")  # the other one declared to be his brother
    return deciding.accept(petition, by=SYSTEM, on=on, handler=handler)


def _conclude(petition: Petition, on: date) -> Petition:
    result = "Phần ban công cơi nới năm 2025 không có giấy phép; phần có từ năm 2004 không bị xử phạt."
    return settling.conclude(petition, "partly_upheld", "121/QĐ-UBND", result, by=SYSTEM, on=on)


def _answer(petition: Petition, on: date) -> Petition:
    result = petition.result or "Đã kiểm tra, nhắc nhở và xử lý; kết quả niêm yết tại khu phố."
    settling.answer(petition, by=SYSTEM, on=on, result=result)
    return petition


def _close(petition: Petition, on: date) -> Petition:
    ending.rate(petition, 4, by=SYSTEM, on=on, accepted=True)
    return ending.close(petition, by=SYSTEM, on=on)


_ACTS: dict[str, Act] = {
    "accept": _accept,
    "verify": lambda p, on: settling.verify(p, by=SYSTEM, on=on),
    "pause": lambda p, on: settling.pause(p, "assessment", "139/QĐ-UBND", by=SYSTEM, on=on),
    "dialogue": lambda p, on: settling.hold_dialogue(p, on, by=SYSTEM, on=on),
    "conclude": _conclude,
    "answer": _answer,
    "close": _close,
}


def _simple(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Everyday petitions, most of them answered within days."""
    dice = random.Random("don-thu")  # noqa: S311 — the same demo everywhere
    days = (row["to"] - row["from"]).days
    made = []
    for n in range(row["count"]):
        kind, field, subject = dice.choice(row["subjects"])
        day = row["from"] + timedelta(days=dice.randrange(days))
        late = day > STORY - timedelta(days=14)
        path = "" if late else dice.choice(["accept answer close"] * 4 + ["accept answer", "accept"])
        if kind == "complaint" and path:
            path = "accept verify" if dice.random() < 0.5 else "accept"
        unit = dice.choice(["BX", "BX", "BX", "CM"])
        if unit == "CM":  # nobody there has an account to whom it could be given
            path = path.replace(" verify", "")
        made.append({
            "unit": unit, "received": day, "kind": kind, "field": field,
            "channel": dice.choice(["counter", "counter", "post", "telephone", "web"]),
            "subject": subject.format(n=dice.randint(3, 140)), "path": path,
            "sender": [row["names"][n % len(row["names"])], f"khu phố {dice.randint(1, 6)}", ""],
        })  # fmt: skip
    return sorted(made, key=lambda r: r["received"])
