"""The menu of the desk: the entries whose page exists and that this person may open."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from liemchinh.spine import registers


@dataclass(frozen=True, slots=True)
class Entry:
    """`label` is a lazy text, `route` the name of its page, `ability` what opens it ("" for everybody signed in).

    `register` is the register that the page shows; while no app announces it, there is no entry.
    """

    label: str | Promise
    route: str
    ability: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the menu, ready for the template."""

    label: str | Promise
    url: str
    current: bool


def for_page(request: HttpRequest, abilities: Container[str]) -> list[Link]:
    """The menu as this person sees it here; the longest address that begins the page's own is the current one."""
    found = [(entry, url) for entry in entries() if allowed(entry, abilities) and (url := first_page(entry))]
    here = max((url for _, url in found if begins(request.path, url)), key=len, default="")
    return [Link(entry.label, url, url == here) for entry, url in found]


def entries() -> tuple[Entry, ...]:
    """The entries of the site that is served; each site (desk, portal, intake) names its own in `DESK_MENU`."""
    menu: tuple[Entry, ...] = import_string(getattr(settings, "DESK_MENU", "liemchinh.sites.menu.DESK"))
    return menu


def allowed(entry: Entry, abilities: Container[str]) -> bool:
    return not entry.ability or entry.ability in abilities


def first_page(entry: Entry) -> str:
    if not entry.register:
        return address(entry.route)
    return address(entry.route, entry.register) if entry.register in {r.name for r in registers.all()} else ""


def address(route: str, *words: str) -> str:
    """The address of a route, or "" while nothing is served there."""
    try:
        return reverse(route, args=words)
    except NoReverseMatch:
        return ""


def begins(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def record_page(ref: str) -> str:
    """Where a record opens: on a page of its own that the site names, else on its register's; "" for neither."""
    kind, _sep, key = ref.partition(":")
    if own := own_page(ref):
        return own
    return address("record", kind, key) if kind in {r.name for r in registers.all()} else ""


def own_page(ref: str) -> str:
    """The page of its own on which a record opens; "" where it opens on its register's generic page."""
    kind, _sep, key = ref.partition(":")
    own: dict[str, str] = import_string(getattr(settings, "RECORD_PAGES", "liemchinh.sites.menu.RECORD_PAGES"))
    return address(own[kind], key) if kind in own else ""
