"""How the ledger's sentences call posts, units and committees; a post is named, never the person who holds it."""

from __future__ import annotations

from liemchinh.apps.organisation.models import Absence, Committee, CommitteeMember, Post, Relation, Unit
from liemchinh.spine.ledger_words import Lang, names_for


def announce() -> None:
    """Called once at start."""
    names_for("post", post)
    names_for("organisation.post", post)
    names_for("account", account)
    names_for("organisation.unit", unit)
    names_for("organisation.committee", committee)
    names_for("organisation.committee_member", member)
    names_for("organisation.relation", relation)
    names_for("organisation.absence", absence)


def post(key: str, lang: Lang) -> str | None:  # noqa: ARG001
    found = Post.objects.filter(pk=key).values_list("title", "unit__name").first()
    return None if found is None else f"{found[0]} ({found[1]})"


def unit(key: str, lang: Lang) -> str | None:  # noqa: ARG001
    return Unit.objects.filter(pk=key).values_list("name", flat=True).first()


def committee(key: str, lang: Lang) -> str | None:  # noqa: ARG001
    return Committee.objects.filter(pk=key).values_list("name", flat=True).first()


def member(key: str, lang: Lang) -> str | None:  # noqa: ARG001
    """The seat, not the person: work title and committee."""
    found = CommitteeMember.objects.filter(pk=key).values_list("title", "committee__name").first()
    return None if found is None else f"{found[0]} – {found[1]}"


def relation(key: str, lang: Lang) -> str | None:
    """Whose declaration it is, by post; never to whom the relation is."""
    found = Relation.objects.filter(pk=key).values_list("account_id", flat=True).first()
    return None if found is None else account(str(found), lang)


def absence(key: str, lang: Lang) -> str | None:
    """Who is away, by post."""
    found = Absence.objects.filter(pk=key).values_list("account_id", flat=True).first()
    return None if found is None else account(str(found), lang)


def account(key: str, lang: Lang) -> str:
    """An account by the post that it holds, never by a person's name."""
    found = Post.objects.filter(account_id=key).order_by("-pk").values_list("title", "unit__name").first()
    if found is None:
        return f"Account no. {key}" if lang == "en" else f"Tài khoản số {key}"
    return f"{found[0]} ({found[1]})"
