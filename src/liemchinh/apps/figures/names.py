"""How the ledger's sentences call the things of this app: indicators, narrative reports, figures."""

from __future__ import annotations

from liemchinh.spine.ledger_words import Lang, names_for


def announce() -> None:
    """Called once at start."""
    names_for("indicator", indicator)
    names_for("figures.narrative", narrative)
    names_for("figures.proposal", proposal)
    names_for("figures.reported", reported)


def indicator(key: str, lang: Lang) -> str | None:
    """«Lượt người dự tuyên truyền» for "indicator:outreach_attendees"."""
    from liemchinh.catalogue import indicators

    found = indicators().get(key)
    return None if found is None else f"«{found.label_en if lang == 'en' else found.label}»"


def narrative(key: str, lang: Lang) -> str | None:  # noqa: ARG001
    from liemchinh.apps.figures.models import Narrative

    found = Narrative.objects.filter(pk=key).values_list("title", "number").first()
    return None if found is None else "«{}»{}".format(found[0], f" ({found[1]})" if found[1] else "")


def proposal(key: str, lang: Lang) -> str | None:
    from liemchinh.apps.figures.models import Proposal

    found = Proposal.objects.filter(pk=key).values_list("indicator", "quote").first()
    return None if found is None else f"{indicator(found[0], lang) or found[0]} “{found[1]}”"


def reported(key: str, lang: Lang) -> str | None:
    from liemchinh.apps.figures.models import Reported

    found = Reported.objects.filter(pk=key).values_list("indicator", "period_start", "period_end").first()
    if found is None:
        return None
    return f"{indicator(found[0], lang) or found[0]} ({found[1]:%d/%m/%Y} – {found[2]:%d/%m/%Y})"
