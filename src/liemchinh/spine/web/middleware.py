"""What happens to every request: the language and look a person chose, and refusals turned into a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from liemchinh.kernel.errors import Refusal

THEME_COOKIE = "theme"
THEMES = ("light", "dark")

Next = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Vietnamese, unless this person chose English. What the browser prefers is not asked."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
        response.headers.setdefault("Content-Language", language)
        return response


class RefusalMiddleware:
    """A `Refusal` (something a person must mend) is answered with its sentence, not with "500"."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405:
            # Mostly somebody whose session ended before a button was pressed, and who has just signed in again.
            response = render(request, "spine/405.html", status=405)
        if request.method == "POST" and response.status_code == 200 and getattr(request, "form_sent_back", False):
            response.status_code = 422  # the page shows what is wrong with the form (templatetags `error_summary`)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        context: dict[str, Any] = {"sentence": str(exception)}
        return render(request, "spine/refused.html", context, status=400)
