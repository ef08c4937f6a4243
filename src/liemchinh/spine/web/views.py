"""The pages of the desk that belong to no register: home, account, look, quick search, errors."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from liemchinh.spine.access import PUBLIC, SIGNED_IN, permission
from liemchinh.spine.web import home as work
from liemchinh.spine.web import quick
from liemchinh.spine.web.context import abilities_for
from liemchinh.spine.web.look_page import samples
from liemchinh.spine.web.middleware import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@permission(SIGNED_IN)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Việc của tôi."""
    today = timezone.localdate()
    held = abilities_for(request)
    found = work.cards(request.user, held, today)
    context = {
        "today": today,
        "cards": [c for c in found if not c.aside],
        "beside": [c for c in found if c.aside],
        "coming": work.coming(held),
        "doors": work.doors(held),
    }
    return render(request, "spine/home.html", context)


@permission(SIGNED_IN)
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Language, look, password, second factor, and the posts from which the rights come."""
    from liemchinh.spine.access import posts

    return render(request, "spine/account.html", {"posts": posts(request.user), "languages": settings.LANGUAGES})


@permission(PUBLIC)
@require_GET
def forgotten(request: HttpRequest) -> HttpResponse:
    """Whom to ask for a new password: none is sent by mail."""
    return render(request, "account/password_reset.html")


@permission(PUBLIC)
@require_GET
def look(request: HttpRequest) -> HttpResponse:
    """Every component once, with all its states: for whoever builds pages, and for the tests."""
    if not settings.DEBUG and "desk.look" not in abilities_for(request):
        raise Http404
    return render(request, "spine/look.html", samples())


@permission(PUBLIC)
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keeps light, dark or the device's own in a cookie, and with the account."""
    chosen = request.POST.get("theme", "")
    chosen = chosen if chosen in THEMES else ""
    response = HttpResponseRedirect(way_back(request))
    if chosen:
        keep(response, THEME_COOKIE, chosen)
    else:
        response.delete_cookie(THEME_COOKIE)
    remember(request, theme=chosen)
    return response


@permission(PUBLIC)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie, and with the account."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(way_back(request))
    if chosen in dict(settings.LANGUAGES):
        keep(response, settings.LANGUAGE_COOKIE_NAME, chosen)
        remember(request, language=chosen)
    return response


def keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)


def remember(request: HttpRequest, **preferences: str) -> None:
    """A preference is no fact of a register: it is saved without a ledger line."""
    user: Any = request.user
    if user.is_authenticated:
        for name, value in preferences.items():
            setattr(user, name, value)
        user.save(update_fields=list(preferences))


def way_back(request: HttpRequest) -> str:
    """The page the form stood on, if it is ours."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and urlsplit(wanted).path else reverse("home")


@permission(SIGNED_IN)
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Quick search over every register that the person may read; letters with and without marks are the same."""
    asked = request.GET.get("q", "").strip()
    return render(
        request, "spine/find.html", {"find_words": asked, "results": quick.find(asked, request.user) if asked else []}
    )
