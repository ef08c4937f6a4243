"""Addresses of this app."""

from django.urls import path

from liemchinh.apps.figures.views import board, narratives, records, typed

app_name = "figures"
urlpatterns = [
    path("", board.figures, name="list"),
    path("so/", records.records, name="records"),
    path("so/excel/", records.export, name="records-export"),
    path("so/<int:pk>/tra-lai/", typed.give_back, name="return"),
    path("so/<int:pk>/bo/", typed.withdraw, name="withdraw"),
    path("nhap/", typed.typed, name="typed"),
    path("bao-cao-chu/", narratives.narratives, name="narratives"),
    path("bao-cao-chu/moi/", narratives.new, name="narrative-new"),
    path("bao-cao-chu/dang-doc/<int:pk>/", narratives.job, name="narrative-job"),
    path("bao-cao-chu/<int:pk>/", narratives.narrative, name="narrative"),
    path("bao-cao-chu/<int:pk>/so/<int:proposal>/", narratives.decide, name="decide"),
    path("bao-cao-chu/<int:pk>/them/", narratives.add, name="add"),
    path("bao-cao-chu/<int:pk>/xong/", narratives.finish, name="finish"),
    path("bao-cao-chu/<int:pk>/mo-lai/", narratives.reopen, name="reopen"),
]
