"""The petitions of the demo locality: taken step by step, as officials would have, on the days of the story."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from liemchinh.apps.organisation.models import Absence, Relation, Unit
from liemchinh.apps.petitions import desk
from liemchinh.apps.petitions.actions import deciding, ending, receiving, settling
from liemchinh.apps.petitions.models import Party, Petition, Remedy, Sitting, Visit
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.moves import move
from liemchinh.spine.people import Account

DATA = Path(__file__).with_name("demo") / "petitions.toml"
#: The day of the story: nothing in it happens later.
STORY = date(2026, 11, 20)
Act = Callable[[Petition, date], Any]
#: One step of a petition's way: its name and the day on which it was taken.
Way = list[tuple[str, date]]


def load(units: dict[str, Unit]) -> None:
    """All petitions, visits, sittings, relations and absences; the accounts must exist."""
    world = tomllib.loads(DATA.read_text(encoding="utf-8"))
    for username in ("tiepnhan", "giaiquyet", "thutruong"):  # who is reminded by e-mail
        Account.objects.filter(username=username).update(email=f"{username}@vinhgiang.example")
    for row in world["relations"]:
        _relate(row)
    for row in sorted([*world["petitions"], *_simple(world["simple"])], key=lambda row: row["received"]):
        _petition(row, units)
    for row in world["absences"]:
        _absence(row)
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


def _absence(row: dict[str, Any]) -> None:
    account, other = (Account.objects.get(username=row[name]) for name in ("account", "stand_in"))
    absence = Absence(account=account, unit=account.posts.get().unit, stand_in=other, since=row["since"],
                      until=row["until"], note=row["note"])  # fmt: skip
    with move(absence, "note", by=SYSTEM, on=STORY):
        pass


def _petition(row: dict[str, Any], units: dict[str, Unit]) -> Petition:
    day = row["received"]
    known = ("channel", "subject", "text", "sender_body", "sender_letter", "signers", "identity", "against")
    petition = Petition(unit=units[row["unit"]], received_on=day, **{k: row[k] for k in known if k in row})
    petition.report_back = row.get("report_back", bool(row.get("sender_body")))
    receiving.receive(petition, _people(row), by=SYSTEM, on=day)
    last = len(row["path"]) - 1
    for place, (step, on) in enumerate(row["path"]):
        if place == last:
            for username in row.get("seen", ()):  # they looked at it before this, so this is news to them
                desk.seen(Account.objects.get(username=username), petition)
        if step == "classify":
            axes = {"kind": row["kind"], "field": row["field"], "eligible": True,
                    "competence": row.get("competence", "in")}  # fmt: skip
            deciding.classify(petition, axes, by=SYSTEM, on=on)
        else:
            _ACTS[step](petition, on)
    return petition


def _people(row: dict[str, Any]) -> list[Party]:
    people = []
    if "sender" in row:
        name, address, phone = row["sender"]
        people.append(Party(role="sender", name=name, address=address, phone=phone))
    if "respondent" in row:
        name, position, workplace = row["respondent"]
        party = Party(role="respondent", name=name, position=position, workplace=workplace)
        if username := row.get("respondent_account"):
            party.account = Account.objects.get(username=username)
            party.unit, party.head = party.account.posts.get().unit, True
        people.append(party)
    return people


def _accept(petition: Petition, on: date) -> Petition:
    username = "giaiquyet" if petition.field in ("land", "environment") else "giaiquyet2"
    handler = Account.objects.get(username=username) if petition.unit.code == "BX" else None
    if petition.parties.filter(name="Khổng Minh Trí").exists():
        handler = Account.objects.get(username="giaiquyet")  # the other one declared to be his brother
    return deciding.accept(petition, by=SYSTEM, on=on, handler=handler)


def _conclude(petition: Petition, on: date) -> Petition:
    if petition.dialogue_on is None:  # nothing was left in dispute
        number = f"{90 + petition.pk}/QĐ-UBND"
        return settling.conclude(petition, "upheld", number, "Khiếu nại đúng; đã khắc phục.", by=SYSTEM, on=on)
    result = "Phần ban công cơi nới năm 2025 không có giấy phép; phần có từ năm 2004 không bị xử phạt."
    return settling.conclude(petition, "partly_upheld", "121/QĐ-UBND", result, by=SYSTEM, on=on)


def _remedy(petition: Petition, on: date) -> Remedy:
    remedy = Remedy(
        petition=petition, asked_on=on, kind="restore", due_on=on + timedelta(days=6),
        text="Trả lại phần tiền phạt 15.000.000 đồng của ban công có từ năm 2004", owner="UBND phường Bến Xuân",
    )  # fmt: skip
    return ending.recommend(remedy, by=SYSTEM, on=on)


def _answer(petition: Petition, on: date) -> Petition:
    result = petition.result or "Đã kiểm tra, nhắc nhở và xử lý; kết quả niêm yết tại khu phố."
    return settling.answer(petition, by=SYSTEM, on=on, result=result)


def _publish(petition: Petition, on: date) -> Petition:
    text = "Quyết định giải quyết khiếu nại, đã lược bỏ họ tên và địa chỉ."
    return settling.publish(petition, text, "niêm yết tại trụ sở UBND phường", by=SYSTEM, on=on)


def _close(petition: Petition, on: date) -> Petition:
    ending.rate(petition, 4, by=SYSTEM, on=on, accepted=True)
    return ending.close(petition, by=SYSTEM, on=on)


def _propose(outcome: str, note: str) -> Act:
    return lambda petition, on: deciding.propose(petition, outcome, note, by=SYSTEM, on=on)


_ACTS: dict[str, Act] = {
    "accept": _accept,
    "verify": lambda p, on: settling.verify(p, by=SYSTEM, on=on),
    "notify": lambda p, on: settling.notify(p, by=SYSTEM, on=on),
    "pause": lambda p, on: settling.pause(p, "assessment", "139/QĐ-UBND", by=SYSTEM, on=on),
    "extend": lambda p, on: settling.extend(p, ["places"], "136/QĐ-UBND", by=SYSTEM, on=on, days=30),
    "dialogue": lambda p, on: settling.hold_dialogue(p, on, by=SYSTEM, on=on),
    "submit_draft": lambda p, on: settling.submit_draft(
        p, "Công nhận nội dung khiếu nại; hủy Thông báo số 233/TB-UBND và xem xét lại hồ sơ.", by=SYSTEM, on=on
    ),
    "conclude": _conclude,
    "remedy": _remedy,
    "answer": _answer,
    "publish": _publish,
    "close": _close,
    "urge": lambda p, on: ending.urge(p, by=SYSTEM, on=on),
    "forward": lambda p, on: deciding.forward(p, "Sở Nội vụ thành phố", by=SYSTEM, on=on),
    "escalate": lambda p, on: settling.escalate(
        p, reason="Nội dung tố cáo về người đứng đầu phường.", by=SYSTEM, on=on
    ),
    "propose_forward": _propose(
        "forward", "Đơn không ghi tên nhưng có ảnh và nhân chứng: đề nghị chuyển cơ quan kiểm tra."
    ),
    "propose_accept": _propose("accept", "Đủ điều kiện; người bị tố cáo do thành phố quản lý: đề nghị thụ lý."),
}


def _simple(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Everyday petitions: the older ones answered and closed, those of the last weeks under way or new."""
    dice = random.Random("don-thu")  # noqa: S311 — the same demo everywhere
    days = (row["to"] - row["from"]).days
    made = []
    for n in range(row["count"]):
        day = row["from"] + timedelta(days=dice.randrange(days))
        complaint = n % 6 == 0
        kind, field, subject = (
            ("complaint", *dice.choice(row["complaints"])) if complaint else dice.choice(row["subjects"])
        )
        unit = (
            "BX" if complaint else dice.choice(["BX", "BX", "BX", "CM"])
        )  # nobody of CM has an account to verify with
        made.append({
            "unit": unit, "received": day, "kind": kind, "field": field,
            "channel": dice.choice(["counter", "counter", "post", "telephone", "web"]),
            "subject": subject.format(n=dice.randint(3, 140)),
            "path": _way_of_complaint(day) if complaint else _way(day, dice.random()),
            "sender": [row["names"][n % len(row["names"])], f"khu phố {dice.randint(1, 6)}", ""],
        })  # fmt: skip
    return made


def _way(day: date, luck: float) -> Way:
    """A recommendation or reflection: answered within two or three weeks as a rule."""
    if day > date(2026, 11, 11):
        return []
    steps = [("classify", 2), ("accept", 4), ("answer", 12), ("close", 16)]
    taken = 4 if luck < 0.8 else 2
    return _days(day, steps[:taken])


def _way_of_complaint(day: date) -> Way:
    """Those accepted before mid October are settled; the later ones are within their thirty days."""
    if day > date(2026, 11, 11):
        return []
    steps = [("classify", 2), ("accept", 5), ("verify", 8), ("conclude", 20), ("answer", 22), ("publish", 24),
             ("close", 26)]  # fmt: skip
    return _days(day, steps if day < date(2026, 10, 18) else steps[:2])


def _days(day: date, steps: list[tuple[str, int]]) -> Way:
    """The days of steps so many days after receipt, each on a working day of the week, none after the story."""
    taken = []
    for name, after in steps:
        on = day + timedelta(days=after)
        on += timedelta(days=max(7 - on.isoweekday(), 0) + 1 if on.isoweekday() > 5 else 0)
        if on <= STORY:
            taken.append((name, on))
    return taken
