"""The worklist: what is open, by its nearest day; every count is a filter, and every filter lives in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.petitions import codes, queries
from liemchinh.apps.petitions.lifecycle import OPEN, PETITION
from liemchinh.apps.petitions.models import Likeness, Petition
from liemchinh.spine.deadlines.queries import buckets

#: Bucket -> (words, state of the chip), in the order in which they are worked through.
BUCKETS = {
    "far": (_("quá hạn nhiều"), "very"),
    "overdue": (_("quá hạn"), "late"),
    "today": (_("đến hạn hôm nay"), "soon"),
    "soon": (_("sắp đến hạn"), "soon"),
    "calm": (_("trong hạn"), "ok"),
    "paused": (_("tạm dừng"), "rest"),
    "undated": (_("chưa có ngày"), "rest"),
}
SCOPES = {"mine": _("Giao cho tôi"), "desk": _("Đơn vị tôi giữ"), "watched": _("Đang theo dõi"), "all": _("Tất cả")}
SIZE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; anything else in it is left out."""

    scope: str = "all"
    due: str = ""
    kind: str = ""
    channel: str = ""
    field: str = ""
    state: str = ""
    desk: int | None = None
    handler: int | None = None
    twins: bool = False
    after: str = ""

    @property
    def any(self) -> bool:
        return bool(self.due or self.kind or self.channel or self.field or self.state or self.desk or self.handler)


def asked(given: Mapping[str, str], default_scope: str) -> Asked:
    """The filters that an address carries."""

    def one(name: str, known: Any) -> str:
        value = given.get(name, "")
        return value if value in known else ""

    def key(name: str) -> int | None:
        value = given.get(name, "")
        return int(value) if value.isdecimal() and len(value) < 19 else None

    return Asked(
        scope=one("scope", SCOPES) or default_scope,
        due=one("due", BUCKETS),
        kind=one("kind", codes.Kind.values),
        channel=one("channel", codes.Channel.values),
        field=one("field", codes.Field.values),
        state=one("state", OPEN),
        desk=key("desk"),
        handler=key("handler"),
        twins=given.get("twins") == "1",
        after=given.get("after", ""),
    )


def open_to(account: Any, wanted: Asked, today: date) -> QuerySet[Petition]:
    """The open petitions of the scope, without the other filters."""
    rows = queries.petitions_visible_to(account).filter(state__in=OPEN)
    if wanted.scope == "mine":
        return rows.filter(handler_id__in=queries.acting_for(account, today))
    if wanted.scope == "desk":
        return rows.filter(desk_id__in={post.unit_id for post in account_posts(account)})
    if wanted.scope == "watched":
        return rows.filter(watchers__account=account)
    return rows


def account_posts(account: Any) -> Any:
    from liemchinh.spine.access import posts

    return posts(account)


def narrowed(rows: QuerySet[Petition], wanted: Asked) -> QuerySet[Petition]:
    """Without the bucket: the counts of the buckets are over this."""
    for name in ("kind", "channel", "field", "state"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.desk:
        rows = rows.filter(desk_id=wanted.desk)
    if wanted.handler:
        rows = rows.filter(handler_id=wanted.handler)
    if wanted.twins:
        rows = rows.filter(likenesses__verdict=Likeness.Verdict.OPEN).distinct()
    return rows


def counts(rows: QuerySet[Petition], today: date) -> dict[str, int]:
    """Bucket -> how many, in one query; `none` are those without any clock."""
    wanted = {name: Count("pk", filter=where) for name, where in buckets(today).items()}
    return dict(rows.order_by().aggregate(**wanted, every=Count("pk")))


def due_first(rows: QuerySet[Petition], wanted: Asked, today: date) -> tuple[list[Petition], str]:
    """One page by nearest day, those without one last; and the key of the next page, "" at the end."""
    if wanted.due:
        rows = rows.filter(buckets(today)[wanted.due])
    day, _sep, pk = wanted.after.partition(".")
    if pk.isdecimal():
        rows = rows.filter(_beyond(day, int(pk)))
    found = list(
        rows.select_related("desk", "unit", "handler").order_by(F("next_due").asc(nulls_last=True), "pk")[: SIZE + 1]
    )
    more = len(found) > SIZE
    last = found[SIZE - 1] if more else None
    after = f"{last.next_due or ''}.{last.pk}" if last else ""
    return found[:SIZE], after


def _beyond(day: str, pk: int) -> Q:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return Q(next_due=None, pk__gt=pk)
    return Q(next_due__gt=on) | Q(next_due=on, pk__gt=pk) | Q(next_due=None)


def bucket_of(petition: Petition, today: date) -> str:
    """The bucket in which a row stands."""
    if petition.next_due is None:
        return "paused" if petition.clock_paused else "undated" if petition.next_term else ""
    if petition.next_due < today:
        return "far" if petition.far_on and petition.far_on <= today else "overdue"
    if petition.next_due == today:
        return "today"
    return "soon" if petition.soon_on and petition.soon_on <= today else "calm"


def states() -> list[tuple[str, tuple[str, str]]]:
    return [(state, PETITION.states[state]) for state in OPEN]


def waiting_elsewhere(rows: QuerySet[Petition]) -> list[Any]:
    """Units other than one's own that hold open petitions: how many, and since when the oldest."""
    return list(
        rows.exclude(desk_id=F("unit_id")).values("desk_id", "desk__name")
        .annotate(n=Count("pk"), since=Min("received_on")).order_by("-n")[:6]
    )  # fmt: skip


def two_weeks(account: Any, today: date) -> list[Any]:
    """The sittings of citizen reception in the next two weeks at the units that this person sees."""
    from liemchinh.apps.petitions.models import Sitting
    from liemchinh.spine.access import units_with

    units = units_with(account, "petitions.read")
    ahead = Sitting.objects.filter(unit_id__in=units, on__range=(today, today + timedelta(days=14)))
    return list(ahead.select_related("unit").order_by("on")[:6])
