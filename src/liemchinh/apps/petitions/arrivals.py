"""Petitions that another program hands in (the public form, a one-stop system): one JSON object each.

    {"reference": "MC-2026-0117", "unit": "BX", "received_on": "2026-11-20", "channel": "web", "subject": "…",
     "text": "…", "identity": "named",
     "senders": [{"name": "…", "address": "…", "phone": "…", "email": "…", "id_paper": "…"}],
     "respondents": [{"name": "…", "position": "…", "workplace": "…"}]}

`reference` is the sending program's own number: sent twice, it is received once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes
from liemchinh.apps.petitions.actions import receiving
from liemchinh.apps.petitions.models import Party, Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import System, units_with

_WORDS: Final = ("subject", "text", "place", "addressees", "note", "sender_body", "sender_letter", "kind", "field")
_SENDER: Final = ("name", "address", "phone", "email", "id_paper")
_RESPONDENT: Final = ("name", "position", "workplace")
_KNOWN: Final = frozenset({"reference", "unit", "received_on", "written_on", "channel", "identity", "signers",
                           "senders", "respondents", *_WORDS})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of it: the petition, and whether it had been received before."""

    petition: Petition
    again: bool = False


def receive(row: Any, *, by: Any, on: date) -> Arrival:
    """Receive one. Refusal: a sentence that names what is wrong. PermissionDenied: not a unit of theirs."""
    if not isinstance(row, Mapping):
        raise Refusal(_("Mỗi đơn cần là một đối tượng JSON."))
    if unknown := sorted(set(row) - _KNOWN):
        raise Refusal(_("Không có mục «%(name)s».") % {"name": unknown[0]})
    unit = _unit(row, by)
    reference, channel = _text(row, "reference", 40), _channel(row)
    with transaction.atomic():
        if reference:
            Unit.objects.select_for_update().get(pk=unit.pk)  # two deliveries of one reference wait for each other
            known = Petition.objects.live().filter(unit=unit, channel=channel, arrival_no=reference).first()
            if known is not None:
                return Arrival(known, again=True)
        petition = Petition(unit=unit, channel=channel, arrival_no=reference, **_fields(row, on))
        people = [*_people(row, "senders", codes.PartyRole.SENDER, _SENDER),
                  *_people(row, "respondents", codes.PartyRole.RESPONDENT, _RESPONDENT)]  # fmt: skip
        _check(petition)
        receiving.receive(petition, people, by=by, on=on)
    return Arrival(petition)


def _unit(row: Mapping[str, Any], by: Any) -> Unit:
    unit = Unit.objects.live().filter(code=_text(row, "unit", 40), valid_to=None).first()
    if unit is None:
        raise Refusal(_("Không có đơn vị mã «%(code)s».") % {"code": row.get("unit", "")})
    if not isinstance(by, System) and unit.pk not in units_with(by, "petitions.receive"):
        raise PermissionDenied(_("Ông/bà không tiếp nhận đơn cho đơn vị này."))
    return unit


def _channel(row: Mapping[str, Any]) -> str:
    channel = _text(row, "channel", 12) or codes.Channel.WEB
    if channel not in codes.Channel:
        raise Refusal(_("Không có nguồn đơn «%(word)s».") % {"word": channel})
    return str(channel)


def _fields(row: Mapping[str, Any], on: date) -> dict[str, Any]:
    said: dict[str, Any] = {name: _text(row, name, 0) for name in _WORDS}
    if not said["subject"]:
        said["subject"] = " ".join(said["text"].split())[:160]
    if not said["subject"]:
        raise Refusal(_("Ghi trích yếu hoặc nội dung đơn."))
    said["received_on"], said["written_on"] = _day(row, "received_on") or on, _day(row, "written_on")
    said["identity"] = _text(row, "identity", 12) or codes.Identity.NAMED
    signers = row.get("signers", 1)
    if not isinstance(signers, int) or isinstance(signers, bool) or not 1 <= signers < 100_000:
        raise Refusal(_("Số người ký phải là số nguyên từ 1."))
    said["signers"] = signers
    return said


def _people(row: Mapping[str, Any], key: str, role: str, names: tuple[str, ...]) -> list[Party]:
    rows = row.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(person, Mapping) for person in rows):
        raise Refusal(_("Mục «%(name)s» phải là danh sách người.") % {"name": key})
    named = [person for person in rows if person.get("name")]
    return [Party(role=role, **{n: _text(person, n, _limit(n)) for n in names}) for person in named]


def _limit(name: str) -> int:
    return int(Party._meta.get_field(name).max_length or 0)


def _text(row: Mapping[str, Any], name: str, limit: int) -> str:
    found = row.get(name, "")
    if found is None:
        return ""
    if not isinstance(found, str):
        raise Refusal(_("Mục «%(name)s» phải là chữ.") % {"name": name})
    found = found.replace("\0", "").strip()
    if limit and len(found) > limit:
        raise Refusal(_("Mục «%(name)s» dài quá %(limit)d chữ.") % {"name": name, "limit": limit})
    return found


def _day(row: Mapping[str, Any], name: str) -> date | None:
    words = _text(row, name, 0)
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Refusal(_("Không đọc được ngày «%(day)s»; viết như 2026-11-20.") % {"day": words}) from None


def _check(petition: Petition) -> None:
    """The choices and lengths of the register's own fields, as one sentence."""
    try:
        petition.clean_fields(exclude=["number", "state", "desk"])
    except ValidationError as wrong:
        name, problems = next(iter(wrong.message_dict.items()))
        label = petition._meta.get_field(name).verbose_name
        raise Refusal(f"{str(label).capitalize()}: {problems[0]}") from None
