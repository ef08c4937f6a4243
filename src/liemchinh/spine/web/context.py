"""What every page of the desk may count on: abilities, menu, locality, the look chosen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from liemchinh.spine.web import menu
from liemchinh.spine.web.middleware import THEME_COOKIE, THEMES


def desk(request: HttpRequest) -> dict[str, Any]:
    """Nothing here asks the database until a template uses it; an error page can therefore be drawn at any time."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    abilities = SimpleLazyObject(lambda: abilities_for(request))
    return {
        "abilities": abilities,
        "menu": SimpleLazyObject(lambda: menu.for_page(request, abilities)),
        "locality": settings.LOCALITY_NAME,
        "theme": theme if theme in THEMES else "",
        "here": request.get_full_path(),
    }


def abilities_for(request: HttpRequest) -> frozenset[str]:
    """What the person behind this request may do; nothing for anybody who has not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frozenset()
    from liemchinh.spine import access

    return frozenset(access.abilities(user))
