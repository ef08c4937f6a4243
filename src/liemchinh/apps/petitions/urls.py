"""Addresses of this app; each page's file names its own."""

from liemchinh.apps.petitions.views import (
    adding,
    entry,
    letters,
    limits,
    papers,
    petition,
    twins,
    twins_exchange,
    worklist,
)

app_name = "petitions"
urlpatterns = [
    *worklist.routes, *limits.routes, *entry.routes, *petition.routes, *letters.routes, *twins.routes,
    *twins_exchange.routes, *papers.routes, *adding.routes,
]  # fmt: skip
