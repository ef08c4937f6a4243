"""Addresses of this app."""

from django.urls import path

from liemchinh.apps.figures.views import board, records

app_name = "figures"
urlpatterns = [
    path("", board.figures, name="list"),
    path("so/", records.records, name="records"),
    path("so/excel/", records.export, name="records-export"),
]
