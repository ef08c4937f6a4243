"""Many petitions at once: an import writes its rows first, a background job compares them afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from liemchinh.apps.petitions.likenesses import key, pairs, prints, rows
from liemchinh.apps.petitions.models import Likeness, Petition, Print
from liemchinh.kernel.matching import Fingerprint, bands
from liemchinh.spine import jobs

KIND = "petitions.match"
#: Petitions in one transaction: short, so that nobody who enters a petition waits long behind it.
CHUNK = 200


def load_many(*, by: Any = None) -> jobs.Job | None:
    """Have the petitions without a fingerprint compared in the background; None where none waits, or a job is about to
    begin on them anyway."""
    about_to = jobs.Job.objects.filter(kind=KIND, status=jobs.Job.Status.WAITING)
    if about_to.exists() or not waiting().exists():
        return None
    return jobs.start(KIND, "liemchinh.apps.petitions.likenesses.catch_up", {}, owner=by)


def waiting() -> QuerySet[Petition]:
    """The petitions that have no fingerprint of the present method and key."""
    made = Print.objects.filter(petition=OuterRef("pk"), making=key.making())
    return Petition.objects.live().filter(~Exists(made)).order_by("pk")


def catch_up(job: jobs.Job | None = None, told: Callable[[int, int], None] | None = None) -> dict[str, int]:
    """Give every waiting petition its fingerprint and its likely pairs; answers how many petitions, and
    how many pairs more there are. Another run goes on
    where one was stopped."""
    total, done, known = waiting().count(), 0, Likeness.objects.count()
    for part in _parts():
        _compare(part)
        done += len(part)
        if job is not None:
            job.progress(done, max(total, done))
        if told is not None:
            told(done, max(total, done))
    return {"petitions": done, "pairs": Likeness.objects.count() - known}


def _parts() -> Iterator[list[Petition]]:
    last = 0
    while part := list(waiting().filter(pk__gt=last).prefetch_related("parties")[:CHUNK]):
        yield part
        last = part[-1].pk


def _compare(part: Sequence[Petition]) -> None:
    """First all prints of the part, so that twins within it find each other as well."""
    made = [(petition, prints.printed(petition, petition.parties.all())) for petition in part]  # outside: it is slow
    with transaction.atomic():
        kept = _keep(made)
        for petition, new in made:
            pairs.propose(petition, prints.linked(new, kept[petition.pk]))


def _keep(made: Sequence[tuple[Petition, Fingerprint]]) -> dict[int, int]:
    """Store the prints; answers the key of each petition's print."""
    making = key.making()
    old = set(Print.objects.filter(petition__in=[p for p, _ in made]).values_list("petition_id", flat=True))
    kept = {p.pk: prints.keep(p, new).pk for p, new in made if p.pk in old}
    fresh = [(Print(petition=p, making=making, data=new.to_bytes()), new) for p, new in made if p.pk not in old]
    Print.objects.bulk_create([row for row, _ in fresh])
    rows.write((value, row.pk) for row, new in fresh for value in bands(new))
    return kept | {row.petition_id: row.pk for row, _ in fresh if row.petition_id}
