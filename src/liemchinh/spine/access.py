"""Who may do what, over which units. Deny by default: a view without `@permission` fails the house test.

An account's rights are those of the posts that it holds on the day. Posts belong to `organisation`, which this package
must not know: it announces its reader with `set_post_reader`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liemchinh.kernel.access import PUBLIC, SIGNED_IN, abilities_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponseBase

    from liemchinh.spine.people import Account

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "SYSTEM",
    "PostFact",
    "System",
    "abilities",
    "actor_ref",
    "can",
    "permission",
    "posts",
    "set_post_reader",
    "units_with",
]

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class PostFact:
    """One post held on the day: its role, and the ids of its unit and of all units below it."""

    id: int
    title: str
    role: str
    unit_id: int
    unit_ids: frozenset[int]


class System:
    """The actor of imports by command, of the demo and of night work: it may take every step, and is named so."""

    pk = None
    is_authenticated = True

    def __str__(self) -> str:
        return "Hệ thống"


SYSTEM = System()

PostReader = Callable[[int, date], Iterable[PostFact]]
_reader: list[PostReader] = []


def set_post_reader(reader: PostReader) -> None:
    """Announced once at start by the app that keeps the posts."""
    _reader[:] = [reader]


def posts(account: Account | AnonymousUser) -> list[PostFact]:
    """The posts that the account holds today; read once per account object (so once a request)."""
    if not getattr(account, "is_authenticated", False) or account.pk is None:
        return []
    cached = cast("list[PostFact] | None", account.__dict__.get("_posts"))
    if cached is None:
        cached = list(_reader[0](account.pk, timezone.localdate())) if _reader else []
        account.__dict__["_posts"] = cached
    return cached


def abilities(account: Any) -> frozenset[str]:
    """All abilities of the account, over whichever unit."""
    held: set[str] = set()
    for post in posts(account):
        held |= abilities_of(post.role)
    return frozenset(held)


def units_with(account: Any, ability: str) -> frozenset[int]:
    """The ids of the units over which the account has the ability."""
    units: set[int] = set()
    for post in posts(account):
        if ability in abilities_of(post.role):
            units |= post.unit_ids
    return frozenset(units)


def can(account: Any, ability: str, unit_id: int | None = None) -> bool:
    """Whether the account has the ability, over the unit where one is given. The system may do everything."""
    if isinstance(account, System):
        return True
    if unit_id is None:
        return ability in abilities(account)
    return unit_id in units_with(account, ability)


def actor_ref(account: Any) -> str:
    """How the ledger names an actor: a post, never a person's name."""
    held = posts(account)
    if held:
        return f"post:{held[0].id}"
    return f"account:{account.pk}" if getattr(account, "pk", None) else "system"


def permission(name: str) -> Callable[[View], View]:
    """States and enforces what a view needs: PUBLIC, SIGNED_IN, or an ability held over at least one unit."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if name not in (PUBLIC, SIGNED_IN) and not can(request.user, name):
                raise PermissionDenied(name)
            return cast("HttpResponseBase", view(request, *args, **kwargs))

        guarded.permission = name  # type: ignore[attr-defined]
        return cast("View", login_not_required(guarded) if name == PUBLIC else guarded)

    return decorate
