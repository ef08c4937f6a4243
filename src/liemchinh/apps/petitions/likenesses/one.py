"""One petition compared with all others: on receipt, after a correction, and by hand."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.apps.petitions.likenesses import pairs, prints
from liemchinh.apps.petitions.models import Likeness, Petition, Print
from liemchinh.kernel.errors import Refusal


def compare_with_earlier(petition: Petition) -> list[Likeness]:
    """Keep the fingerprint of the petition and the likely pairs with others, ours and other agencies', in the
    transaction that receives it."""
    new = prints.printed(petition, petition.parties.all())
    kept = prints.keep(petition, new)
    return pairs.propose(petition, prints.linked(new, kept.pk), unknown=kept.fresh)


def refresh(petition: Petition) -> list[Likeness]:
    """Compare anew where the text says something else than before: it was corrected, or its reading confirmed."""
    new = prints.printed(petition, petition.parties.all())
    with transaction.atomic():
        kept = prints.keep(petition, new)
        return pairs.propose(petition, prints.linked(new, kept.pk)) if kept.changed else []


def propose_by_hand(petition: Petition, other: Petition) -> Likeness:
    """The pair that somebody wants to look at, whatever the comparison thinks of it; Refusal for one and the same."""
    if petition.pk == other.pk:
        raise Refusal(_("Đây chính là đơn đang mở. Ghi số của đơn kia."))
    known = next((p for p in pairs.of(petition.pk) if other.pk in (p.petition_id, p.earlier_id)), None)
    if known is not None:
        return known
    later, earlier = sorted((petition, other), key=lambda p: (p.received_on, p.pk), reverse=True)
    verdict = prints.verdict_on(_print(later), _print(earlier))
    return Likeness.objects.create(
        petition=later, earlier=earlier, score=verdict.score, agrees=list(verdict.agrees), differs=list(verdict.differs)
    )


def _print(petition: Petition) -> Print:
    prints.keep(petition, prints.printed(petition, petition.parties.all()))
    return Print.objects.get(petition=petition)
