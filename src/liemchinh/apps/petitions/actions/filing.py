"""Papers and people of a petition after its entry: each change is one line in the ledger, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.apps.petitions import codes, likenesses, queries
from liemchinh.apps.petitions.actions.taking import take
from liemchinh.apps.petitions.models import Attachment, Party, Petition
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import ledger, search
from liemchinh.spine.access import actor_ref
from liemchinh.spine.files import StoredFile

#: What a reading of a paper may correct in the petition.
READ_FIELDS = ("subject", "text", "place", "written_on", "addressees", "against", "signers", "channel", "sender_body",
               "sender_letter", "sender_letter_on", "report_back", "secret_paper")  # fmt: skip


def keep(petition: Petition, files: Iterable[StoredFile], *, by: Any, original: bool = False) -> list[Attachment]:
    """Put kept files with a petition that is being entered; a file that is with it already stays there once."""
    owner = by if getattr(by, "pk", None) else None
    known = set(petition.attachments.values_list("file__sha256", flat=True))
    made = []
    for file in files:
        if file.sha256 in known:
            continue
        known.add(file.sha256)
        made.append(
            Attachment.objects.create(petition=petition, file=file, name=file.name, original=original, added_by=owner)
        )
    return made


def attach(
    petition: Petition, files: Iterable[StoredFile], *, by: Any, on: date, original: bool = False
) -> list[Attachment]:
    """Add papers to a petition in the register; their digests stand in the ledger's line.

    Refusal: each of them is with it already.
    """
    with transaction.atomic():
        made = keep(petition, files, by=by, original=original)
        if not made:
            raise Refusal(_("Hồ sơ đã có tệp này."))
        facts = {"field": _("tệp kèm theo"), "files": [a.file.sha256 for a in made]}
        take(petition, "correct", by=by, on=on, reason=_("bổ sung tệp kèm theo"), facts=facts)
    return made


def confirm_reading(
    paper: Attachment, changes: Mapping[str, Any], people: Iterable[Party], *, by: Any, on: date, seen: int
) -> Petition:
    """Write what a person confirmed from a paper into its petition; likely twins are looked for anew."""
    unknown = set(changes) - set(READ_FIELDS)
    if unknown:
        raise ValueError(f"not read from a paper: {sorted(unknown)}")
    petition = paper.petition
    written = changes.get("written_on")
    if written and written > petition.received_on:
        raise Refusal(_("Ngày viết đơn sau ngày nhận. Xem lại hai ngày."))
    with transaction.atomic():
        reason = _("theo tệp đã đọc và đối chiếu")
        take(petition, "correct", by=by, on=on, reason=reason, seen=seen, facts={"files": [paper.file.sha256]},
             **changes)  # fmt: skip
        for person in people:
            person.petition = petition
            person.save()
        search.index([petition])
        likenesses.refresh(petition)
    return petition


def write_person(person: Party, *, by: Any, on: date, reason: str, seen: int) -> Party:
    """Add somebody to a petition or correct what is written of them; names stay out of the ledger.

    Refusal: no name, or somebody of our own whose unit isn't said, so that the matter could land on their desk.
    """
    if not person.name.strip():
        raise Refusal(_("Ghi họ tên, hoặc tên cơ quan, tổ chức."))
    if person.head and person.unit_id is None:
        raise Refusal(_("Người đứng đầu đơn vị nào: chọn đơn vị trong hệ thống."))
    petition = person.petition
    with transaction.atomic():
        field = str(codes.PartyRole(person.role).label)
        take(petition, "correct", by=by, on=on, reason=reason, seen=seen, facts={"field": field})
        person.save()
        search.index([petition])
        likenesses.refresh(petition)
    return person


def tells_who_wrote(paper: Attachment) -> bool:
    """Whether the paper is a letter whose writer is kept from all but those who must know (LTC 8, 56)."""
    petition = paper.petition
    return paper.original and petition.secretive and petition.identity == codes.Identity.NAMED


def note_look(paper: Attachment, *, by: Any) -> bool:
    """Whether this person may open the paper; a look at who wrote is in the ledger before it is opened."""
    if not tells_who_wrote(paper):
        return True
    if not queries.may_see_senders(by, paper.petition):
        return False
    with transaction.atomic():
        said = {"purpose": _("đọc đơn gốc"), "files": [paper.file.sha256]}
        ledger.append(verb="matter.read", subject=paper.petition.ref, actor=actor_ref(by), payload=said)
    return True
