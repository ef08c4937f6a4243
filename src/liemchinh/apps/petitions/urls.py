"""Addresses of this app; each page's file names its own."""

from liemchinh.apps.petitions.views import (
    adding,
    api,
    entry,
    letters,
    limits,
    papers,
    petition,
    reception,
    remedies,
    twins,
    twins_exchange,
    worklist,
)

app_name = "petitions"
urlpatterns = [
    *worklist.routes, *limits.routes, *entry.routes, *petition.routes, *letters.routes, *twins.routes,
    *twins_exchange.routes, *papers.routes, *adding.routes, *api.routes,
    *reception.routes, *remedies.routes,
]  # fmt: skip
