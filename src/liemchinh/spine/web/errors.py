"""Error pages: each says what happened, what to do next, whom to ask; drawn even when the database is away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "spine/400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`PermissionDenied("outreach.read")` carries the ability, or a sentence that a step gave."""
    said = str(exception or "")
    return render(request, "spine/403.html", {"sentence": said if " " in said else ""}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "spine/404.html", status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Without the request: reading the session could fail again for the same reason."""
    return HttpResponse(render_to_string("spine/500.html"), status=500)


@login_not_required
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form lay open too long, or cookies are off."""
    return render(request, "spine/csrf.html", status=403)
