"""Reviews: who sees them, which one answers for a resolution, a unit and a period, and the document of each."""

from __future__ import annotations

from django.db.models import QuerySet

from liemchinh.apps.directives.models import Document as Directive
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.reports import stored
from liemchinh.apps.reports.boards import ReviewBoard
from liemchinh.apps.reports.compose import compose
from liemchinh.apps.reports.facts import ReviewFacts
from liemchinh.apps.reports.gathering import review_facts
from liemchinh.apps.reports.models import Review
from liemchinh.kernel.measures import Period
from liemchinh.spine import wording
from liemchinh.spine.access import units_with
from liemchinh.spine.office.document import Document


def visible_to(account: object) -> QuerySet[Review]:
    return Review.objects.live().filter(unit_id__in=units_with(account, "reports.read"))


def standing(resolution: Directive, unit: Unit, period: Period) -> Review | None:
    """The review that stands for them: the signed one, else the newest draft, else none."""
    rows = Review.objects.live().filter(
        resolution=resolution, unit=unit, period_start=period.start, period_end=period.end
    )
    return rows.filter(state="signed").first() or rows.filter(state="draft").order_by("-pk").first()


def document_of(review: Review, board: ReviewBoard | None = None) -> Document:
    """As signed; for a draft as it would print now."""
    if review.is_signed:
        return stored.unpack(review.document)
    return composed(review_facts(review, board))


def composed(facts: ReviewFacts) -> Document:
    """The document that the facts make, in this installation's words."""
    return compose(facts, wording.book())
