"""What happens to a review: composed, written, signed, amended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from liemchinh.apps.directives.models import Document as Directive
from liemchinh.apps.figures import checks
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.reports import freezing, record_sheets, sealing, stored
from liemchinh.apps.reports.boards import ReviewBoard
from liemchinh.apps.reports.facts import ReviewFacts
from liemchinh.apps.reports.gathering import board_of, review_facts
from liemchinh.apps.reports.models import FrozenFigure, FrozenSheet, Review
from liemchinh.apps.reports.office import letterhead
from liemchinh.apps.reports.queries import composed
from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.measures import Period
from liemchinh.spine import ledger, wording
from liemchinh.spine.moves import move
from liemchinh.spine.office.document import Document
from liemchinh.spine.wording import say


def compose(
    resolution: Directive,
    unit: Unit,
    period: Period,
    *,
    by: Any,
    on: date,
    variant: str = "party",
    base: str = "first",
) -> Review:
    """A new draft; its figures are gathered each time it is looked at, until it is signed."""
    if resolution.issued_on > period.end:
        raise Refusal(
            _("Nghị quyết ban hành ngày %(day)s, sau khi kỳ kết thúc. Chọn kỳ khác.")
            % {"day": f"{resolution.issued_on:%d/%m/%Y}"}
        )
    review = Review(
        resolution=resolution, unit=unit, period_start=period.start, period_end=period.end, variant=variant, base=base
    )
    with move(review, "compose", by=by, on=on, unit=unit.ref, document=resolution.ref):
        pass
    return review


def write(review: Review, *, by: Any, on: date, seen: int | None = None, **words: Any) -> None:
    """Write what people say: `texts`, `chosen`, `reasons`, `letterhead`, `variant`, `base`, `number`."""
    unknown = words.keys() - {"texts", "chosen", "reasons", "letterhead", "variant", "base", "number"}
    if unknown:
        raise TypeError(f"a review has no {sorted(unknown)} to write")
    with move(review, "write", by=by, on=on, seen_version=seen):
        for name, value in words.items():
            setattr(review, name, value)


def missing(review: Review, facts: ReviewFacts, document: Document) -> list[str]:
    """What bars signing, a sentence each.

    Open questions, tasks with an open «field», differences without reason, failed checks, no signatory.
    """
    found = []
    asked = document.open_prompts()
    if asked:
        places = "; ".join(_place(key, ask, review.variant) for key, ask in asked)
        found.append(say("report.prompt.open", n=len(asked), list=places))
    blank = [line for line in review.chosen if "«" in line]
    if blank:
        found.append(_("Còn chỗ «…» chưa điền trong: %(line)s") % {"line": "; ".join(blank)})
    bare = [d.indicator.label for d in facts.differences if not d.reason.strip()]
    if bare:
        found.append(say("report.difference.open", list="; ".join(bare)))
    failed = [w.sentence for w in failing(facts) if not review.reasons.get(w.indicator.id, "").strip()]
    if failed:
        found.append(say("report.check.fails", list=" ".join(failed)))
    if not letterhead(review).signer_name.strip() or not review.number.strip() or review.signed_on is None:
        found.append(say("report.signer.missing"))
    return found


def _place(key: str, ask: str, variant: str) -> str:
    """Where something is still to be written: the heading, or what is asked inside a sentence."""
    heading = f"rpt.h.{key.removeprefix('rpt.')}"
    book = wording.book()
    text = book.text(heading, variant) if heading in book else ask
    return text.capitalize() if text.isupper() else text


def failing(facts: ReviewFacts) -> list[checks.Warning]:
    """Sums and bounds that do not hold; they need a reason before the report is signed."""
    now = {id: f.value for id, f in facts.figures.items() if f.value is not None}
    return [*checks.sums(now), *checks.bounds(now)]


def sign(
    review: Review, *, number: str, signed_on: date, by: Any, at: datetime, seen: int | None = None, **signer: str
) -> None:
    """Sign: the document and every figure with its records and their digests are kept from now on.

    `signer`: `signer_name`, `signer_title`, where they differ from the letterhead. Refusal says all that is missing.
    """
    if not review.period_end <= signed_on <= timezone.localdate(at):
        raise Refusal(
            _("Ngày ký phải từ ngày cuối kỳ (%(end)s) đến hôm nay.") % {"end": f"{review.period_end:%d/%m/%Y}"}
        )
    with move(review, "sign", by=by, on=signed_on, seen_version=seen, no=number):
        review.number, review.signed_on, review.signed_at = number.strip(), signed_on, at
        review.letterhead = {**review.letterhead, **{k: v for k, v in signer.items() if v}}
        board = board_of(review)
        facts = review_facts(review, board)
        if barred := missing(review, facts, composed(facts)):
            raise Refusal(" ".join(barred))
        _keep(review, board, composed(replace(facts, tree_head=_sealed())))
        if review.amends is not None:
            _supersede(review.amends, review, by=by, on=signed_on)


def _keep(review: Review, board: ReviewBoard, document: Document) -> None:
    review.document = stored.pack(document)
    newest = ledger.Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    review.ledger_mark = newest or 0
    FrozenFigure.objects.bulk_create(freezing.freeze(review, board))
    FrozenSheet.objects.bulk_create(record_sheets.freeze(review, board))
    review.frozen_digest = sealing.seal_of(review)


def _supersede(old: Review, new: Review, *, by: Any, on: date) -> None:
    with move(old, "supersede", by=by, on=on, new=new.ref):
        pass


def _sealed() -> str:
    """The signed head of the ledger, short, as the footer prints it: size and the first 16 digits of the root."""
    head = ledger.sign_head()
    root = bytes(head.root).hex()
    return f"{head.size} · {root[:4]} {root[4:8]} {root[8:12]} {root[12:16]}"


def amend(review: Review, *, by: Any, on: date) -> Review:
    """A new draft with the same words, to be signed in place of the old one, which stays as it was."""
    if review.state != "signed":
        raise Refusal(_("Chỉ điều chỉnh được báo cáo đã ký và chưa được thay thế."))
    open_draft = Review.objects.filter(amends=review, state="draft").first()
    if open_draft is not None:
        return open_draft
    copied = ("unit", "resolution", "period_start", "period_end", "variant", "base", "letterhead", "texts", "chosen")
    draft = Review(**{name: getattr(review, name) for name in copied}, reasons=review.reasons, amends=review)
    with move(draft, "amend", by=by, on=on, no=review.number, amends=review.ref):
        pass
    return draft


def texts_from(given: Mapping[str, str]) -> dict[str, str]:
    """Answers as kept: without blanks at the ends, empty ones left out."""
    return {key: text.strip() for key, text in given.items() if text.strip()}


def lines_of(text: str) -> Sequence[str]:
    """The kept tasks, one a line; a «field» may still be open in a draft, and bars signing (`missing`)."""
    return [line.strip() for line in text.splitlines() if line.strip()]
