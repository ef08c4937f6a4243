"""The addresses of the frame; sites/desk.py includes them at the root."""

from django.urls import path

from liemchinh.spine.web import import_views, ledger_views, register_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("tai-khoan/", views.account, name="account"),
    path("look/", views.look, name="look"),
    path("giao-dien/", views.theme, name="theme"),
    path("ngon-ngu/", views.language, name="language"),
    path("tim/", views.find, name="find"),
    path("nhat-ky/", ledger_views.entries, name="ledger"),
    path("so/<str:name>/", register_views.records, name="register_list"),
    path("so/<str:name>/them/", register_views.enter, name="register_new"),
    path("so/<str:name>/xuat/", register_views.export, name="register_export"),
    path("so/<str:name>/nhap/", import_views.new, name="import-new"),
    path("so/<str:name>/nhap/mau/", import_views.template, name="import-template"),
    path("so/<str:name>/nhap/<int:pk>/", import_views.preview, name="import-preview"),
    path("so/<str:name>/nhap/<int:pk>/ghi/", import_views.commit, name="import-commit"),
    path("so/<str:name>/nhap/<int:pk>/hoan-tac/", import_views.undo, name="import-undo"),
    path("so/<str:name>/<int:pk>/", register_views.record, name="record"),
    path("so/<str:name>/<int:pk>/dinh-chinh/", register_views.correct, name="record_correct"),
    path("so/<str:name>/<int:pk>/<slug:step>/", register_views.step, name="record_step"),
]
