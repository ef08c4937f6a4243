"""How the ledger calls petitions, matters, visits, letters: by number and day, never by person or content."""

from __future__ import annotations

from liemchinh.apps.petitions.models import Letter, Matter, Petition, Remedy, Visit
from liemchinh.spine.ledger_words import Lang, names_for


def announce() -> None:
    """Called once at start."""
    names_for("petitions.petition", petition)
    names_for("petitions.matter", matter)
    names_for("petitions.visit", visit)
    names_for("petitions.letter", letter)
    names_for("petitions.remedy", remedy)


def petition(key: str, lang: Lang) -> str | None:  # noqa: ARG001
    return Petition.objects.filter(pk=key).values_list("number", flat=True).first()


def matter(key: str, lang: Lang) -> str | None:
    found = Matter.objects.filter(pk=key).values_list("opened_on", flat=True).first()
    if found is None:
        return None
    return f"no. {key} of {found:%d/%m/%Y}" if lang == "en" else f"số {key} ngày {found:%d/%m/%Y}"


def visit(key: str, lang: Lang) -> str | None:
    found = Visit.objects.filter(pk=key).values_list("received_on", flat=True).first()
    if found is None:
        return None
    return f"no. {key} of {found:%d/%m/%Y}" if lang == "en" else f"số {key} ngày {found:%d/%m/%Y}"


def letter(key: str, lang: Lang) -> str | None:
    found = Letter.objects.filter(pk=key).values_list("number", "petition__number").first()
    if found is None:
        return None
    of = "of file" if lang == "en" else "của hồ sơ"
    return f"{found[0] or '–'} {of} {found[1]}"


def remedy(key: str, lang: Lang) -> str | None:
    found = Remedy.objects.filter(pk=key).values_list("petition__number", flat=True).first()
    if found is None:
        return None
    return f"no. {key} of file {found}" if lang == "en" else f"số {key} của hồ sơ {found}"
