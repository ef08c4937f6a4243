"""The worklist: what lies open on one's desk, by its nearest day. Every count is a filter; filters are in the address.

A page reads one index (`petition_desk_due`) and fifty rows, however many petitions the register holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Func, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation import queries as organisation
from liemchinh.apps.petitions import codes, queries
from liemchinh.apps.petitions.lifecycle import OPEN, PETITION
from liemchinh.apps.petitions.models import Likeness, Party, Petition, Seen, Sitting
from liemchinh.spine.access import posts, units_with
from liemchinh.spine.deadlines import Holding, buckets

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
#: What else waits for somebody -> (words, icon).
WAITS = {
    "decide": (_("chờ tôi quyết"), "user"),
    "fresh": (_("chưa phân loại"), "info"),
    "news": (_("có phản hồi mới"), "reply"),
    "twins": (_("có đơn giống"), "info"),
}
SCOPES = {
    "mine": _("Giao cho tôi"),
    "desk": _("Đơn vị tôi giữ"),
    "watched": _("Đang theo dõi"),
    "all": _("Tất cả tôi phụ trách"),
    "away": _("Đã gửi lên, gửi nơi khác"),
}
FIELDS = ("kind", "channel", "field", "state")
SIZE = 25
#: What a line of the list shows; the texts of a petition stay where they are.
SHOWN = (
    "state", "number", "subject", "kind", "channel", "field", "received_on", "proposed", "draft_state", "urged",
    "urged_on", "next_due", "next_term", "soon_on", "far_on", "clock_paused", "unit__name", "desk__name",
    "handler__full_name", "handler__username",
)  # fmt: skip
#: Petitions with news that are looked for; more than anybody follows.
NEWS = 500
_NEVER = date.max


class IsOpen(Func):
    """Whether a petition is open, its states written out: SQLite takes a partial index for no other condition."""

    template = "%(expressions)s IN (" + ", ".join(f"'{state}'" for state in OPEN) + ")"
    arity = 1

    def __init__(self) -> None:
        super().__init__("state", output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; anything else in it is left out."""

    scope: str = "all"
    due: str = ""
    wait: str = ""
    kind: str = ""
    channel: str = ""
    field: str = ""
    state: str = ""
    desk: int | None = None
    handler: int | None = None
    after: str = ""
    before: str = ""

    @property
    def any(self) -> bool:
        """Whether something is filtered by, besides the scope."""
        return bool(self.due or self.wait or self.desk or self.handler or any(getattr(self, name) for name in FIELDS))


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
        wait=one("wait", WAITS),
        kind=one("kind", codes.Kind.values),
        channel=one("channel", codes.Channel.values),
        field=one("field", codes.Field.values),
        state=one("state", OPEN),
        desk=key("desk"),
        handler=key("handler"),
        after=given.get("after", ""),
        before=given.get("before", ""),
    )


# --- whose rows ---


def default_scope(account: Any) -> str:
    """A handler begins with what was given to them, everybody else with all that they answer for."""
    return "all" if units_with(account, "petitions.see") else "mine"


def open_to(account: Any, wanted: Asked, today: date) -> QuerySet[Petition]:
    """The open petitions of the scope, without the other filters."""
    seen, own = units_with(account, "petitions.see"), own_desks(account)
    rows = Petition.objects.filter(IsOpen())
    if wanted.scope == "watched":
        return queries.petitions_visible_to(account).filter(IsOpen(), watchers__account=account)
    if wanted.scope == "mine":
        rows = rows.filter(handler_id__in=queries.acting_for(account, today)) if seen | own else rows.none()
    elif wanted.scope == "desk":
        rows = rows.filter(desk_id__in=own)
    elif wanted.scope == "away":
        rows = rows.filter(unit_id__in=seen).exclude(desk_id__in=seen | own)
    else:
        rows = rows.filter(_on_desks(account, seen, own, today))
    return rows.exclude(pk__in=named) if (named := named_in(account)) else rows


def own_desks(account: Any) -> frozenset[int]:
    """The units where this person has a post that lets them read petitions."""
    return frozenset(post.unit_id for post in posts(account)) & units_with(account, "petitions.read")


def _on_desks(account: Any, seen: frozenset[int], own: frozenset[int], today: date) -> Q:
    where = Q(desk_id__in=seen | own)
    if own - seen:
        where |= Q(handler_id__in=queries.acting_for(account, today))
    return where


def named_in(account: Any) -> list[int]:
    """The petitions that name this account; for them there are none such."""
    return list(Party.objects.filter(account_id=account.pk).values_list("petition_id", flat=True))


# --- which of them ---


def narrowed(rows: QuerySet[Petition], wanted: Asked) -> QuerySet[Petition]:
    """Without bucket and waits: their counts are over this."""
    chosen = {name: value for name in FIELDS if (value := getattr(wanted, name))}
    if wanted.desk:
        chosen["desk_id"] = wanted.desk
    if wanted.handler:
        chosen["handler_id"] = wanted.handler
    return rows.filter(**chosen)


def waits(account: Any, new: Sequence[int]) -> dict[str, Q]:
    """Wait -> condition; `new` are the account's `news`. `decide`: what is laid before those who decide."""
    looked_at = Likeness.objects.filter(verdict=Likeness.Verdict.OPEN).values("petition_id")
    found = {
        "fresh": Q(state="received"),
        "news": Q(pk__in=new),
        "twins": Q(pk__in=looked_at),
    }
    if mine := units_with(account, "petitions.decide"):
        proposal = Q(state__in=("received", "classified")) & ~Q(proposed="")
        draft = Q(state__in=("accepted", "verifying"), draft_state="submitted")
        found["decide"] = Q(desk_id__in=mine) & (proposal | draft)
    return {name: found[name] for name in WAITS if name in found}


def news(account: Any) -> list[int]:
    """The open petitions in which others did something since this person last opened them, newest first."""
    looks = Seen.objects.filter(account_id=account.pk, version__lt=F("petition__version"), petition__state__in=OPEN)
    return list(looks.order_by("-petition_id").values_list("petition_id", flat=True)[:NEWS])


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are in each bucket, and how many wait for what, each under the other's filter; and how many in all."""

    due: dict[str, int]
    wait: dict[str, int]
    total: int


def counts(rows: QuerySet[Petition], wanted: Asked, waiting: Mapping[str, Q], today: date) -> Counts:
    """All counts of the page: one grouped scan of the index for the buckets, one small count for each wait."""
    due = buckets(today)
    standing = Case(*(When(where, then=Value(name)) for name, where in due.items()), default=Value(""))
    by_wait = rows.filter(waiting[wanted.wait]) if wanted.wait in waiting else rows
    grouped = by_wait.order_by().annotate(standing=standing).values_list("standing").annotate(n=Count("pk"))
    found = dict(grouped)
    by_due = rows.filter(due[wanted.due]) if wanted.due else rows
    return Counts(
        due={name: found.get(name, 0) for name in due},
        wait={name: by_due.filter(where).count() for name, where in waiting.items()},
        total=sum(found.values()) if by_wait is rows else rows.count(),
    )


# --- one page ---


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the list, and the keys of its neighbours, "" where there is none."""

    petitions: list[Petition]
    before: str = ""
    after: str = ""


def chosen(rows: QuerySet[Petition], wanted: Asked, waiting: Mapping[str, Q], today: date) -> QuerySet[Petition]:
    """With bucket and wait."""
    if wanted.due:
        rows = rows.filter(buckets(today)[wanted.due])
    if wanted.wait:
        rows = rows.filter(waiting.get(wanted.wait, Q(pk=None)))
    return rows


def due_first(rows: QuerySet[Petition], wanted: Asked, size: int = SIZE) -> Part:
    """One page by nearest day, those without one last. The keys are found in the index before any row is read."""
    keyed = rows.annotate(day=Coalesce("next_due", Value(_NEVER)))
    if point := _point(wanted.before):
        earlier = keyed.filter(Q(day__lt=point[0]) | Q(day=point[0], pk__lt=point[1]))
        keys = list(earlier.order_by("-day", "-pk").values_list("day", "pk")[: size + 1])
        shown, more_before, more_after = keys[:size][::-1], len(keys) > size, True
    else:
        point = _point(wanted.after)
        if point:
            keyed = keyed.filter(Q(day__gt=point[0]) | Q(day=point[0], pk__gt=point[1]))
        keys = list(keyed.order_by("day", "pk").values_list("day", "pk")[: size + 1])
        shown, more_before, more_after = keys[:size], point is not None, len(keys) > size
    lines = Petition.objects.select_related("desk", "unit", "handler").only(*SHOWN)
    found = lines.in_bulk([pk for _day, pk in shown])
    return Part(
        [found[pk] for _day, pk in shown if pk in found],
        _key(shown[0]) if shown and more_before else "",
        _key(shown[-1]) if shown and more_after else "",
    )


def _key(key: tuple[date, int]) -> str:
    return f"{key[0]:%Y-%m-%d}.{key[1]}"


def _point(text: str) -> tuple[date, int] | None:
    day, _sep, pk = text.partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def bucket_of(petition: Petition, today: date) -> str:
    """The bucket in which a row stands."""
    if petition.next_due is None:
        return "paused" if petition.clock_paused else "undated" if petition.next_term else ""
    if petition.next_due < today:
        return "far" if petition.far_on and petition.far_on <= today else "overdue"
    if petition.next_due == today:
        return "today"
    return "soon" if petition.soon_on and petition.soon_on <= today else "calm"


def held_since(refs: Sequence[str]) -> dict[str, date]:
    """Since when those who have the matters now have had them. One query."""
    return dict(Holding.objects.filter(subject__in=refs, until=None).values_list("subject", "since"))


def states() -> list[tuple[str, tuple[str, str]]]:
    return [(state, PETITION.states[state]) for state in OPEN]


# --- beside the list ---


def waiting_elsewhere(account: Any) -> list[Any]:
    """Desks other than one's own where petitions of one's units lie: how many, since when the oldest, most first."""
    seen, own = units_with(account, "petitions.see"), own_desks(account)
    if not seen:
        return []
    below = Petition.objects.filter(IsOpen(), desk_id__in=seen - own)
    away = Petition.objects.filter(IsOpen(), unit_id__in=seen).exclude(desk_id__in=seen | own)
    found, named = [], named_in(account)
    everything = set(organisation.roots().values_list("pk", flat=True)) <= own  # then nothing can lie outside
    for rows in (below,) if everything else (below, away):
        rows = rows.exclude(pk__in=named) if named else rows
        found += rows.order_by().values("desk_id").annotate(n=Count("pk"), since=Min("received_on"))
    return sorted(found, key=lambda row: -row["n"])[:6]


def two_weeks(account: Any, today: date) -> list[Sitting]:
    """The sittings of citizen reception in the next two weeks at the units that this person sees."""
    ahead = Sitting.objects.filter(
        unit_id__in=units_with(account, "petitions.read"), on__range=(today, today + timedelta(days=14))
    )
    return list(ahead.select_related("unit").order_by("on")[:6])
