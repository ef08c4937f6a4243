"""Fingerprints as they are kept, and the verdicts on those that share rows with one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

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

#: Facts that many matters of one place or year share.
_VAGUE: Final = frozenset(("part", "place", "year", "count"))


class Found(NamedTuple):
    """A print that is linked with the one asked about: whose it is, why, and whether anything agrees but the writer."""

    print_id: int
    petition_id: int | None
    verdict: Verdict
    matter: bool


def printed(petition: Petition, people: Iterable[Party]) -> Fingerprint:
    """The fingerprint of the petition under this installation's key; some 2.5 ms for a page."""
    return fingerprint(text_of(petition, people), key.read())


class Kept(NamedTuple):
    """The key of a stored print; whether the petition had none before, and whether this one says anything new."""

    pk: int
    fresh: bool
    changed: bool


def keep(petition: Petition, new: Fingerprint) -> Kept:
    """Store the print with its rows, in place of an earlier one."""
    data, making = new.to_bytes(), key.making()
    old = rows.kept(petition.pk)
    if old is None:
        number = rows.add(petition.pk, making, data)
        rows.write((value, number) for value in bands(new))
        return Kept(number, fresh=True, changed=True)
    number, earlier = old
    if earlier == data:
        return Kept(number, fresh=False, changed=False)
    before, after = set(bands(from_bytes(earlier))), set(bands(new))
    Print.objects.filter(pk=number).update(making=making, data=data)
    rows.erase(number, sorted(before - after))
    rows.write((value, number) for value in after - before)
    return Kept(number, fresh=False, changed=True)


def linked(new: Fingerprint, own: int, *, foreign: bool = True) -> list[Found]:
    """The prints that are proposed as one matter with this one, best first; `own` is its key, `foreign` whether those
    of other agencies are asked too."""
    asked = bands(new)
    held = [[k for k in row if k != own] for row in rows.ask(asked)]
    wanted = rows.among(shortlist(held), key.making(), foreign=foreign)
    near = [(number, petition, from_bytes(data)) for number, petition, data in wanted]
    if not near:
        return []
    rarity = _rarity(new, [other for _, _, other in near], dict(zip(asked, held, strict=True)))
    found = [Found(k, p, compare(new, other, rarity), _of_the_matter(new, other)) for k, p, other in near]
    return sorted((f for f in found if f.verdict.linked), key=lambda f: (-f.verdict.score, f.print_id))


def _of_the_matter(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether they share a fact that says what it is about, not who wrote or where."""
    shared = (m for m in a.marks if not m.beside and m.kind not in _VAGUE and m.token in b.by_token)
    return any(not (m.who and b.by_token[m.token].who) for m in shared)


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
    return rarity_of(counts, rows.newest())
