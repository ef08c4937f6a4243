"""Addresses of reviews. Their names have no prefix: the menu asks for `reports`."""

from django.urls import path

from liemchinh.apps.reports import views

urlpatterns = [
    path("", views.index, name="reports"),
    path("moi/", views.new, name="report-new"),
    path("<int:pk>/", views.review, name="report"),
    path("<int:pk>/soan/", views.write, name="report-write"),
    path("<int:pk>/ky/", views.sign, name="report-sign"),
    path("<int:pk>/dieu-chinh/", views.amend, name="report-amend"),
    path("<int:pk>/so/<slug:indicator>/", views.figure, name="report-figure"),
    path("<int:pk>/tep.<slug:kind>", views.download, name="report-file"),
]
