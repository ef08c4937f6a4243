"""The reporting half of the demo: typed figures, a narrative that waits, a signed review that has drifted since."""

from __future__ import annotations

import tomllib
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone
from docx import Document as WordDocument

from liemchinh.apps.directives.models import Document
from liemchinh.apps.figures import actions as figures
from liemchinh.apps.figures.taking_in import take_in
from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.outreach.models import Session
from liemchinh.apps.reports import actions as reports
from liemchinh.kernel.measures import Period
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.files import keep
from liemchinh.spine.moves import correct

DATA = Path(__file__).with_name("demo") / "reports.toml"


def load(units: dict[str, Unit]) -> None:
    world = tomllib.loads(DATA.read_text(encoding="utf-8"))
    _typed(world["typed"], units)
    _narrative(world["narrative"], units)
    _review(world["review"], units)


def _typed(row: dict[str, Any], units: dict[str, Unit]) -> None:
    period = Period(row["from"], row["to"])
    for code, values in row["units"].items():
        for indicator, value in values.items():
            said = figures.Value(indicator, Decimal(str(value)))
            figures.record(units[code], period, said, by=SYSTEM, on=row["on"])


def _narrative(row: dict[str, Any], units: dict[str, Unit]) -> None:
    word = WordDocument()
    for paragraph in row["paragraphs"]:
        word.add_paragraph(paragraph)
    content = BytesIO()
    word.save(content)
    take_in(
        keep(content.getvalue(), row["file"]), units[row["unit"]], Period(row["from"], row["to"]), row["title"],
        row["number"], by=SYSTEM, on=row["on"],
    )  # fmt: skip


def _review(row: dict[str, Any], units: dict[str, Unit]) -> None:
    """Signed in September; in October somebody finds that a session was written down short, and the report drifts."""
    period, signed = Period(row["from"], row["to"]), row["signed_on"]
    resolution = Document.objects.get(number=row["resolution"])
    review = reports.compose(resolution, units[row["unit"]], period, by=SYSTEM, on=signed)
    reports.write(review, by=SYSTEM, on=signed, texts=row["texts"], chosen=row["chosen"],
                  reasons=row["reasons"])  # fmt: skip
    reports.sign(
        review, number=row["number"], signed_on=signed, by=SYSTEM, signer_name=row["signer_name"],
        at=timezone.make_aware(datetime.combine(signed, time(9))),
    )  # fmt: skip
    session = Session.objects.filter(unit__parent=units[row["unit"]], attendees__isnull=False,
                                     held_on__range=(period.start, period.end)).latest("held_on")  # fmt: skip
    correct(session, {"attendees": (session.attendees or 0) + 14}, by=SYSTEM, on=signed, reason=row["drift_reason"])
