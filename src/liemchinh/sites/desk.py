"""The officials' door: the URL tree of the desk. Intake and the public portal get trees of their own later."""

from django.urls import include, path

urlpatterns = [
    path("", include("liemchinh.spine.web.urls")),
    path("tai-khoan/", include("liemchinh.spine.web.account_urls")),
    path("don-vi/", include("liemchinh.apps.organisation.urls")),
    path("van-ban/", include("liemchinh.apps.directives.urls")),
    path("tuyen-truyen/", include("liemchinh.apps.outreach.urls")),
    path("don-thu/", include("liemchinh.apps.petitions.urls")),
    path("khen-thuong/", include("liemchinh.apps.commendation.urls")),
    path("so-lieu/", include("liemchinh.apps.figures.urls")),
    path("bao-cao/", include("liemchinh.apps.reports.urls")),
]

handler400 = "liemchinh.spine.web.errors.bad_request"
handler403 = "liemchinh.spine.web.errors.forbidden"
handler404 = "liemchinh.spine.web.errors.not_found"
handler500 = "liemchinh.spine.web.errors.server_error"
