"""The seal over everything that a signed review keeps beside itself: its figures and its sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from liemchinh.apps.reports.models import FrozenFigure, FrozenSheet, Review
from liemchinh.spine.ledger_beside import seal

_FIGURE = ("indicator", "value", "figure_state", "source", "computed", "reported", "records", "digest")


def seal_of(review: Review) -> str:
    """SHA-256 (hex) over the kept figures and sheets as the database holds them; "" for a draft, which has none."""
    return seal(_rows(review))


def _rows(review: Review) -> Iterator[dict[str, Any]]:
    yield from FrozenFigure.objects.filter(review=review).order_by("indicator").values(*_FIGURE).iterator()
    sheets = FrozenSheet.objects.filter(review=review).order_by("register", "pk")
    for register, packed in sheets.values_list("register", "packed").iterator():
        yield {"register": register, "packed": hashlib.sha256(bytes(packed)).hexdigest()}


def differing() -> Iterator[str]:
    """The reviews whose kept figures or sheets are not those of their signing; for `ledger verify`."""
    for review in Review.objects.only("pk", "frozen_digest").order_by("pk"):
        if seal_of(review) != review.frozen_digest:
            review.refresh_from_db(fields=["frozen_digest"])  # it may have been signed while the check ran
            if seal_of(review) != review.frozen_digest:
                yield review.ref
