"""What one reader may know of a petition's likely twins: another unit's is told by number and day, without content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liemchinh.apps.petitions import queries
from liemchinh.apps.petitions.models import Likeness, Party, Petition, Print
from liemchinh.kernel.lifecycle import UNDONE
from liemchinh.kernel.matching import LABELS
from liemchinh.spine.web.formats import day

OPEN = Likeness.Verdict.OPEN
_WITH = ("petition__unit", "earlier__unit", "theirs__agency", "decided_by")


@dataclass(frozen=True)
class Pair:
    """A pair from the side of the petition that is read. `hidden`: the other is not this reader's to see."""

    likeness: Likeness
    own: Petition
    other: Petition | None
    theirs: Print | None
    hidden: bool

    @property
    def pk(self) -> int:
        return self.likeness.pk

    @property
    def open(self) -> bool:
        return self.likeness.verdict == OPEN and not self.hidden

    @property
    def agrees(self) -> list[str]:
        return [] if self.hidden else words(self.likeness.agrees)

    @property
    def differs(self) -> list[str]:
        return [] if self.hidden else words(self.likeness.differs)

    @property
    def told(self) -> str:
        """What may be said of a petition that is not this reader's."""
        if self.theirs is not None:
            said = {"agency": self.theirs.agency, "on": day(self.theirs.their_day), "number": self.theirs.their_number}
            return _("%(agency)s đã nhận đơn này ngày %(on)s, số %(number)s.") % said
        if self.other is None:
            return ""
        said = {"unit": self.other.unit, "on": day(self.other.received_on), "number": self.other.number}
        return _("Đơn của đơn vị khác (%(unit)s), nhận ngày %(on)s, số %(number)s.") % said


def words(kinds: Iterable[str]) -> list[str]:
    """The kinds of facts in the reader's language, in the order of their weight."""
    which = 1 if (get_language() or "vi").startswith("en") else 0
    wanted = set(kinds)
    return [label[which] for kind, label in LABELS.items() if kind in wanted]


def pairs_of(petition: Petition, account: Any) -> list[Pair]:
    """The petition's pairs, open and likely ones first; none that names the reader, none whose import was undone."""
    found = Likeness.objects.filter(Q(petition=petition) | Q(earlier=petition)).select_related(*_WITH)
    pairs = _for_reader([(likeness, petition) for likeness in found], account)
    return sorted(pairs, key=lambda p: (p.likeness.verdict != OPEN, -p.likeness.score, p.pk))


def open_pairs(petition: Petition, account: Any) -> list[Pair]:
    """The pairs that nobody decided on and this reader may see."""
    return [p for p in pairs_of(petition, account) if p.open]


def elsewhere(pairs: Sequence[Pair]) -> list[str]:
    """The sentences about petitions that others received; what somebody called unrelated is left out."""
    return [p.told for p in pairs if (p.theirs or p.hidden) and p.likeness.verdict != Likeness.Verdict.UNRELATED]


def pair_for(pk: int, account: Any) -> Pair | None:
    """The pair as this reader may see it, from the later petition, or from the earlier where that alone is theirs."""
    likeness = Likeness.objects.filter(pk=pk).select_related(*_WITH).first()
    if likeness is None:
        return None
    keys = [k for k in (likeness.petition_id, likeness.earlier_id) if k]
    seen = set(queries.petitions_visible_to(account).filter(pk__in=keys).values_list("pk", flat=True))
    own = next((p for p in (likeness.petition, likeness.earlier) if p is not None and p.pk in seen), None)
    if own is None:
        return None
    return next(iter(_for_reader([(likeness, own)], account)), None)


def _for_reader(found: Sequence[tuple[Likeness, Petition]], account: Any) -> list[Pair]:
    sides = [(likeness, own, _other(likeness, own)) for likeness, own in found]
    keys = [other.pk for _, _, other in sides if other is not None]
    seen, quiet = _seen(keys, account)
    return [
        Pair(likeness, own, other, likeness.theirs, other is not None and other.pk not in seen)
        for likeness, own, other in sides
        if other is None or (other.pk not in quiet and other.state != UNDONE)
    ]


def _other(likeness: Likeness, own: Petition) -> Petition | None:
    return likeness.petition if likeness.earlier_id == own.pk else likeness.earlier


def _seen(keys: Sequence[int], account: Any) -> tuple[set[int], set[int]]:
    """Which of the petitions the reader may see, and which name the reader: of those there is none for them."""
    if not keys:
        return set(), set()
    seen = set(queries.petitions_visible_to(account).filter(pk__in=keys).values_list("pk", flat=True))
    if not getattr(account, "pk", None):
        return seen, set()
    named = Party.objects.filter(account_id=account.pk, petition__in=keys).values_list("petition_id", flat=True)
    return seen, set(named)
