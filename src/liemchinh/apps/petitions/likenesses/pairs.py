"""Likely pairs as rows: proposed by the comparison, kept as people decided, never proposed again once they did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from liemchinh.apps.petitions.likenesses.alike import Said, one_thing
from liemchinh.apps.petitions.likenesses.prints import Found
from liemchinh.apps.petitions.models import Likeness, Petition
from liemchinh.kernel.lifecycle import UNDONE

#: A pair is known by the other petition's key, or by the other agency's print.
Other = tuple[str, int]


class Brief(NamedTuple):
    """What decides whether a pair is news."""

    pk: int
    received_on: date
    state: str
    matter_id: int | None
    duplicate_of_id: int | None
    follows_id: int | None
    subject: str
    text: str

    @property
    def said(self) -> Said:
        return Said(self.subject, self.text)


def propose(petition: Petition, found: Sequence[Found], *, unknown: bool = False) -> list[Likeness]:
    """Write the pairs of the petition as it was just compared: new ones, open ones with their present reasons; open
    ones that no longer hold go. What was decided stays as it is.

    unknown: the petition was never compared before, nor any other with it.
    """
    known = {} if unknown else {_other(pair, petition.pk): pair for pair in of(petition.pk)}
    if not found and not known:
        return []
    others = _briefs([f.petition_id for f in found if f.petition_id])
    made, kept = [], set()
    for one in found:
        name: Other = ("petition", one.petition_id) if one.petition_id else ("print", one.print_id)
        other = others.get(one.petition_id) if one.petition_id else None
        if not _is_news(petition, other, one):
            continue
        kept.add(name)
        pair = known.get(name) or Likeness(**_two(petition, other, one))
        if pair.verdict == Likeness.Verdict.OPEN:
            pair.score, pair.agrees, pair.differs = _why(one)
            made.append(pair)
    _write(made)
    gone = [p.pk for name, p in known.items() if name not in kept and p.verdict == Likeness.Verdict.OPEN]
    if gone:
        Likeness.objects.filter(pk__in=gone).delete()
    return sorted(made, key=lambda pair: -pair.score)


def propose_theirs(print_id: int, found: Sequence[Found]) -> int:
    """Write the pairs of another agency's print with petitions of ours; answers how many are new."""
    known = {pair.petition_id: pair for pair in Likeness.objects.filter(theirs=print_id)}
    ours = _briefs([f.petition_id for f in found if f.petition_id])
    wanted = {
        f.petition_id: f for f in found
        if f.petition_id in ours and (f.matter or ours[f.petition_id].text.strip())
    }  # fmt: skip
    made = []
    for petition_id, one in wanted.items():
        pair = known.get(petition_id) or Likeness(petition_id=petition_id, theirs_id=print_id)
        if pair.verdict == Likeness.Verdict.OPEN:
            pair.score, pair.agrees, pair.differs = _why(one)
            made.append(pair)
    news = sum(pair.pk is None for pair in made)
    _write(made)
    gone = [p.pk for k, p in known.items() if k not in wanted and p.verdict == Likeness.Verdict.OPEN]
    Likeness.objects.filter(pk__in=gone).delete()
    return news


def of(petition_id: int) -> list[Likeness]:
    """Every pair of a petition, whichever of the two it is."""
    return list(Likeness.objects.filter(Q(petition=petition_id) | Q(earlier=petition_id)))


def _other(pair: Likeness, own: int) -> Other:
    if pair.theirs_id:
        return ("print", pair.theirs_id)
    return ("petition", pair.petition_id if pair.earlier_id == own else pair.earlier_id or 0)


def _briefs(keys: Sequence[int]) -> dict[int, Brief]:
    if not keys:
        return {}
    rows = Petition.objects.exclude(state=UNDONE).filter(pk__in=keys).values_list(*Brief._fields)
    return {row[0]: Brief(*row) for row in rows}


def _is_news(petition: Petition, other: Brief | None, one: Found) -> bool:
    """Whether the pair may be proposed. Letters with their text are judged by their facts alone; a subject by itself
    must share facts of the matter, or its words."""
    if one.petition_id is None:  # another agency's, of which we have no words
        return one.matter or bool(petition.text.strip())
    if other is None or _is_known(petition, other):
        return False
    with_text = bool(petition.text.strip() and other.text.strip())
    return with_text or one.matter or one_thing(Said(petition.subject, petition.text), other.said)


def _is_known(a: Petition, b: Brief) -> bool:
    """Whether somebody said already that they belong together: one matter, a sequel, two parts of one letter."""
    same = (a.matter_id, b.matter_id), (a.follows_id, b.follows_id), (a.duplicate_of_id, b.duplicate_of_id)
    if any(mine is not None and mine == its for mine, its in same):
        return True
    return b.pk in (a.follows_id, a.duplicate_of_id) or a.pk in (b.follows_id, b.duplicate_of_id)


def _two(petition: Petition, other: Brief | None, one: Found) -> dict[str, int]:
    """The later of the two, and the other."""
    if other is None:
        return {"petition_id": petition.pk, "theirs_id": one.print_id}
    later, earlier = petition.pk, other.pk
    if (other.received_on, other.pk) > (petition.received_on, petition.pk):
        later, earlier = earlier, later
    return {"petition_id": later, "earlier_id": earlier}


def _why(one: Found) -> tuple[float, list[str], list[str]]:
    return one.verdict.score, list(one.verdict.agrees), list(one.verdict.differs)


def _write(pairs: Sequence[Likeness]) -> None:
    for pair in pairs:
        if pair.pk is not None:
            pair.save(update_fields=["score", "agrees", "differs"])
    fresh = [p for p in pairs if p.pk is None]
    if fresh:
        # Two who receive twins at one moment may both find the pair: it is the same pair.
        Likeness.objects.bulk_create(fresh, ignore_conflicts=True)
