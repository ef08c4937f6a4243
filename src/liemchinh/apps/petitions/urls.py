"""Addresses of this app; each page's file names its own."""

from liemchinh.apps.petitions.views import entry, letters, petition, twins, twins_exchange, worklist

app_name = "petitions"
urlpatterns = [*worklist.routes, *entry.routes, *petition.routes, *letters.routes, *twins.routes, *twins_exchange.routes]
