"""What an official's desk remembers of them: what they have seen, the columns they chose, whether they want e-mail."""

from __future__ import annotations

from typing import Any

from liemchinh.apps.petitions.models import Petition, SavedFilter, Seen, Silence


def seen(account: Any, petition: Petition) -> None:
    """The account has this version of the petition before it: what others do from now on is news."""
    if getattr(account, "pk", None) is None:
        return
    if Seen.objects.filter(account_id=account.pk, petition=petition, version=petition.version).exists():
        return
    Seen.objects.update_or_create(account_id=account.pk, petition=petition, defaults={"version": petition.version})


def own_act(account: Any, petition: Petition) -> None:
    """What the account did itself, from a list, is no news to it; a petition that it never opened stays so."""
    Seen.objects.filter(account_id=account.pk, petition=petition).update(version=petition.version)


def columns(account: Any) -> list[str]:
    """The columns that the account chose, in its order; none where it never chose."""
    kept = SavedFilter.objects.filter(account_id=account.pk, name="").values_list("columns", flat=True).first()
    return kept.split(",") if kept else []


def keep_columns(account: Any, names: list[str]) -> None:
    SavedFilter.objects.update_or_create(account_id=account.pk, name="", defaults={"columns": ",".join(names)})


def keep_filter(account: Any, name: str, query: str) -> bool:
    """Keep an address under a name; where it was kept already it is renamed. Answers whether it was renamed."""
    known = SavedFilter.objects.filter(account_id=account.pk, query=query).exclude(name="").first()
    if known is not None and known.name != name:
        SavedFilter.objects.filter(account_id=account.pk, name=name).delete()
        known.name = name
        known.save(update_fields=["name"])
        return True
    SavedFilter.objects.update_or_create(account_id=account.pk, name=name, defaults={"query": query})
    return False


def silent(account: Any) -> bool:
    """Whether the account wants no reminders by e-mail."""
    return Silence.objects.filter(account_id=account.pk).exists()


def keep_silent(account: Any, *, silent: bool) -> None:
    if silent:
        Silence.objects.get_or_create(account_id=account.pk)
    else:
        Silence.objects.filter(account_id=account.pk).delete()
