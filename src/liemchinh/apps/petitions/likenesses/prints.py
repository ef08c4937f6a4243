"""Fingerprints as they are kept, and the verdicts on those that share rows with one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from liemchinh.apps.petitions.likenesses import key, rows
from liemchinh.apps.petitions.likenesses.texts import text_of
from liemchinh.apps.petitions.models import Party, Petition, Print
from liemchinh.kernel.matching import (
    FEW,
    Fingerprint,
    Rarity,
    Verdict,
    bands,
    compare,
    fingerprint,
    from_bytes,
    rarity_of,
    shortlist,
)


class Found(NamedTuple):
    """A print that is linked with the one asked about: whose it is, and why."""

    print_id: int
    petition_id: int | None
    verdict: Verdict


def printed(petition: Petition, people: Iterable[Party]) -> Fingerprint:
    """The fingerprint of the petition under this installation's key; some 2.5 ms for a page."""
    return fingerprint(text_of(petition, people), key.read())


def keep(petition: Petition, new: Fingerprint) -> tuple[Print, bool]:
    """Store the print with its rows, in place of an earlier one; answers whether it says anything new."""
    data, making = new.to_bytes(), key.making()
    old = Print.objects.filter(petition=petition).first()
    if old is None:
        made = Print.objects.create(petition=petition, making=making, data=data)
        rows.write((value, made.pk) for value in bands(new))
        return made, True
    if bytes(old.data) == data:
        return old, False
    before, after = set(bands(from_bytes(bytes(old.data)))), set(bands(new))
    old.making, old.data = making, data
    old.save(update_fields=["making", "data"])
    rows.erase(old.pk, sorted(before - after))
    rows.write((value, old.pk) for value in after - before)
    return old, True


def linked(new: Fingerprint, own: int, *, foreign: bool = True) -> list[Found]:
    """The prints that are proposed as one matter with this one, best first; `own` is its key, `foreign` whether those
    of other agencies are asked too."""
    asked = bands(new)
    held = [[k for k in row if k != own] for row in rows.ask(asked)]
    wanted = Print.objects.filter(pk__in=shortlist(held), making=key.making())
    if not foreign:
        wanted = wanted.filter(agency=None)
    near = [(k, p, from_bytes(bytes(data))) for k, p, data in wanted.values_list("pk", "petition_id", "data")]
    if not near:
        return []
    rarity = _rarity(new, [other for _, _, other in near], dict(zip(asked, held, strict=True)))
    found = [Found(k, p, compare(new, other, rarity)) for k, p, other in near]
    return sorted((f for f in found if f.verdict.linked), key=lambda f: (-f.verdict.score, f.print_id))


def verdict_on(a: Print, b: Print) -> Verdict:
    """The verdict on two kept prints. Refusal where they were made with different keys."""
    return compare(from_bytes(bytes(a.data)), from_bytes(bytes(b.data)))


def _rarity(new: Fingerprint, others: Sequence[Fingerprint], held: dict[int, list[int]]) -> Rarity:
    """How rare the shared facts are in this register: a fact's own row is counted, its token halved is the row."""
    counts: dict[int, int] = {}
    for token in {token for other in others for token in new.by_token.keys() & other.by_token.keys()}:
        row = held.get(token >> 1)
        if row is not None:
            counts[token] = 1 + (len(row) if len(row) <= FEW else rows.count(token >> 1))
    newest = Print.objects.order_by("-pk").values_list("pk", flat=True).first()
    return rarity_of(counts, newest or 1)
