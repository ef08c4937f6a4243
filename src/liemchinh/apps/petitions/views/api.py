"""The door for programs on this desk: one petition as JSON, within a session and with its CSRF token.

A system without a session hands its petitions in as a file: `liemchinh receive`.
"""

from __future__ import annotations

import json
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liemchinh.apps.petitions import arrivals
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.access import permission


@permission("petitions.receive")
@require_POST
def receive(request: HttpRequest) -> JsonResponse:
    """201 with its number, 200 where this reference was received before, 422 with the sentence of what is wrong."""
    try:
        row = json.loads(request.body)
    except ValueError:
        return JsonResponse({"error": _("Không đọc được JSON.")}, status=HTTPStatus.BAD_REQUEST)
    try:
        came = arrivals.receive(row, by=request.user, on=timezone.localdate())
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except PermissionDenied as denied:
        return JsonResponse({"error": str(denied)}, status=HTTPStatus.FORBIDDEN)
    said = {"number": came.petition.number, "page": reverse("petitions:petition", args=[came.petition.pk])}
    return JsonResponse(said, status=HTTPStatus.OK if came.again else HTTPStatus.CREATED)


routes = [path("api/tiep-nhan/", receive, name="api_receive")]
