"""Intake: a petition enters the register with its number, its people and its papers; one letter may be split."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.apps.petitions import codes, likenesses
from liemchinh.apps.petitions.actions.taking import take
from liemchinh.apps.petitions.drafting import sealing
from liemchinh.apps.petitions.models import Attachment, Matter, Party, Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.vietnamese import fold
from liemchinh.spine import counters, moves
from liemchinh.spine.moves import move


def receive(
    petition: Petition,
    parties: Sequence[Party] = (),
    *,
    by: Any,
    on: date,
    files: Iterable[Any] = (),
    match: bool = True,
) -> Petition:
    """Enter a petition: number, clock of its kind, receipt slip, likely twins. `files` are StoredFiles.

    Refusal: a day that has not come, a letter written after it was received, nobody named on a named petition.
    """
    _check_days(petition, on)
    people = [p for p in parties if p.name.strip()]
    if petition.identity == codes.Identity.NAMED and not any(p.role in codes.SENDERS for p in people):
        raise Refusal(_("Ghi họ tên người gửi, hoặc chọn danh tính «nặc danh»."))
    petition.on_behalf = petition.on_behalf or petition.channel in (codes.Channel.TELEPHONE, codes.Channel.DIALOGUE)
    with transaction.atomic():
        if not petition.number:
            petition.number = next_number(petition)
        # The words of the search and the fingerprint are taken from here: nobody is asked again for what is at hand.
        petition._prefetched_objects_cache = {"parties": people}  # type: ignore[attr-defined]
        petition.desk_id = petition.desk_id or petition.unit_id
        said = {"channel": petition.get_channel_display()}
        take(petition, "receive", by=by, on=petition.received_on, facts=said, papers={"parties": people})
        keep_people(petition, people)
        for file in files:
            Attachment.objects.create(petition=petition, file=file, name=file.name, added_by=_account(by))
        if match:
            likenesses.compare_with_earlier(petition)
        del petition._prefetched_objects_cache  # type: ignore[attr-defined]
    return petition


def names_its_writer(petition: Petition, people: Iterable[Party]) -> bool:
    """Whether the subject, which stands in every list, says who wrote a petition whose writer is kept secret."""
    wrote = [p for p in people if p.role in codes.SENDERS]
    if petition.identity == codes.Identity.ANONYMOUS and wrote:
        raise Refusal(_("Đã chọn «nặc danh» mà vẫn ghi người gửi %(name)s. Bỏ họ tên, hoặc chọn «rõ họ tên, địa chỉ».")
                      % {"name": wrote[0].name})  # fmt: skip
    return petition.secretive and "name" in sealing.leaks(petition.subject, wrote)


def _check_days(petition: Petition, on: date) -> None:
    if petition.received_on > on:
        raise Refusal(_("Ngày nhận %(day)s chưa tới.") % {"day": f"{petition.received_on:%d/%m/%Y}"})
    if petition.written_on and petition.written_on > petition.received_on:
        raise Refusal(_("Ngày viết đơn sau ngày nhận. Xem lại hai ngày."))


def _account(by: Any) -> Any:
    return by if getattr(by, "pk", None) else None


def next_number(petition: Petition) -> str:
    """The next number of the unit's register in the year of receipt, e.g. "0012/2026-P.BX"."""
    year = petition.received_on.year
    number = counters.take(f"petitions.petition:{petition.unit_id}:{year}")
    return f"{number:04d}/{year}-{petition.unit.code}"


def keep_people(petition: Petition, people: Sequence[Party]) -> None:
    """Write the people of a new petition."""
    for person in people:
        person.petition = petition
        person.folded = fold(person.name)[:200]  # as `Party.save` does
    Party.objects.bulk_create(people)


def correct(
    petition: Petition, changes: Mapping[str, Any], *, by: Any, on: date, reason: str, seen: int | None = None
) -> None:
    """Write other values; where the words of the letter change, its twins are looked for anew."""
    moves.correct(petition, changes, by=by, on=on, reason=reason, seen=seen)
    if {"text", "subject", "place", "against"} & changes.keys():
        likenesses.refresh(petition)


def split(petition: Petition, parts: Sequence[Petition], *, by: Any, on: date) -> list[Petition]:
    """Make a petition of its own of each further matter that a letter holds; all keep the day of receipt and sender."""
    if not parts:
        raise Refusal(_("Ghi ít nhất một nội dung để tách."))
    people = list(petition.parties.filter(role__in=codes.SENDERS))
    with transaction.atomic():
        for part in parts:
            for name in ("unit_id", "desk_id", "received_on", "channel", "written_on", "identity", "sender_body",
                         "sender_letter", "sender_letter_on", "report_back", "signers", "addressees"):  # fmt: skip
                setattr(part, name, getattr(petition, name))
            part.follows = petition
            copies = [copy_of(person) for person in people]
            receive(part, [*copies], by=by, on=on, match=False)
        take(petition, "split", by=by, on=on, facts={"matter": [p.ref for p in parts]})
    return list(parts)


def copy_of(person: Party) -> Party:
    """The same person for another petition, not saved yet."""
    names = [f.attname for f in Party._meta.concrete_fields if f.name not in ("id", "petition")]
    return Party(**{name: getattr(person, name) for name in names})


def join(petition: Petition, matter: Matter | None, *, by: Any, on: date, title: str = "") -> Matter:
    """Put the petition into a matter (vụ việc), a new one where none is given. Petitions and matters count apart."""
    with transaction.atomic():
        if matter is None:
            matter = Matter(unit=petition.unit, opened_on=on, title=(title or petition.subject)[:300])
            with move(matter, "open", by=by, on=on):
                pass
        take(petition, "link", by=by, on=on, matter=matter, facts={"matter": matter.ref})
    return matter


def mark_duplicate(petition: Petition, earlier: Petition, *, by: Any, on: date) -> Petition:
    """Say that a petition repeats an earlier one; both then belong to one matter."""
    if earlier.pk == petition.pk:
        raise Refusal(_("Đơn không trùng với chính nó."))
    root = earlier.duplicate_of or earlier
    with transaction.atomic():
        matter = root.matter or join(root, None, by=by, on=on)
        facts = {"matter": matter.ref}
        return take(petition, "link", by=by, on=on, facts=facts, duplicate_of=root, matter=matter)
